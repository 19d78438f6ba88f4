import { describe, expect, it } from 'vitest'
import { renderPlan } from '../../src/cli/render/plan/plan-text.ts'
import { plainPaint } from '../../src/cli/terminal/terminal.ts'
import { readDocument, unreadBytes } from '../../src/formats/index.ts'
import { canonicalJson, inputLimits, type JsonValue, type Plan, sha256 } from '../../src/model/index.ts'
import { decodePlan, encodePlan, makePlan, planDigest, sealPlan } from '../../src/plan/index.ts'
import { planInput } from './build-plan-input.ts'

describe('a plan file', () => {
  it('of a million changes is refused before they are looked at', () => {
    const text = `{"formatVersion":2,"changes":[${'{},'.repeat(999_999)}{}]}`
    expect(decodePlan(text)).toMatchObject({
      diagnostics: [{ message: expect.stringContaining('it has 1000000 changes; 20000 are read') }],
    })
  })

  it('of one change more than are allowed is refused for that alone', () => {
    const text = (count: number) => `{"formatVersion":2,"changes":[${Array(count).fill('{}').join()}]}`
    const messageOf = (read: ReturnType<typeof decodePlan>) =>
      'plan' in read ? '' : read.diagnostics[0]?.message
    expect(messageOf(decodePlan(text(inputLimits.planChanges + 1)))).toContain('20000 are read')
    expect(messageOf(decodePlan(text(inputLimits.planChanges)))).not.toContain('are read')
  })

  it('of as many changes as are allowed is read and rendered', () => {
    const plan = planOf(inputLimits.planChanges)
    const read = decodePlan(encodePlan(sealPlan(plan)))
    if (!('plan' in read)) throw new Error(read.diagnostics[0]?.message)
    const text = renderPlan(read.plan, view)
    expect(text).toContain('20,000 keys created')
    expect(Buffer.byteLength(encodePlan(read))).toBeLessThan(inputLimits.planFileBytes)
  }, 120_000)

  it('with the deepest document is read, and one deeper is refused', () => {
    const made = makePlan(planInput({ desired: { '/config/a': nested(inputLimits.depth - 2) } })).plan as Plan
    expect(decodePlan(encodePlan(sealPlan(made)))).toHaveProperty('plan')
    const [change] = made.changes
    const value = nested(inputLimits.depth * 2)
    const after = { value, sha256: sha256(canonicalJson(value)) }
    const deeper = { ...made, changes: [{ ...change, after }] } as Plan
    const file = encodePlan(sealPlan({ ...deeper, digest: planDigest(deeper) }))
    expect(decodePlan(file)).toMatchObject({
      diagnostics: [{ message: expect.stringContaining('nested too deeply') }],
    })
  })
})

describe('a value in a store', () => {
  it('is read to the deepest level, and one deeper is called so', () => {
    const bytes = (value: JsonValue) => new TextEncoder().encode(canonicalJson(value))
    expect(readDocument(bytes(nested(inputLimits.depth)))).toBeDefined()
    expect(unreadBytes(bytes(nested(inputLimits.depth + 1)))).toMatchObject({
      problem: 'JSON nested beyond all measure',
    })
  })

  it('that is too large is not parsed', () => {
    const bytes = Buffer.alloc(inputLimits.liveValueBytes + 1, ' ')
    bytes.write('{', 0)
    bytes.write('}', bytes.length - 1)
    expect(readDocument(bytes)).toBeUndefined()
    expect(unreadBytes(bytes)).toMatchObject({ problem: 'larger than what is read' })
    bytes.copyWithin(bytes.length - 2, bytes.length - 1)
    expect(readDocument(bytes.subarray(0, inputLimits.liveValueBytes))).toEqual({})
  })
})

const view = { paint: plainPaint, showAll: false, now: new Date(0), storeName: 'store' }

function nested(depth: number): JsonValue {
  let value: JsonValue = 1
  for (let level = 0; level < depth; level++) value = { a: value }
  return value
}

/** A plan that makes so many keys. */
function planOf(count: number): Plan {
  const { plan } = makePlan(planInput({ desired: { '/config/a': { a: 1 } } }))
  const [create] = plan?.changes ?? []
  if (plan === undefined || create === undefined) throw new Error('no plan')
  const changes = Array.from({ length: count }, (_, index): Plan['changes'][number] => ({
    ...create,
    key: `/config/${String(index).padStart(7, '0')}`,
  }))
  const all = { ...plan, changes }
  return { ...all, digest: planDigest(all) }
}
