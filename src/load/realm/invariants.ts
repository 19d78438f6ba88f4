import type { InvariantResult, JsonValue, LeafReference } from '../../model/index.ts'
import { completeValue, type Schema } from '../../schema/index.ts'
import type { Found } from './documents.ts'
import { recordReads } from './record-reads.ts'
import { forgetComparison, lastComparison } from './tracking/operators.ts'
import { contributors, type Origin } from './tracking/origin.ts'
import { origin, setOrigin } from './tracking/state.ts'

/** A rule as the author declared it. */
export interface Invariant {
  readonly id: string
  readonly rule: string
  readonly check: (documents: unknown) => unknown
}

/** Runs every invariant over the completed documents of each environment, and once more for each of its nodes. */
export function checkInvariants(
  invariants: readonly Invariant[],
  documents: readonly Found[],
  schemas: ReadonlyMap<string, Schema>,
): InvariantResult[] {
  const completed = new Map<unknown, JsonValue>()
  const completedOf = ({ value, schema }: Found): JsonValue => {
    if (!completed.has(value)) completed.set(value, complete(value as JsonValue, schemas.get(schema)))
    return completed.get(value) as JsonValue
  }
  return scopesOf(documents).flatMap(({ environment, node, found }) =>
    invariants.map((invariant): InvariantResult => {
      const { id, rule } = invariant
      const verdict = verdictOf(invariant, found, completedOf)
      return { id, environment, ...(node !== undefined && { node }), rule, verdict }
    }),
  )
}

interface Scope {
  readonly environment: string
  readonly node?: string
  readonly found: readonly Found[]
}

/** What holds for a whole environment, then what holds on each node, whose documents win there. */
function scopesOf(documents: readonly Found[]): Scope[] {
  return [...new Set(documents.map(({ environment }) => environment))].flatMap((environment) => {
    const all = documents.filter((document) => document.environment === environment)
    const common = all.filter(({ node }) => node === undefined)
    const nodes = [...new Set(all.flatMap(({ node }) => node ?? []))]
    return [
      { environment, found: common },
      ...nodes.map((node) => ({
        environment,
        node,
        found: [...common, ...all.filter((each) => each.node === node)],
      })),
    ]
  })
}

function complete(value: JsonValue, schema: Schema | undefined): JsonValue {
  return schema === undefined
    ? (JSON.parse(JSON.stringify(value)) as JsonValue)
    : completeValue(schema, value).value
}

type Verdict = InvariantResult['verdict']

function verdictOf(
  invariant: Invariant,
  authored: readonly Found[],
  completedOf: (found: Found) => JsonValue,
): Verdict {
  const reads = new Map<string, NumberedLeaf>()
  const entries: Record<string, unknown> = {}
  const documents: Record<string, unknown> = {}
  for (const document of authored) {
    const { key, component, isComponent } = document
    const record = (): unknown =>
      recordReads(completedOf(document), (pointer) => noteRead(reads, { key, pointer }))
    provide(isComponent ? documents : entries, isComponent ? component : key, record)
  }
  provide(documents, 'entries', () => entries)
  try {
    forgetComparison()
    setOrigin(undefined)
    const result = invariant.check(documents)
    if (result === true) return { kind: 'holds' }
    const because = typeof result === 'string' ? result : `check returned ${String(result)}`
    return { kind: 'violated', because, ...readsOf(reads, [origin, lastComparison]) }
  } catch (error) {
    return { kind: 'threw', message: error instanceof Error ? error.message : String(error) }
  }
}

interface NumberedLeaf {
  readonly leaf: LeafReference
  /** In the order of reading. */
  readonly number: number
}

/** The origin that stands for a leaf: below 0, where no site is. */
function noteRead(reads: Map<string, NumberedLeaf>, leaf: LeafReference): Origin {
  const address = `${leaf.key}#${leaf.pointer}`
  const numberedRead = reads.get(address) ?? { leaf, number: reads.size }
  reads.set(address, numberedRead)
  return -1 - numberedRead.number
}

/**
 * All leaves that were read, and those that decided: what the sentence was made of (`agree` names only values that
 * differ), failing that the two sides of the comparison that was made last.
 */
function readsOf(
  reads: ReadonlyMap<string, NumberedLeaf>,
  origins: readonly Origin[],
): { readonly reads: readonly LeafReference[]; readonly decided: readonly LeafReference[] } {
  const all = [...reads.values()].map(({ leaf }) => leaf)
  const [decided = []] = origins
    .map((each) => contributors(each).flatMap((leaf) => all[-1 - leaf] ?? []))
    .filter((leaves) => leaves.length > 0)
  return { reads: all.toSorted(compareReads), decided }
}

/** A member that is made when it is first looked at: most invariants read one document or two. */
function provide(holder: Record<string, unknown>, name: string, make: () => unknown): void {
  const keep = (value: unknown): void => void Object.defineProperty(holder, name, { value, enumerable: true })
  Object.defineProperty(holder, name, {
    get() {
      keep(make())
      return holder[name]
    },
    enumerable: true,
    configurable: true,
  })
}

function compareReads(a: LeafReference, b: LeafReference): number {
  if (a.key !== b.key) return a.key < b.key ? -1 : 1
  return a.pointer < b.pointer ? -1 : a.pointer > b.pointer ? 1 : 0
}
