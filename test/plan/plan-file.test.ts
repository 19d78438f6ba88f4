import { readFileSync } from 'node:fs'
import { Ajv2020 } from 'ajv/dist/2020.js'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { canonicalJson, type JsonObject, type JsonValue, type Plan, sha256 } from '../../src/model/index.ts'
import { findMisshape } from '../../src/plan/file/check-shape.ts'
import {
  checkPlanTarget,
  decodePlan,
  encodePlan,
  makePlan,
  planDigest,
  sealPlan,
} from '../../src/plan/index.ts'
import { planInput } from './build-plan-input.ts'

const schema = JSON.parse(readFileSync('src/plan/file/plan.schema.json', 'utf8')) as JsonObject
const plan = somePlan()
const text = encodePlan(sealPlan(plan))

describe('a plan file', () => {
  it('read back is the plan that was written', () => {
    expect(decodePlan(text)).toEqual(sealPlan(plan))
    const documents = fc.dictionary(
      fc.constantFrom('/config/a', '/config/b', '/config/c'),
      fc.jsonValue() as fc.Arbitrary<JsonValue>,
    )
    fc.assert(
      fc.property(documents, documents, (desired, foreign) => {
        const made = makePlan(planInput({ desired: clean(desired), foreign: clean(foreign) })).plan as Plan
        expect(decodePlan(encodePlan(sealPlan(made)))).toEqual(sealPlan(made))
      }),
    )
  })

  it('is canonical JSON and ends with a newline', () => {
    expect(text).toBe(`${canonicalJson(JSON.parse(text) as JsonValue)}\n`)
  })

  it('cut off anywhere is called truncated or empty', () => {
    for (const length of [0, 1, 100, text.length - 2]) {
      expect(problem(text.slice(0, length))).toMatch(/truncated|empty/)
    }
  })

  it('of another format version says which', () => {
    expect(problem(text.replace('"formatVersion":2', '"formatVersion":3'))).toContain(
      'format 3, written by a newer appia',
    )
  })

  it('edited by hand is found out by its checksum', () => {
    expect(problem(text.replace('"to":2', '"to":3'))).toContain('was edited or damaged')
  })

  it('edited by hand with a new checksum is found out by its digest and hashes', () => {
    expect(problem(resealed((file) => ({ ...file, cluster: 'elsewhere' })))).toContain('its digest is')
    expect(problem(resealed((file) => edited(file, 'sha256', sha256('x'))))).toContain('sha256 beside it')
    expect(problem(resealed((file) => ({ ...file, surprise: 1 })))).toContain('/surprise is unknown')
  })

  it('with any one character changed is refused, or is the same plan', () => {
    const place = fc.integer({ min: 0, max: text.length - 1 })
    fc.assert(
      fc.property(place, fc.string({ maxLength: 2 }), (at, replacement) => {
        const result = decodePlan(text.slice(0, at) + replacement + text.slice(at + 1))
        if ('plan' in result) expect(result.plan).toEqual(plan)
        else expect(result.diagnostics).toHaveLength(1)
      }),
      { numRuns: 1000 },
    )
  })

  it('nested without end is refused, not crashed on', () => {
    const deep = '['.repeat(100_000) + ']'.repeat(100_000)
    expect(problem(`{"formatVersion":2,"checksum":"","a":${deep}}`)).toMatch(/nested too deeply|is not JSON/)
  })

  it('that is not a plan is not taken for one', () => {
    expect(problem('[]')).toContain('holds JSON, but no plan')
    expect(problem('{"a":1}')).toContain('holds JSON, but no plan')
    expect(problem('plan')).toContain('is not JSON')
  })
})

describe('the published schema', () => {
  const judge = new Ajv2020({ strict: true, allErrors: false }).compile(schema)

  it('accepts plans', () => {
    expect(judge(JSON.parse(text)), JSON.stringify(judge.errors)).toBe(true)
  })

  it('is read by our own check as Ajv reads it', () => {
    const file = JSON.parse(text) as JsonObject
    fc.assert(
      fc.property(
        fc.constantFrom(...pointersIn(file)),
        fc.constantFrom(null, -1, 1.5, '', 'x', true, [], {}),
        (path, value) => {
          const mutant = replaced(file, path, value)
          expect(findMisshape(mutant, schema) === undefined).toBe(judge(mutant))
        },
      ),
      { numRuns: 1000 },
    )
  })
})

