import { type Drift, type LeafChange, parentPointer, sha256 } from '../model/index.ts'
import { diffLeaves, type RawLeafChange } from './diff-leaves.ts'
import type { DraftChange } from './draft-changes.ts'
import type { PlanInput } from './plan-input.ts'
import { readDocument } from './read-document.ts'

/** Managed keys that are not as the last apply left them, with the outside edits that these changes overwrite. */
export function planDrift(input: PlanInput, drafts: readonly DraftChange[]): Drift[] {
  const draftOf = new Map(drafts.map((draft) => [draft.change.key, draft]))
  const drift: Drift[] = []
  for (const [key, indexed] of input.live.index) {
    const live = input.live.entries.get(key)
    const draft = draftOf.get(key)
    if (live === undefined) {
      drift.push({ key, kind: 'deleted', overwrites: draft === undefined ? [] : [wholeDocument(draft)] })
    } else if (sha256(live.value) !== indexed.sha256) {
      const overwrites = draft === undefined ? [] : overwritten(draft, input)
      drift.push({ key, kind: 'modified', overwrites })
    }
  }
  return drift.sort((a, b) => (a.key < b.key ? -1 : 1))
}

function wholeDocument(draft: DraftChange): LeafChange {
  const effects = new Set(draft.change.leaves.map((leaf) => leaf.effect))
  const effect = effects.has('restart') ? 'restart' : effects.has('live') ? 'live' : 'none'
  return { pointer: '', effect }
}

/** All leaves of the change when it is not known which of them were edited. */
function overwritten(draft: DraftChange, input: PlanInput): readonly LeafChange[] {
  const { change, raw } = draft
  const edits = outsideEdits(change.key, input)
  if (edits === undefined || raw.length !== change.leaves.length) return change.leaves
  return change.leaves.filter((_, index) => edits.some((edit) => touches(raw[index] as RawLeafChange, edit)))
}

function outsideEdits(key: string, input: PlanInput): RawLeafChange[] | undefined {
  const applied = input.live.lastApplied?.get(key)
  const live = input.live.entries.get(key)
  if (applied === undefined || live === undefined) return undefined
  const before = readDocument(new TextEncoder().encode(applied))
  const after = readDocument(live.value)
  return before === undefined || after === undefined ? undefined : diffLeaves(before, after)
}

/** True when `change`, from live on, takes back or replaces what `edit` did up to live. */
function touches(change: RawLeafChange, edit: RawLeafChange): boolean {
  if (edit.to !== undefined) {
    return change.from !== undefined && (change.fromPointer ?? change.pointer) === edit.pointer
  }
  if (change.to === undefined) return false
  if (edit.isElement && change.isElement) {
    return parentPointer(edit.pointer) === parentPointer(change.pointer) && edit.from === change.to
  }
  return edit.pointer === change.pointer
}
