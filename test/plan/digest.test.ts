import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { renderPlan } from '../../src/cli/render/plan/plan-text.ts'
import { plainPaint } from '../../src/cli/terminal/terminal.ts'
import { loadFormats, writeDocument } from '../../src/formats/index.ts'
import {
  canonicalJson,
  type DocumentKind,
  encodeBytes,
  type JsonValue,
  type LeafLookup,
  type Plan,
  sha256,
} from '../../src/model/index.ts'
import { decodePlan, derivePlan, encodePlan, makePlan, planRollback, sealPlan } from '../../src/plan/index.ts'
import { planInput } from './build-plan-input.ts'
import { document, smallDocument } from './random-documents.ts'

const key = '/config/sniffer/json'

/** Every member named x or 0 is a secret, so that literals in a live document are masked. */
const secretive: LeafLookup = (_, pointer) => ({ effect: 'live', isSecret: /\/(x|0)$/.test(pointer) })
const open: LeafLookup = () => ({ effect: 'live', isSecret: false })

describe('the digest of a plan', () => {
  it('is another for another document, and the text shows it', () => {
    fc.assert(
      fc.property(
        fc.oneof(document, smallDocument),
        fc.oneof(document, smallDocument),
        fc.oneof(document, smallDocument),
        fc.constantFrom(open, secretive),
        (live, one, other, lookup) => {
          const [first, second] = [withoutLiterals(one, lookup), withoutLiterals(other, lookup)]
          fc.pre(canonicalJson(first) !== canonicalJson(second))
          const plans = [planOf(live, first, lookup), planOf(live, second, lookup)]
          expect(new Set(plans.map(({ digest }) => digest)).size).toBe(2)
          expect(new Set(plans.map(textOf)).size).toBe(2)
        },
      ),
      { numRuns: 500 },
    )
  }, 120_000)

  it.each<[string, JsonValue, JsonValue, JsonValue]>([
    ['a list is emptied, or removed', { l: [22], n: 1 }, { l: [], n: 1 }, { n: 1 }],
    ['a list comes, or what is in it', { n: 1 }, { l: [1], n: 1 }, { l: 1, n: 1 }],
    ['a secret is null, or removed', { p: { $secret: 'a/b' }, n: 1 }, { p: null, n: 1 }, { n: 1 }],
    ['a secret is null, or another', { p: { $secret: 'a/b' } }, { p: null }, { p: { $secret: 'a/c' } }],
    ['a secret is added, or another', {}, { p: { $secret: 'a/b' } }, { p: { $secret: 'a/c' } }],
    ['an element comes first, or last', [1, 2], [9, 1, 2], [1, 2, 9]],
    ['one of two equal elements goes', [1, 2, 1], [2, 1], [1, 2]],
    ['an element moves here, or there', [1, 2, 3], [2, 1, 3], [2, 3, 1]],
    ['a member joins an element, or is one', [{ a: 1 }], [{ a: 1, b: 2 }], [{ b: 2 }, { a: 1 }]],
    ['a name holds a dot, or is two', {}, { 'a.b': 1 }, { a: { b: 1 } }],
    ['é is one character, or two', {}, { 'caf\u00e9': 1 }, { 'cafe\u0301': 1 }],
    ['a place is an index, or a name', {}, { a: [1] }, { a: { 0: 1 } }],
    ['a long text differs at its end', { a: '' }, { a: `${'x'.repeat(99)}1` }, { a: `${'x'.repeat(99)}2` }],
  ])('tells apart whether %s', (_, live, one, other) => {
    const [first, second] = [planOf(live, one, open), planOf(live, other, open)]
    expect(first.digest).not.toBe(second.digest)
    expect(textOf(first)).not.toBe(textOf(second))
  })

  it('is another for another format or schema, and stays when other leaves of a YAML document were merged meanwhile', async () => {
    await loadFormats(['yaml'])
    const written = (live: JsonValue, value: JsonValue, kind: DocumentKind): Plan => {
      const input = planInput({ managed: { [key]: live }, desired: { [key]: value } })
      const outcome = writeDocument(value, kind.format)
      if (!('bytes' in outcome)) throw new Error(outcome.problem)
      const bytes = { bytes: encodeBytes(outcome.bytes), sha256: sha256(outcome.bytes) }
      const entries = input.desired.entries.map((entry) => ({ ...entry, ...kind, ...(kind.format && bytes) }))
      return makePlan({ ...input, desired: { ...input.desired, entries } }).plan as Plan
    }
    const digestOf = (kind: DocumentKind): string => written({ a: 1 }, { a: 2 }, kind).digest
    const digests = [{}, { format: 'yaml' }, { format: 'pretty-json' }, { schema: 'b' }] as const
    expect(new Set(digests.map(digestOf)).size).toBe(4)
    const kind = { format: 'yaml' } as const
    const before = written({ a: 1, b: 1 }, { a: 2, b: 1 }, kind)
    expect(written({ a: 1, b: 7 }, { a: 2, b: 7 }, kind).digest).toBe(before.digest)
  })

  it('is another for other bytes that a rollback gives back', () => {
    const { live, lookup, desired } = planInput({ managed: { [key]: { a: 1 } } })
    const digests = ['{ "a": 1 }', '{"a": 1}'].map((text) => {
      const managed = { component: 'sniffer', bytes: new TextEncoder().encode(text) }
      const { plan } = planRollback({
        ...{ workspace: 'demo', environment: desired.environment, managedPrefixes: ['/config/'] },
        ...{ live, lookup, undone: [], state: new Map([[key, managed]]) },
      })
      return plan?.digest
    })
    expect(new Set(digests).size).toBe(2)
  })

  it('stays when other leaves were merged meanwhile, and not when the prefix is another', () => {
    const before = planOf({ a: 1, b: 1 }, { a: 2, b: 1 }, open)
    expect(planOf({ a: 1, b: 7 }, { a: 2, b: 7 }, open).digest).toBe(before.digest)
    const { desired } = planInput({ desired: { [key]: { a: 2, b: 1 } } })
    const environment = { ...desired.environment, prefix: '/site' }
    const elsewhere = planInput({
      managed: { [key]: { a: 1, b: 1 } },
      rest: { desired: { ...desired, environment } },
    })
    expect(makePlan(elsewhere).plan?.digest).not.toBe(before.digest)
  })

  it('holds how many applies are kept, which the text shows and the file carries', () => {
    const plans = [undefined, 10, 11].map((keepApplies) => {
      const { desired } = planInput({ desired: { [key]: { a: 2 } } })
      const environment = { ...desired.environment, ...(keepApplies && { keepApplies }) }
      const rest = { desired: { ...desired, environment } }
      return makePlan(planInput({ managed: { [key]: { a: 1 } }, rest })).plan as Plan
    })
    expect(new Set(plans.map(({ digest }) => digest)).size).toBe(3)
    expect(new Set(plans.map(textOf)).size).toBe(3)
    const [, keeping] = plans
    const sealed = sealPlan(keeping as Plan)
    expect(decodePlan(encodePlan(sealed))).toEqual(sealed)
    for (const keepApplies of [9, 10.5, '10', 11]) {
      const edited = sealPlan({ ...keeping, keepApplies } as Plan)
      expect(decodePlan(encodePlan(edited))).toMatchObject({ diagnostics: [{ code: 'plan-file-invalid' }] })
    }
  })
})

