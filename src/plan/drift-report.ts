import {
  type Desired,
  type DriftIgnore,
  type LeafChange,
  type LeafLookup,
  type Live,
  sha256,
} from '../model/index.ts'
import { leavesBetween } from './diff-snapshots.ts'

/** One key that is not as the last apply left it, or that nobody declared. */
export interface DriftEntry {
  readonly key: string
  readonly kind: 'modified' | 'deleted' | 'foreign'
  /** The revision of the edit; the last one, if there were several. Unknown for a deleted key. */
  readonly revision?: number
  /** From what was last applied to what is live; absent when that is not known (no JSON, or trimmed). */
  readonly sinceApply?: readonly LeafChange[]
  /** From what is live to what the sources say; absent when they were not looked at, or for foreign keys. */
  readonly toSource?: readonly LeafChange[]
}

/** What somebody changed by hand. */
export interface DriftReport {
  /** Sorted by key. */
  readonly entries: readonly DriftEntry[]
  /** Managed keys that were compared. */
  readonly checked: number
  /** Keys, or parts of keys, that an ignore rule hides. */
  readonly ignored: number
}

/** What a drift report is made from. */
export interface DriftInput {
  readonly live: Live
  readonly lookup: LeafLookup
  readonly managedPrefixes: readonly string[]
  /** The sources, where they are at hand. */
  readonly desired?: Desired
  readonly ignore?: readonly DriftIgnore[]
}

/** Every managed key against what was last applied and against the sources, and every key that is neither. */
export function driftOf(input: DriftInput): DriftReport {
  const found = [...managedDrift(input), ...foreignKeys(input)].sort((a, b) => (a.key < b.key ? -1 : 1))
  const kept = found.flatMap((entry) => withoutIgnored(entry, input.ignore ?? []))
  const hidden = found.length - kept.length + kept.filter((entry) => !found.includes(entry)).length
  return { entries: kept, checked: input.live.index.size, ignored: hidden }
}

function managedDrift({ live, lookup, desired }: DriftInput): DriftEntry[] {
  const wanted = new Map(desired?.entries.map((entry) => [entry.key, entry.text]))
  const encoder = new TextEncoder()
  return [...live.index].flatMap(([key, indexed]): DriftEntry[] => {
    const kv = live.entries.get(key)
    if (kv !== undefined && sha256(kv.value) === indexed.sha256) return []
    const applied = live.lastApplied?.get(key)
    const text = wanted.get(key)
    const source = text === undefined ? undefined : encoder.encode(text)
    return [
      {
        key,
        kind: kv === undefined ? 'deleted' : 'modified',
        ...(kv === undefined ? {} : { revision: kv.modRevision }),
        ...(applied === undefined
          ? {}
          : leaves('sinceApply', leavesBetween(key, [encoder.encode(applied), kv?.value], lookup))),
        ...(desired === undefined ? {} : leaves('toSource', leavesBetween(key, [kv?.value, source], lookup))),
      },
    ]
  })
}

function leaves<Name extends 'sinceApply' | 'toSource'>(
  name: Name,
  found: readonly LeafChange[] | undefined,
): { readonly [name in Name]?: readonly LeafChange[] } {
  const member: { [name in Name]?: readonly LeafChange[] } = {}
  if (found !== undefined) member[name] = found
  return member
}

function foreignKeys({ live, managedPrefixes, desired }: DriftInput): DriftEntry[] {
  const wanted = new Set(desired?.entries.map((entry) => entry.key))
  return [...live.entries.values()]
    .filter((kv) => !live.index.has(kv.key) && !wanted.has(kv.key))
    .filter((kv) => managedPrefixes.some((prefix) => kv.key.startsWith(prefix)))
    .map((kv) => ({ key: kv.key, kind: 'foreign', revision: kv.modRevision }))
}

/** The entry without its ignored parts; nothing when all of it is ignored. */
function withoutIgnored(entry: DriftEntry, rules: readonly DriftIgnore[]): DriftEntry[] {
  const matching = rules.filter((rule) => matchesKey(entry.key, rule.key))
  if (matching.length === 0) return [entry]
  if (matching.some((rule) => rule.pointer === undefined)) return []
  const { sinceApply } = entry
  if (sinceApply === undefined) return [entry]
  const rest = sinceApply.filter(
    (leaf) => !matching.some((rule) => isWithin(leaf.pointer, rule.pointer ?? '')),
  )
  if (rest.length === 0) return []
  return rest.length === sinceApply.length ? [entry] : [{ ...entry, sinceApply: rest }]
}

function matchesKey(key: string, pattern: string): boolean {
  const segments = key.split('/')
  const wanted = pattern.split('/')
  return (
    segments.length === wanted.length &&
    wanted.every((want, index) => want === '*' || want === segments[index])
  )
}

function isWithin(pointer: string, around: string): boolean {
  return pointer === around || pointer.startsWith(`${around}/`)
}
