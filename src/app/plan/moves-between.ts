import { readAppliedChanges, readHistory } from '../../apply/index.ts'
import { type AppliedChange, isApply, type LedgerEntry, type Move, parseKeyPart } from '../../model/index.ts'
import type { ReadableEnvironment } from '../environment/with-readable.ts'

/** The renames that lead from one state to another, those in a row as one; what was trimmed is not known. */
export async function movesBetween(
  { store, environment }: Pick<ReadableEnvironment, 'store' | 'environment'>,
  { from, to }: { readonly from: string; readonly to: string },
): Promise<Move[]> {
  const all = await readHistory(store, environment, Number.MAX_SAFE_INTEGER)
  const applies = all.filter(isApply).sort((a, b) => a.seq - b.seq)
  const first = applies.filter((entry) => isPartOf(entry, from)).length
  const last = applies.filter((entry) => isPartOf(entry, to)).length
  let moves: Move[] = []
  for (const entry of applies.slice(Math.min(first, last), Math.max(first, last))) {
    const applied = await readAppliedChanges(store, environment, entry)
    for (const change of applied?.changes ?? []) moves = renamedBy(change, moves)
  }
  return first <= last ? moves : moves.map((move) => ({ from: move.to, to: move.from }))
}

/** The renames up to a change with those of its own: of the key, and of elements of its lists. */
function renamedBy({ key, movedFrom, renamed = [] }: AppliedChange, before: readonly Move[]): Move[] {
  const moves =
    movedFrom === undefined
      ? [...before]
      : following(
          before.map((move) => inKey(move, movedFrom, key)),
          { from: movedFrom, to: key },
        )
  return renamed.reduce(
    (all, { from, to }) => following(all, { from: `${key}#${from}`, to: `${key}#${to}` }),
    moves,
  )
}

/** A rename of an element, with its new name in a key that has another name itself. */
function inKey(move: Move, from: string, to: string): Move {
  const { key, pointer } = parseKeyPart(move.to)
  return key === from && pointer !== undefined ? { ...move, to: `${to}#${pointer}` } : move
}

/** A rename of what a rename made is one from the first name. */
function following(moves: readonly Move[], { from, to }: Move): Move[] {
  const before = moves.find((each) => each.to === from)
  return [...moves.filter((each) => each !== before), { from: before?.from ?? from, to }]
}

/** True of an apply that came before a state, or made it. */
function isPartOf({ seq, revision }: LedgerEntry, state: string): boolean {
  if (state === 'live') return true
  if (state.startsWith('@')) return seq <= Number(state.slice(1))
  return revision !== undefined && revision <= Number(state)
}
