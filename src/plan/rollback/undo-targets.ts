import { readDocument, writeDocument } from '../../formats/index.ts'
import {
  type AppliedChange,
  type DocumentFormat,
  decodeBytes,
  kindOf,
  type LeafLookup,
  type Live,
} from '../../model/index.ts'
import { keysIn } from '../leaves/index.ts'
import { mergeDocuments } from '../merge/index.ts'
import { type Elements, renamedBack } from './renamed-back.ts'
import { changedSince, notRestorable, type RollbackTarget } from './rollback-target.ts'
import { undoTemplate } from './undo-template.ts'

/** Each key as it was before one apply, with what others changed since kept where it is not in the way. */
export function undoTargets(changes: readonly AppliedChange[], now: Present): RollbackTarget[] {
  return changes.flatMap((change) => undo(change, now))
}

interface Present {
  readonly live: Live
  readonly lookup: LeafLookup
}

function undo(change: AppliedChange, { live, lookup }: Present): RollbackTarget[] {
  const { key, component, action } = change
  const now = live.entries.get(key)?.value
  if (action === 'release' || action === 'forget') return releasedAgain(change, now)
  // Found equal, and managed already: nothing was done to it.
  if (action === 'own' && !change.isAcquired) return []
  const base = bytesOf(change.after)
  const target = bytesOf(change.before)
  const isOurs = !change.isAcquired
  const common = { key, component, ...kindOf(change), isOurs }
  if (change.isWithheld && action === 'own') return [{ ...common, isLeftAsIs: true, problems: [] }]
  if (change.secrets !== undefined || change.secretsBefore !== undefined) {
    const undone = undoTemplate(change, { live, lookup })
    return [{ ...common, ...undone, ...withdrawn(change, base, target) }]
  }
  if (change.isWithheld) return [{ ...common, ...(now && { bytes: now }), problems: [notRestorable(key)] }]
  const versions = { base, target, now, format: change.format }
  const { bytes, conflicts } = merge(versions, { keysAt: keysIn(key, lookup), renamed: change.renamed })
  return [
    {
      ...common,
      ...(bytes && { bytes }),
      ...withdrawn(change, base, target),
      problems: conflicts.map((pointer) => changedSince(key, pointer)),
    },
  ]
}

/** What was given back or given up is managed again, as it is now. */
function releasedAgain(change: AppliedChange, now: Uint8Array | undefined): RollbackTarget[] {
  const {
    key,
    component,
    secretsBefore,
    before,
    secrets = secretsBefore,
    after = before,
    isWithheld,
  } = change
  if (now === undefined) return []
  const target = { key, component, ...kindOf(change), isOurs: true }
  if (secrets !== undefined && after !== undefined)
    return [{ ...target, bytes: decodeBytes(after), secrets, problems: [] }]
  return [
    isWithheld ? { ...target, problems: [notRestorable(key)] } : { ...target, bytes: now, problems: [] },
  ]
}

interface Versions {
  readonly base: Uint8Array | undefined
  readonly target: Uint8Array | undefined
  readonly now: Uint8Array | undefined
  readonly format: DocumentFormat | undefined
}

function merge(
  { base, target, now, format }: Versions,
  { keysAt, renamed = [] }: Elements,
): { readonly bytes: Uint8Array | undefined; readonly conflicts: readonly string[] } {
  if (isSame(now, base)) return { bytes: target, conflicts: [] }
  if (isSame(now, target) || isSame(base, target)) return { bytes: now, conflicts: [] }
  const documents = [base, target, now].map((bytes) =>
    bytes === undefined ? null : readDocument(bytes, format),
  )
  if (documents.includes(undefined)) return { bytes: now, conflicts: [''] }
  const [from, to, live] = documents.map((document, index) =>
    [base, target, now][index] === undefined ? undefined : document,
  )
  const elements = renamedBack({ base: from, target: to, live }, { keysAt, renamed })
  const { value, conflicts } = mergeDocuments({ base: from, target: to, live }, elements)
  const written = value === undefined ? undefined : writeDocument(value, format)
  if (written !== undefined && 'problem' in written) return { bytes: now, conflicts: [''] }
  return { bytes: written?.bytes, conflicts }
}

function withdrawn(
  { action, isReleased, format, secrets, secretsBefore }: AppliedChange,
  base: Uint8Array | undefined,
  target: Uint8Array | undefined,
): Pick<RollbackTarget, 'withdrawn'> {
  const read = (bytes: Uint8Array, isTemplate: boolean) =>
    readDocument(bytes, isTemplate ? undefined : format)
  const isUnset = base === undefined || action === 'own' || isReleased
  const to = isUnset ? undefined : read(base, secrets !== undefined)
  if (to === undefined) return {}
  const from = target === undefined ? undefined : read(target, secretsBefore !== undefined)
  return { withdrawn: { from, to } }
}

function bytesOf(text: string | undefined): Uint8Array | undefined {
  return text === undefined ? undefined : decodeBytes(text)
}

function isSame(a: Uint8Array | undefined, b: Uint8Array | undefined): boolean {
  if (a === undefined || b === undefined) return a === b
  return Buffer.compare(a, b) === 0
}
