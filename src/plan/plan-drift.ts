import { type Drift, decodeBytes, type LeafChange, sha256 } from '../model/index.ts'
import { keysIn } from './describe-leaves.ts'
import { diffLeaves } from './diff-leaves.ts'
import type { DraftChange } from './draft-changes.ts'
import { overwritesEdit } from './overwrites-edit.ts'
import type { PlanInput } from './plan-input.ts'
import type { RawLeafChange } from './raw-leaf-change.ts'
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
  return change.leaves.filter((_, index) =>
    edits.some((edit) => overwritesEdit(raw[index] as RawLeafChange, edit)),
  )
}

function outsideEdits(key: string, input: PlanInput): RawLeafChange[] | undefined {
  const applied = input.live.lastApplied?.get(key)
  const live = input.live.entries.get(key)
  if (applied === undefined || live === undefined) return undefined
  const before = readDocument(decodeBytes(applied))
  const after = readDocument(live.value)
  return before === undefined || after === undefined
    ? undefined
    : diffLeaves(before, after, keysIn(key, input.lookup))
}
