import { readDocument } from '../../formats/index.ts'
import { findSecrets } from '../../importing/index.ts'
import {
  canonicalJson,
  type DesiredEntry,
  decodeBytes,
  elementMoves,
  holdsPrivateKey,
  type JsonValue,
  type LeafLookup,
  type Live,
  type Move,
  valueAt,
} from '../../model/index.ts'
import {
  allowsKey,
  applyLeaves,
  type DriftEntry,
  type DriftReport,
  elementsOf,
  keysIn,
  mergeDocuments,
} from '../../plan/index.ts'
import type { AdoptRequest, Refusal } from './adoption.ts'

/** A document of the sources, and what it becomes when what was changed outside is taken over. */
export interface Drifted {
  readonly entry: DesiredEntry
  readonly to: JsonValue
  readonly leaves: number
  /** The sources differ elsewhere from what was applied. */
  readonly isAhead: boolean
}

export interface FoundDrift {
  readonly drifted: readonly Drifted[]
  readonly refusals: readonly Refusal[]
  readonly leftAlone: readonly { readonly key: string; readonly why: string }[]
}

/** What drift is found in. */
export interface DriftSources {
  readonly report: DriftReport
  readonly live: Live
  readonly lookup: LeafLookup
  readonly entries: readonly DesiredEntry[]
  readonly moved: readonly Move[]
  readonly request: AdoptRequest
}

/** The documents that were changed outside, merged with what the sources say since. */
export function findDrift(sources: DriftSources): FoundDrift {
  const { report, request } = sources
  const wanted = request.parts.map(parsePart)
  const leftAlone: { key: string; why: string }[] = []
  const outcomes = report.entries.flatMap((entry): (Drifted | Refusal)[] => {
    const asked = wanted.filter(({ key }) => allowsKey([key], entry.key))
    if (wanted.length > 0 && asked.length === 0) return []
    const why = notAdopted(entry)
    if (why === undefined)
      return mergeEntry(
        entry,
        asked.map(({ pointer }) => pointer),
        sources,
      )
    if (wanted.length > 0)
      return [
        { code: 'not-adoptable', key: entry.key, message: `${entry.key} ${why.message}`, help: why.help },
      ]
    leftAlone.push({ key: entry.key, why: `${why.message}: ${why.help}` })
    return []
  })
  return {
    drifted: outcomes.filter((each) => 'entry' in each),
    refusals: outcomes.filter((each) => 'code' in each),
    leftAlone,
  }
}

/** `KEY#/pointer` in its parts; without a pointer all of the key is meant. */
export function parsePart(part: string): { readonly key: string; readonly pointer: string } {
  const [key = '', pointer = ''] = part.split('#', 2)
  return { key, pointer }
}

function notAdopted({
  key,
  kind,
}: DriftEntry): { readonly message: string; readonly help: string } | undefined {
  switch (kind) {
    case 'foreign':
      return { message: 'is in no source', help: `appia import --from-etcd ${key}` }
    case 'deleted':
      return {
        message: 'was deleted outside',
        help: 'take its component out of the workspace by hand, or let appia apply write it again',
      }
    case 'leased':
      return {
        message: 'is as it was applied, and carries a lease',
        help: 'appia drift says how to take it off',
      }
    case 'modified':
      return undefined
  }
}

