import {
  followMoves,
  type Handover,
  isKeyName,
  type Move,
  matchesRule,
  movesElement,
  parseKeyPart,
} from '../../model/index.ts'
import type { EnvironmentAnswer, Problem } from '../answer.ts'
import type { Authored, Found } from './documents.ts'
import { problemAt, siteOfHolder } from './problems.ts'
import { slotOf } from './tracking/shadows.ts'

/** What the workspace and one of its environments say of keys besides their contents; `prefix` goes before each key. */
export function handoverOf(
  workspace: Authored,
  environment: Authored,
  prefix: string,
): Omit<Handover, 'moved'> & Pick<EnvironmentAnswer, 'moved'> {
  const forget = [...listIn<string>(workspace, 'forget'), ...listIn<string>(environment, 'forget')]
  const moved = [...listIn<Move>(workspace, 'moved'), ...listIn<Move>(environment, 'moved')]
  const ignored = [
    ...listIn<string>(workspace, 'ignoreChanges'),
    ...listIn<string>(environment, 'ignoreChanges'),
  ]
  const placed = (name: string) => (isKeyName(name) ? `${prefix}${name}` : name)
  return {
    ...(forget.length > 0 && { forget: forget.map(placed) }),
    ...(ignored.length > 0 && { ignoreChanges: ignored.map((text) => parseKeyPart(`${prefix}${text}`)) }),
    ...(moved.length > 0 && {
      moved: moved.map((move) => {
        return { from: placed(move.from), to: placed(move.to), site: siteOfHolder(move) }
      }),
    }),
  }
}

function listIn<Element>(holder: Authored, name: string): readonly Element[] {
  const value = holder[name]
  return Array.isArray(value) ? (value as Element[]) : [] // its shape was checked
}

/** Lines that contradict what the workspace declares: what is given up or renamed and declared still, and renames to nowhere. */
export function problemsOfHandover(workspace: Authored, found: readonly Found[]): Problem[] {
  const environments = workspace.environments as Readonly<Record<string, Authored>>
  const own = Object.entries(environments).flatMap(([name, environment]) =>
    problemsIn(
      environment,
      found.filter((document) => document.environment === name),
    ),
  )
  return [...problemsIn(workspace, found), ...own]
}

function problemsIn(holder: Authored, found: readonly Found[]): Problem[] {
  return [...forgottenAndDeclared(holder, found), ...wrongMoves(holder, found)]
}

function forgottenAndDeclared(holder: Authored, found: readonly Found[]): Problem[] {
  return listIn<string>(holder, 'forget').flatMap((rule): Problem[] => {
    const document = found.find(({ key }) => matchesRule(key, rule))
    if (document === undefined) return []
    const { key, environment } = document
    const message = `forget ${rule}: ${key} is declared in ${environment} all the same`
    return [wrong(holder, 'forget', { message, help: 'take out one of the two' })]
  })
}

function wrongMoves(holder: Authored, found: readonly Found[]): Problem[] {
  // Whether an element is there is told later, by who knows what identifies it.
  const moves = listIn<Move>(holder, 'moved').filter((move) => !movesElement(move))
  const all = moves.length === 0 ? [] : found
  const names = new Set(all.flatMap(({ key, component }) => [key, component]))
  return moves.flatMap(({ from, to }): Problem[] => {
    const line = `moved from ${from} to ${to}`
    const both = all.find(({ key, component, environment }) => {
      if (key !== from && component !== from) return false
      return all.some(
        (other) => other.environment === environment && (other.key === to || other.component === to),
      )
    })
    if (both !== undefined) {
      const message = `${line}: ${from} is declared in ${both.environment} beside it`
      return [
        wrong(holder, 'moved', { message, help: 'what is renamed is declared under its new name only' }),
      ]
    }
    const isDeclared = names.has(from) || followMoves(from, moves, (name) => names.has(name)) !== undefined
    if (isDeclared) return []
    const help = 'to give the key up and leave it as it is: forget; to delete it, take out the line'
    return [wrong(holder, 'moved', { message: `${line}, which nothing declares`, help })]
  })
}

function wrong(holder: Authored, member: string, finding: Pick<Problem, 'message' | 'help'>): Problem {
  return problemAt(slotOf(holder, member)?.name ?? 0, { code: 'handover-wrong', ...finding })
}
