import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { WorkspaceAnswer } from '../../src/load/answer.ts'
import { flawOf } from '../../src/load/check-answer.ts'
import { inputLimits } from '../../src/model/index.ts'

const sites = 10
const sound: WorkspaceAnswer = {
  kind: 'workspace',
  name: 'test',
  bodies: [{ value: { a: [1, 2], b: 'x' }, origins: [0, 1, -1, 0, 1] }],
  origins: [
    [1, 2],
    [3, 4, 'computed', [1], [2], 0],
  ],
  documents: [{ key: '/config/c/json', environment: 'local', component: 'c', schema: 'c', body: 0 }],
  layouts: [],
  collections: [],
  channels: [],
  environments: [
    {
      name: 'local',
      workspace: 'w',
      store: 'embedded',
      endpoints: [],
      prefix: '',
      isProtected: false,
      signers: [],
      readable: [],
    },
  ],
  invariants: [{ id: 'i', environment: 'local', rule: 'r', verdict: { kind: 'holds' } }],
  waivers: [{ invariant: 'i', reason: 'r', until: '2099-01-01', site: 1, untilSite: 0 }],
  managedPrefixes: ['/config/'],
  problems: [{ code: 'not-hermetic', severity: 'warning', message: 'm', site: 3 }],
}

/** Every place in the answer by its path. */
function placesIn(value: unknown, path: readonly string[] = []): (readonly string[])[] {
  if (typeof value !== 'object' || value === null) return [path]
  return [path, ...Object.entries(value).flatMap(([name, each]) => placesIn(each, [...path, name]))]
}

function replaced(value: unknown, [name, ...rest]: readonly string[], by: unknown): unknown {
  if (name === undefined) return by
  const copy = structuredClone(value) as Record<string, unknown>
  copy[name] = replaced(copy[name], rest, by)
  return copy
}

describe('the answer of the evaluation', () => {
  it('has so many levels at most', () => {
    const nested = (levels: number) => {
      let value: object = {}
      for (let level = 1; level < levels; level++) value = { a: value }
      return value
    }
    expect(flawOf(nested(inputLimits.depth), sites)).not.toContain('levels deep')
    expect(flawOf(nested(inputLimits.depth + 1), sites)).toContain('levels deep')
  })

  it('is taken as it should be', () => {
    expect(flawOf(sound, sites)).toBeUndefined()
  })

  it.each<[string, readonly string[], unknown]>([
    ['a body that is not there', ['documents', '0', 'body'], 1],
    ['an environment that is not declared', ['documents', '0', 'environment'], 'other'],
    ['fewer origins than values', ['bodies', '0', 'origins'], [0, 1]],
    ['an origin that overrides itself', ['origins', '1', '5'], 1],
    ['a site beyond the sources', ['origins', '0', '0'], 10],
    ['a site that is no number', ['problems', '0', 'site'], '1'],
    ['a code that is not known', ['problems', '0', 'code'], 'fine'],
    ['a verdict that is not known', ['invariants', '0', 'verdict', 'kind'], 'maybe'],
    ['two environments of one name', ['environments'], [sound.environments[0], sound.environments[0]]],
    ['a store that is not known', ['environments', '0', 'store'], 'remote'],
    ['a kind that is not known', ['kind'], 'done'],
  ])('is refused with %s', (_, path, by) => {
    expect(flawOf(replaced(sound, path, by), sites)).toBeDefined()
  })

  it('is refused as a failure without a reason', () => {
    expect(flawOf({ kind: 'failed', problems: [] }, sites)).toBe('a failure without a reason')
    expect(flawOf({ kind: 'failed', problems: sound.problems }, sites)).toBe('a failure without a reason')
  })

  it('is refused where it is nested too deep to be walked', () => {
    let value: unknown = 1
    for (let depth = 0; depth < 100_000; depth++) value = [value]
    expect(flawOf({ ...sound, bodies: [{ value, origins: [] }] }, sites)).toContain('levels deep')
  })

  it('makes the check throw nothing, whatever stands in it', () => {
    const places = fc.constantFrom(...placesIn(sound))
    fc.assert(
      fc.property(places, fc.jsonValue(), (path, by) => {
        expect([undefined, 'string']).toContain(flawOf(replaced(sound, path, by), sites) && 'string')
      }),
      { numRuns: 2000 },
    )
  })
})