function mergeEntry(
  drift: DriftEntry,
  pointers: readonly string[],
  { live, lookup, entries, moved, request }: DriftSources,
): (Drifted | Refusal)[] {
  const { key } = drift
  const refuse = (message: string, more: Partial<Refusal> = {}): Refusal[] => [
    { code: 'not-adoptable', key, message, ...more },
  ]
  const entry = entries.find((each) => each.key === key)
  if (entry === undefined) return refuse(`${key} is not in the sources any more`)
  const sides = sidesOf(drift, live)
  if ('message' in sides) return refuse(sides.message, { help: sides.help })
  const { base, theirs, sinceApply } = sides
  const leaves = sinceApply.filter(({ pointer }) => isAsked(pointer, pointers))
  if (leaves.length === 0)
    return pointers.length > 0 ? refuse(`${key} was not changed outside at ${pointers.join(', ')}`) : []
  const secret = leaves.find(({ isSecret }) => isSecret)
  if (secret !== undefined || holdsPrivateKey(theirs))
    return refuse(`a secret of ${key} was changed outside, and a secret is never written into a source`, {
      ...(secret && { pointer: secret.pointer }),
      help: 'change it where it comes from; other parts: appia adopt KEY#/pointer',
    })
  const step =
    leaves.length === sinceApply.length ? theirsWithout(drift, { base, theirs }) : applyLeaves(base, leaves)
  if (step === undefined) return refuse(`${key} would hold nothing`)
  const moves = elementMoves(moved, entry)
  const elements = elementsOf(moves, { from: base, to: entry.value }, keysIn(key, lookup))
  const { value, conflicts } = mergeDocuments({ base, target: step, live: entry.value }, elements.keys.keysAt)
  const isAhead = canonicalJson(base) !== canonicalJson(entry.value)
  if (conflicts.length > 0)
    return conflicts.map((pointer) => changedTwice(key, pointer, { base, theirs: step, ours: entry.value }))
  if (value === undefined) return refuse(`${key} would hold nothing`)
  const secrets = newSecrets(entry, value, request.plain)
  if (secrets.length > 0)
    return secrets.map((pointer) => ({
      code: 'not-adoptable',
      key,
      pointer,
      message: `${key}#${pointer} looks like a secret, which is never written into a source`,
      help: `one that is none: --plain '${key}#${pointer}'`,
    }))
  return canonicalJson(value) === canonicalJson(entry.value)
    ? []
    : [{ entry, to: value, leaves: leaves.length, isAhead }]
}

/** What was applied last, and what is live, as values. */
interface Sides {
  readonly base: JsonValue
  readonly theirs: JsonValue
  readonly sinceApply: NonNullable<DriftEntry['sinceApply']>
}

function sidesOf(
  { key, sinceApply }: DriftEntry,
  live: DriftSources['live'],
): Sides | { readonly message: string; readonly help: string } {
  const format = live.index.get(key)?.format
  const [applied, now] = [live.lastApplied?.get(key), live.entries.get(key)?.value]
  const read = applied === undefined ? undefined : readDocument(decodeBytes(applied), format)
  const base = live.templates?.get(key)?.value ?? read
  const theirs = now === undefined ? undefined : readDocument(now, format)
  if (theirs === undefined || sinceApply?.some(({ toBytes }) => toBytes !== undefined))
    return {
      message: `what ${key} holds cannot be read`,
      help: 'mend it there, or let appia apply write over it',
    }
  if (base === undefined || sinceApply === undefined)
    return {
      message: `what was applied to ${key} is not known any more, so nobody can tell what was changed since`,
      help: 'change the sources by hand: appia plan shows what differs',
    }
  return { base, theirs, sinceApply }
}

/** What is live, without what a rule says is others' matter. */
function theirsWithout(
  { sinceApply = [] }: DriftEntry,
  { base, theirs }: { readonly base: JsonValue; readonly theirs: JsonValue },
): JsonValue | undefined {
  const step = applyLeaves(base, sinceApply)
  return step !== undefined && canonicalJson(step) === canonicalJson(theirs) ? theirs : step
}

function isAsked(pointer: string, pointers: readonly string[]): boolean {
  return (
    pointers.length === 0 ||
    pointers.some((each) => pointer === each || pointer.startsWith(`${each}/`) || each === '')
  )
}

function changedTwice(
  key: string,
  pointer: string,
  { base, theirs, ours }: { readonly base: JsonValue; readonly theirs: JsonValue; readonly ours: JsonValue },
): Refusal {
  const [was, live, source] = [base, theirs, ours].map((document) => shown(valueAt(document, pointer)))
  const message = `${key}${pointer === '' ? '' : `#${pointer}`} is ${live} live and ${source} in the sources; ${was} was applied`
  return {
    code: 'changed-twice',
    key,
    pointer,
    message,
    help: 'decide which it is: write the live value into the source, or let appia apply write over it',
  }
}

function shown(value: JsonValue | undefined): string {
  if (value === undefined) return 'not there'
  const text = JSON.stringify(value)
  return text.length > 60 ? `${text.slice(0, 60)}…` : text
}

/** Parts that look like secrets and are not in the sources yet. */
function newSecrets(
  { component, key, value }: DesiredEntry,
  to: JsonValue,
  plain: readonly string[],
): string[] {
  const found = findSecrets(component, to).map(({ pointer }) => pointer)
  return found.filter(
    (pointer) => valueAt(value, pointer) !== valueAt(to, pointer) && !plain.includes(`${key}#${pointer}`),
  )
}
