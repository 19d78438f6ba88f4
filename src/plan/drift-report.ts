import { readDocument } from '../formats/index.ts'
import {
  type Desired,
  decodeBytes,
  elementMoves,
  type IgnoredChanges,
  type LeafChange,
  type LeafLookup,
  type Live,
  matchesRule,
  type Owner,
  valueAt,
} from '../model/index.ts'
import { isAsApplied } from '../templates/index.ts'
import { type ContentDifference, diffContents } from './diff-snapshots.ts'
import type { FoldedKeys } from './fold-foreign.ts'
import { isInKept, keptIn } from './kept/index.ts'
import { leaseName } from './lease-name.ts'
import { isWrittenByOthers } from './plan-drift.ts'
import { driftOfTemplate } from './secrets/drift-of-template.ts'

/** One key that is not as the last apply left it, or that nobody declared. */
export interface DriftEntry {
  readonly key: string
  /** `leased`: it is as it was applied, and carries a lease. */
  readonly kind: 'modified' | 'deleted' | 'foreign' | 'leased'
  /** The revision of the edit; the last one, if there were several. Unknown for a deleted key. */
  readonly revision?: number
  /** From what was last applied to what is live; absent when that is not known any more, because it was trimmed. */
  readonly sinceApply?: readonly LeafChange[]
  /** What is live has the values that were applied: in which its bytes differ, in words. */
  readonly otherBytes?: string
  /** All that is no secret is as it was applied: a secret is another, or its bytes are. */
  readonly isSecretPerhaps?: true
  /** From what is live to what the sources say; absent when they were not looked at, or for foreign keys. */
  readonly toSource?: readonly LeafChange[]
  /** The lease that a managed key carries and will vanish with, in hex as etcdctl prints it. */
  readonly lease?: string
  /** Of a foreign key: the other workspace that owns it. */
  readonly owner?: Owner
}

/** What somebody changed by hand. */
export interface DriftReport {
  /** Sorted by key. */
  readonly entries: readonly DriftEntry[]
  /** Foreign keys that are not among the entries; absent where all are. */
  readonly folded?: readonly FoldedKeys[]
  /** Managed keys that were compared. */
  readonly checked: number
  /** Keys, or parts of keys, that an ignore rule hides. */
  readonly ignored: number
  /** Ignore rules for something that is neither here nor wanted: misspelt, or left over. */
  readonly unmatched: readonly IgnoredChanges[]
}

/** What a drift report is made from. */
export interface DriftInput {
  readonly live: Live
  readonly lookup: LeafLookup
  readonly managedPrefixes: readonly string[]
  /** The sources, where they are at hand. */
  readonly desired?: Desired
  /** With the environment's prefix. */
  readonly ignore?: readonly IgnoredChanges[]
}

/** Every managed key against what was last applied and against the sources, and every key that is neither. */
export function driftOf(input: DriftInput): DriftReport {
  const rules = input.ignore ?? []
  const drifts = [...managedDrift(input), ...foreignKeys(input)].sort((a, b) => (a.key < b.key ? -1 : 1))
  const left = leftToOthers(input)
  const kept = drifts.flatMap((entry) => withoutIgnored(entry, left(entry.key), input))
  const hidden = drifts.length - kept.length + kept.filter((entry) => !drifts.includes(entry)).length
  const unmatched = rules.filter((rule) => !isMatched(rule, input))
  return { entries: kept, checked: input.live.index.size, ignored: hidden, unmatched }
}

