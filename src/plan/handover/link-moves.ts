import { followMoves, type Move } from '../../model/index.ts'
import type { DraftChange } from '../draft-changes.ts'

/** The changes, with each delete and create that are one rename naming each other. */
export function linkMoves(drafts: readonly DraftChange[], moves: readonly Move[]): DraftChange[] {
  const created = new Set(drafts.filter(isCreate).map(({ change }) => change.key))
  const to = new Map(
    drafts.filter(isDelete).flatMap(({ change: { key } }): [string, string][] => {
      const other = followMoves(key, moves, (name) => created.has(name))
      return other === undefined ? [] : [[key, other]]
    }),
  )
  const from = new Map([...to].map(([key, other]) => [other, key]))
  return drafts.map((draft) => linked(draft, { to, from }))
}

function linked(
  draft: DraftChange,
  { to, from }: { readonly to: ReadonlyMap<string, string>; readonly from: ReadonlyMap<string, string> },
): DraftChange {
  const { change } = draft
  const movedTo = to.get(change.key)
  if (change.action === 'delete' && movedTo !== undefined && from.get(movedTo) === change.key)
    return { ...draft, change: { ...change, movedTo } }
  const movedFrom = from.get(change.key)
  return change.action === 'create' && movedFrom !== undefined
    ? { ...draft, change: { ...change, movedFrom } }
    : draft
}

function isCreate({ change }: DraftChange): boolean {
  return change.action === 'create' && change.releases !== true
}

function isDelete({ change }: DraftChange): boolean {
  return change.action === 'delete'
}