describe('a plan file that shows something else than it writes', () => {
  it('is refused beside what is live, and of new keys wherever it is read', () => {
    const document = { ports: [22, 80], rules: [{ name: 'one' }] }
    const honest = planOf(document, { ports: [80], rules: [{ name: 'one' }] }, open)
    const { live } = planInput({ managed: { [key]: document } })
    expect(derivePlan(honest, live)).toEqual({ diagnostics: [], underived: [] })
    const other = planOf(document, { ports: [22], rules: [{ name: 'one' }] }, open)
    const [change] = other.changes
    const forged = {
      ...honest,
      changes: honest.changes.map((each) => ({ ...each, after: change?.after })),
    } as Plan
    expect(derivePlan(forged, live).diagnostics).toMatchObject([{ code: 'plan-file-invalid', key }])
    const created = makePlan(planInput({ desired: { [key]: { a: 1 } } })).plan as Plan
    const [made] = makePlan(planInput({ desired: { [key]: { a: 2 } } })).plan?.changes ?? []
    const lying = {
      ...created,
      changes: created.changes.map((each) => ({ ...each, after: made?.after })),
    } as Plan
    expect(decodePlan(encodePlan(sealPlan(lying)))).toMatchObject({
      diagnostics: [{ code: 'plan-file-invalid' }],
    })
  })

  it('is not found where every plan is honest', () => {
    fc.assert(
      fc.property(document, document, (live, after) => {
        const plan = planOf(live, after, open)
        const input = planInput({ managed: { [key]: live } })
        expect(derivePlan(plan, input.live)).toEqual({ diagnostics: [], underived: [] })
        expect(decodePlan(encodePlan(sealPlan(plan)))).toEqual(sealPlan(plan))
      }),
    )
  })
})

function planOf(live: JsonValue, after: JsonValue, lookup: LeafLookup): Plan {
  const { plan } = makePlan(planInput({ managed: { [key]: live }, desired: { [key]: after }, lookup }))
  return plan as Plan
}

/** The text without the digest, which differs by itself. */
function textOf(plan: Plan): string {
  return renderPlan(
    { ...plan, digest: '', requestBytes: 0 },
    { paint: plainPaint, now: new Date(0), showAll: true, storeName: 'store' },
  )
}

/** Sources hold references in the place of secrets. */
function withoutLiterals(value: JsonValue, lookup: LeafLookup): JsonValue {
  const walk = (inner: JsonValue, pointer: string): JsonValue => {
    const isReference = typeof inner === 'object' && inner !== null && '$secret' in inner
    if (inner === null || isReference) return inner
    if (lookup(key, pointer).isSecret) return { $secret: `of ${canonicalJson(inner)}` }
    if (Array.isArray(inner))
      return inner.map((element, index) => walk(element as JsonValue, `${pointer}/${index}`))
    if (typeof inner !== 'object') return inner
    return Object.fromEntries(
      Object.entries(inner).map(([name, member]) => [name, walk(member as JsonValue, `${pointer}/${name}`)]),
    )
  }
  return walk(value, '')
}