function managedDrift({ live, lookup, desired }: DriftInput): DriftEntry[] {
  const wanted = new Map(desired?.entries.map((entry) => [entry.key, entry]))
  return [...live.index.keys()].flatMap((key): DriftEntry[] => {
    const kv = live.entries.get(key)
    const lease = kv === undefined || kv.lease === '0' ? {} : { lease: leaseName(kv.lease) }
    if (kv !== undefined && isAsApplied(key, live))
      return kv.lease === '0' ? [] : [{ key, kind: 'leased', revision: kv.modRevision, ...lease }]
    const applied = live.lastApplied?.get(key)
    const entry = wanted.get(key)
    const source = entry === undefined ? undefined : decodeBytes(entry.bytes ?? entry.text)
    const moves = entry === undefined ? [] : elementMoves(desired?.environment.moved ?? [], entry)
    const template = driftOfTemplate(key, { live, lookup, moves }, entry)
    const since: ContentDifference | undefined =
      template?.sinceApply !== undefined
        ? { leaves: template.sinceApply }
        : applied === undefined
          ? undefined
          : diffContents(key, [decodeBytes(applied), kv?.value], { lookup })
    const toSource =
      desired === undefined
        ? undefined
        : (template?.toSource ?? diffContents(key, [kv?.value, source], { lookup, moves }).leaves)
    return [
      {
        key,
        kind: kv === undefined ? 'deleted' : 'modified',
        ...(kv && { revision: kv.modRevision }),
        ...lease,
        ...(since && { sinceApply: since.leaves }),
        ...(since?.otherBytes !== undefined && { otherBytes: since.otherBytes }),
        ...(toSource && { toSource }),
        ...(template?.sinceApply?.length === 0 && { isSecretPerhaps: true as const }),
      },
    ]
  })
}

function foreignKeys({ live, managedPrefixes, desired }: DriftInput): DriftEntry[] {
  const desiredKeys = new Set(desired?.entries.map((entry) => entry.key))
  return [...live.entries.values()]
    .filter((kv) => !live.index.has(kv.key) && !desiredKeys.has(kv.key))
    .filter((kv) => managedPrefixes.some((prefix) => kv.key.startsWith(prefix)))
    .map((kv) => {
      const owner = live.ownedElsewhere?.get(kv.key)
      return { key: kv.key, kind: 'foreign', revision: kv.modRevision, ...(owner && { owner }) }
    })
}

/** What others write in each key. */
function leftToOthers({ desired, ignore = [] }: DriftInput): (key: string) => readonly string[] {
  const entries = desired?.entries ?? []
  return keptIn({ entries, environment: { ignoreChanges: ignore } })
}

/** The entry without its ignored parts; nothing when all of it is ignored. A key that is gone is made again, whoever writes it. */
function withoutIgnored(entry: DriftEntry, kept: readonly string[], input: DriftInput): DriftEntry[] {
  if (kept.length === 0 || entry.kind === 'deleted') return [entry]
  if (kept.includes('') || isWrittenByOthers(entry.key, input.live, kept)) return []
  const { sinceApply } = entry
  if (sinceApply === undefined || sinceApply.length === 0) return [entry]
  const rest = sinceApply.filter((leaf) => !isInKept(leaf, kept))
  if (rest.length === 0) return []
  return rest.length === sinceApply.length ? [entry] : [{ ...entry, sinceApply: rest }]
}

/** True when there is something that the rule can mean, drifted or not. */
function isMatched(
  { key: pattern, pointer }: IgnoredChanges,
  { live, desired, lookup }: DriftInput,
): boolean {
  const desiredValues = new Map(desired?.entries.map((entry) => [entry.key, entry.value]))
  const keys = [...live.index.keys(), ...live.entries.keys(), ...desiredValues.keys()]
  const matching = [...new Set(keys.filter((key) => matchesRule(key, pattern)))]
  if (pointer === undefined) return matching.length > 0
  return matching.some((key) => {
    const kv = live.entries.get(key)
    const applied = live.lastApplied?.get(key)
    const format = live.index.get(key)?.format ?? lookup(key, '').format
    const documents = [
      desiredValues.get(key),
      kv === undefined ? undefined : readDocument(kv.value, format),
      applied === undefined ? undefined : readDocument(decodeBytes(applied), format),
    ]
    return documents.some((document) => document !== undefined && valueAt(document, pointer) !== undefined)
  })
}
