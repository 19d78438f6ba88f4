import { readDocument } from '../../formats/index.ts'
import {
  type DeclaredMove,
  type Diagnostic,
  elementMoves,
  followMoves,
  type Move,
  movesElement,
} from '../../model/index.ts'
import type { DraftChange } from '../draft-changes.ts'
import { keysIn } from '../leaves/index.ts'
import type { PlanInput } from '../plan-input.ts'
import { doneHandover } from './done-handovers.ts'
import { locateElement } from './locate-element.ts'

/**
 * Renames of elements that this plan does not carry out: those that were, which a note tells, and those where the element
 * is live under both names, or two would become one, so that nobody could tell which of them goes on.
 */
export function checkRenames(input: PlanInput, drafts: readonly DraftChange[]): Diagnostic[] {
  const { environment } = input.desired
  return (environment.moved ?? []).filter(movesElement).flatMap((move): Diagnostic[] => {
    const standings = input.desired.entries.map((entry) => standingOf(move, entry, { input, drafts }))
    if (standings.includes('pending')) return []
    if (standings.includes('doubtful')) return [doubtful(move)]
    return standings.includes('left') ? [] : [doneHandover(environment, `moved ${move.from} to ${move.to}`)]
  })
}

/** How an element stands in one document: it is renamed now, it is not there, it is as others left it, or twice. */
type Standing = 'pending' | 'done' | 'left' | 'doubtful'

function standingOf(
  declared: DeclaredMove,
  { key, component }: { readonly key: string; readonly component: string },
  { input, drafts }: { readonly input: PlanInput; readonly drafts: readonly DraftChange[] },
): Standing {
  const document = { key, component }
  const [move] = elementMoves([declared], document)
  if (move === undefined) return 'done'
  const moves = elementMoves(input.desired.environment.moved ?? [], document)
  const change = drafts.find((draft) => draft.change.key === key)?.change
  if (change?.renamed?.some((rename) => leadsThrough(rename, move, moves))) return 'pending'
  const live = input.live.entries.get(key)
  const value = live && readDocument(live.value, input.live.index.get(key)?.format)
  if (value === undefined) return 'done'
  if (locateElement(value, move.from, keysIn(key, input.lookup)).kind !== 'found') return 'done'
  return change === undefined ? 'left' : 'doubtful'
}

/** True where a rename over several names has this one among them. */
function leadsThrough(rename: Move, { from, to }: Move, moves: readonly Move[]): boolean {
  if (rename.from === from || rename.to === to) return true
  const isPassed = followMoves(rename.from, moves, (name) => name === from || name === rename.to)
  return isPassed === from
}

function doubtful({ from, to, at }: DeclaredMove): Diagnostic {
  return {
    code: 'handover-wrong',
    severity: 'error',
    message: `moved from ${from} to ${to}: another element is live under the new name, or becomes it too`,
    help: 'nobody could tell which of them goes on: without the line, what the sources do not have is removed',
    ...(at && { at }),
  }
}
