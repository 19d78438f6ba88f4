import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readDocument } from '../../src/formats/index.ts'
import {
  canonicalJson,
  isWrite,
  type JsonObject,
  type JsonValue,
  type LeafLookup,
  type Live,
  type Plan,
  sha256,
  textOfAfter,
} from '../../src/model/index.ts'
import {
  applyLeaves,
  decodePlan,
  derivePlan,
  encodePlan,
  makePlan,
  planDigest,
  sealPlan,
} from '../../src/plan/index.ts'
import { planInput } from './build-plan-input.ts'
import { document } from './random-documents.ts'

const runs = { numRuns: 400 }

/** Lists go by x; members named y are secrets. */
const lookup: LeafLookup = (_, pointer) => ({
  effect: pointer.length % 2 === 0 ? 'live' : 'none',
  isSecret: /\/y$/.test(pointer),
  elementKey: ['x'],
})

const edit = fc.record({
  /** Which of the members of the file, from all of them in order. */
  place: fc.nat(1_000_000),
  value: fc.oneof(
    fc.constantFrom<JsonValue>(
      null,
      true,
      0,
      1,
      2,
      '',
      'a',
      '/a',
      '/config/a',
      '/config/z',
      '/keys/encryption/keyset',
    ),
    fc.constantFrom<JsonValue>(
      'create',
      'update',
      'delete',
      'own',
      'release',
      'forget',
      'none',
      'live',
      [],
      {},
      ['/'],
    ),
    fc.constantFrom<JsonValue>({ $secret: null }, { $secret: 'p' }, { $secret: 'p', also: 1 }),
    document,
  ),
  kind: fc.constantFrom('set', 'remove', 'copy'),
  from: fc.nat(1_000_000),
})

const inputs = fc.record({
  managed: fc.dictionary(fc.constantFrom('/config/a', '/config/b', '/config/c'), document),
  foreign: fc.dictionary(fc.constantFrom('/config/d', '/config/z'), document),
  applied: fc.dictionary(fc.constantFrom('/config/a', '/config/gone'), document),
  desired: fc.dictionary(fc.constantFrom('/config/a', '/config/b', '/config/d', '/config/e'), document, {
    minKeys: 1,
  }),
  forget: fc.constantFrom([], ['/config/b'], ['/config/*']),
  moved: fc.constantFrom(
    [],
    [{ from: '/config/a', to: '/config/e' }],
    [{ from: '/config/c', to: '/config/d' }],
  ),
  edits: fc.array(edit, { maxLength: 3 }),
})

describe('a plan file of which members were changed, with its hashes, digest and checksum made anew', () => {
  it('is refused, or writes what its leaves say; under the same digest it writes the same', () => {
    const seen = { refused: 0, accepted: 0 }
    fc.assert(
      fc.property(inputs, ({ edits, forget, moved, ...setting }) => {
        const plain = planInput({ ...setting, lookup })
        const environment = { ...plain.desired.environment, forget, moved }
        const input = { ...plain, desired: { ...plain.desired, environment } }
        const { plan } = makePlan(input)
        if (plan === undefined) return
        const forged = edits.reduce(tampered, JSON.parse(JSON.stringify(plan)) as JsonObject)
        const read = decodePlan(encodePlan(sealPlan(resealed(forged))))
        const derived = 'plan' in read ? derivePlan(read.plan, input.live) : read
        if (!('plan' in read) || derived.diagnostics.length > 0) {
          seen.refused++
          return
        }
        const { underived } = derived as ReturnType<typeof derivePlan>
        // What is not as the plan saw it is refused by the apply itself, as stale.
        if (underived.length > 0) return
        seen.accepted++
        for (const change of read.plan.changes) expect(writtenBy(change)).toEqual(saidBy(change, input.live))
        if (read.plan.digest === plan.digest) expect(writes(read.plan)).toEqual(writes(plan))
      }),
      runs,
    )
    expect(seen.refused).toBeGreaterThan(100)
    expect(seen.accepted).toBeGreaterThan(20)
  }, 120_000)
})

/** One member of the file set, removed, or taken from elsewhere in it. */
function tampered(
  plan: JsonObject,
  { place, value, kind, from }: typeof edit extends fc.Arbitrary<infer T> ? T : never,
): JsonObject {
  const copy = structuredClone(plan) as JsonObject
  const places = placesIn(copy)
  const [holder, name] = places[place % places.length] as [Holder, string]
  const [other, otherName] = places[from % places.length] as [Holder, string]
  if (kind === 'remove') delete holder[name]
  else holder[name] = kind === 'set' ? value : structuredClone(other[otherName] as JsonValue)
  return JSON.parse(JSON.stringify(copy)) as JsonObject
}

type Holder = { [name: string]: JsonValue }

function placesIn(value: JsonValue): [Holder, string][] {
  if (typeof value !== 'object' || value === null) return []
  return Object.keys(value).flatMap((name) => {
    const holder = value as Holder
    return [[holder, name] as [Holder, string], ...placesIn(holder[name] as JsonValue)]
  })
}

/** As somebody would who knows the format: what can be computed from the rest is. */
function resealed(forged: JsonObject): Plan {
  const plan = forged as unknown as Plan
  try {
    for (const change of plan.changes) {
      const after = change.after as { sha256: string; value: JsonValue; bytes?: string } | null
      if (after !== null && after.bytes === undefined) after.sha256 = sha256(canonicalJson(after.value))
    }
    return { ...plan, digest: planDigest(plan) }
  } catch {
    return plan // what is no plan any more is left as it is
  }
}

function writtenBy(change: Plan['changes'][number]): string | null {
  const { after } = change
  if (!isWrite(change)) return 'nothing'
  return after === null ? null : textOfAfter(after)
}

/** From the leaves alone, by other code than that which made them. */
function saidBy(change: Plan['changes'][number], { entries }: Live): string | null {
  if (!isWrite(change)) return 'nothing'
  if (change.action === 'delete') return null
  const live = entries.get(change.key)
  const said = applyLeaves(live && readDocument(live.value), change.leaves)
  return said === undefined ? null : canonicalJson(said)
}

function writes({ changes }: Plan): unknown {
  return changes.map((change) => [change.key, writtenBy(change)])
}
