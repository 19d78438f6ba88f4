import { Failure, InvalidInput } from '../../app/index.ts'
import { troubleText } from '../../app/observing/index.ts'
import { StoreError } from '../../model/index.ts'
import type { BoardDifference } from '../board.ts'
import { differenceOf, planOf } from '../state/difference.ts'
import type { BoardKeeper } from '../state/keep-board.ts'
import type { Wording } from '../wording.ts'

/** What is asked for, and of what. */
export interface Asked {
  readonly path: string
  readonly query: URLSearchParams
}

export interface Answer {
  readonly status: number
  /** Serialisable as JSON. */
  readonly json: object
}

const mostApplies = 200

/** Answers what the page asks for beside the events; undefined where there is no such thing. */
export async function answer(
  { path, query }: Asked,
  keeper: BoardKeeper,
  wording: Wording,
): Promise<Answer | undefined> {
  switch (path) {
    case '/api/board':
      return { status: 200, json: keeper.board() }
    case '/api/samples':
      return { status: 200, json: keeper.samples() }
    case '/api/applies':
      return appliesAnswer(query, keeper)
    case '/api/diff':
      return await diffAnswer(query, keeper, wording)
    case '/api/plan':
      return await asked(keeper, async (questions) => planOf(await questions.plan(), wording))
    default:
      return undefined
  }
}

function appliesAnswer(query: URLSearchParams, keeper: BoardKeeper): Answer {
  const [before, limit] = [query.get('before') ?? '', query.get('limit') ?? '50']
  if (!/^\d{1,15}$/.test(before) || !/^\d{1,4}$/.test(limit))
    return problem(400, 'before and limit are whole numbers')
  const applies = keeper.appliesBefore(Number(before), Math.min(Number(limit), mostApplies))
  return { status: 200, json: { applies } }
}

async function diffAnswer(query: URLSearchParams, keeper: BoardKeeper, wording: Wording): Promise<Answer> {
  const [from, to] = [query.get('from') ?? '', query.get('to') ?? 'live']
  return await asked(keeper, async (questions) => {
    const { differences } = await questions.diff({ from, to })
    return differenceOf({ from, to }, differences, wording)
  })
}

type Questions = NonNullable<ReturnType<BoardKeeper['questions']>>

async function asked(
  keeper: BoardKeeper,
  ask: (questions: Questions) => Promise<BoardDifference>,
): Promise<Answer> {
  const questions = keeper.questions()
  if (questions === undefined) return problem(503, 'etcd was not reached yet')
  try {
    return { status: 200, json: await ask(questions) }
  } catch (error) {
    if (error instanceof Failure || error instanceof InvalidInput) return problem(422, troubleText(error))
    if (error instanceof StoreError) return problem(503, error.message)
    throw error
  }
}

function problem(status: number, text: string): Answer {
  return { status, json: { problem: text } }
}