describe('the digest', () => {
  it('does not change with positions, revisions, sources or hashes of whole documents', () => {
    const moved: Plan = {
      ...plan,
      baseRevision: 99,
      baseSeq: 7,
      sources: [],
      changes: plan.changes.map((change) => ({
        ...change,
        ...(change.before === null
          ? {}
          : { before: { ...change.before, modRevision: 98, sha256: sha256('other') } }),
        leaves: change.leaves.map((leaf) => ({ ...leaf, at: { file: 'b.ts', line: 9, column: 9 } })),
      })) as Plan['changes'],
    }
    expect(planDigest(moved)).toBe(plan.digest)
  })

  it('changes with the environment, the cluster, an action, a leaf and a read', () => {
    const [first, ...rest] = plan.changes
    const others: Partial<Plan>[] = [
      { environment: 'production' },
      { cluster: 'elsewhere' },
      { changes: rest },
      { changes: [{ ...first, leaves: [] }, ...rest] as Plan['changes'] },
      { reads: [{ key: '/k', pointer: '', modRevision: 1, sha256: sha256('') }] },
    ]
    for (const other of others) expect(planDigest({ ...plan, ...other })).not.toBe(plan.digest)
  })

  it('covers which secret is meant', () => {
    const digestOf = (name: string) => somePlan({ password: { $secret: name } }).digest
    expect(digestOf('a')).not.toBe(digestOf('b'))
  })
})

describe('the target of a plan', () => {
  it('must be the environment, cluster and owner it was made for; both are named', () => {
    const owner = { workspace: 'demo', environment: 'lab' }
    expect(checkPlanTarget(plan, { environment: 'lab', cluster: plan.cluster, owner })).toEqual([])
    const wrong = checkPlanTarget(plan, {
      environment: 'production',
      cluster: 'beef',
      owner: { ...owner, environment: 'x' },
    })
    expect(wrong.map(({ code }) => code)).toEqual(['wrong-environment', 'wrong-cluster', 'wrong-owner'])
    expect(wrong[0]?.message).toBe('the plan is for environment lab, this is production')
    expect(wrong[1]?.message).toContain(`cluster ${plan.cluster}, these endpoints are cluster beef`)
  })
})

function somePlan(extra: { readonly [name: string]: JsonValue } = {}): Plan {
  const input = planInput({
    desired: { '/config/a': { x: 2, ports: [1], ...extra }, '/config/b': [], '/config/d': 1 },
    managed: { '/config/a': { x: 1, ports: [2] }, '/config/c': null, '/config/e': 0 },
    applied: { '/config/e': 2 },
    foreign: { '/config/d': 1 },
    rest: { reads: [{ key: '/somewhere', pointer: '/a' }] },
  })
  return makePlan(input).plan as Plan
}

function problem(file: string): string {
  const result = decodePlan(file)
  if ('plan' in result) return 'accepted'
  expect(result.diagnostics).toMatchObject([
    { code: 'plan-file-invalid', severity: 'error', help: expect.any(String) },
  ])
  return result.diagnostics[0]?.message ?? ''
}

function resealed(edit: (file: JsonObject) => JsonObject): string {
  const { checksum: _, ...content } = edit(JSON.parse(text) as JsonObject)
  return canonicalJson({ ...content, checksum: sha256(canonicalJson(content)) })
}

function edited(file: JsonObject, member: string, value: JsonValue): JsonObject {
  return JSON.parse(
    JSON.stringify(file).replace(/"after":\{"sha256":"[0-9a-f]+"/, `"after":{"${member}":"${value}"`),
  ) as JsonObject
}

function clean(values: { readonly [key: string]: JsonValue }): { readonly [key: string]: JsonValue } {
  return JSON.parse(JSON.stringify(values)) as JsonObject as { readonly [key: string]: JsonValue }
}

function pointersIn(value: JsonValue, path: readonly string[] = []): string[][] {
  if (typeof value !== 'object' || value === null) return [[...path]]
  return [
    ...(path.length === 0 ? [] : [[...path]]),
    ...Object.entries(value).flatMap(([name, member]) => pointersIn(member as JsonValue, [...path, name])),
  ]
}

function replaced(file: JsonValue, path: readonly string[], value: JsonValue): JsonValue {
  const copy = structuredClone(file) as { [name: string]: JsonValue }
  let node = copy
  for (const name of path.slice(0, -1)) node = node[name] as { [name: string]: JsonValue }
  node[path.at(-1) as string] = value
  return copy
}
