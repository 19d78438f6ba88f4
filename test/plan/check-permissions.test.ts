import { describe, expect, it } from 'vitest'
import { makePlan } from '../../src/plan/index.ts'
import { planInput } from './build-plan-input.ts'

const sniffer = '/config/sniffer/json'
const rag = '/config/rag/json'
const odd = '/config/a,b/json'

/** Three foreign keys that the sources want otherwise. */
const codes = (...takeOver: string[]) =>
  makePlan(
    planInput({
      desired: { [sniffer]: 1, [rag]: 1, [odd]: 1 },
      foreign: { [sniffer]: 2, [rag]: 2, [odd]: 2 },
      rest: { permissions: { takeOver } },
    }),
  ).diagnostics.map(({ code, key, message, help }) => [code, key ?? message, help?.split(':')[0]])

const refused = (...keys: string[]) => keys.map((key) => ['takes-over', key, 'see what it holds'])

describe('a permission to take over', () => {
  it.each([
    ['a key', [sniffer], [odd, rag]],
    ['keys, one each', [sniffer, rag], [odd]],
    ['a list', [`${sniffer}, ${rag}`], [odd]],
    ['a key that holds a comma', [odd], [rag, sniffer]],
    ['a star for a segment', ['/config/*/json'], []],
    ['a star for all', ['*'], []],
  ])('names %s', (_title, names, rest) => {
    expect(codes(...names)).toEqual(refused(...rest))
  })

  it.each([
    ['/config/snifer/json', 'did you mean /config/sniffer/json?'],
    ['/elsewhere/*/json', undefined],
  ])('for %s, which is nothing, is refused', (name, help) => {
    expect(codes(`${name},*`)).toEqual([
      ['permission-unmatched', `--take-over ${name} names nothing in this plan`, help ?? expect.any(String)],
    ])
  })

  it('for a key that is ours by now is none too many', () => {
    const input = planInput({
      desired: { [rag]: 1 },
      managed: { [rag]: 1 },
      rest: { permissions: { takeOver: [rag] } },
    })
    expect(makePlan(input).diagnostics).toEqual([])
  })
})

describe('what was taken over', () => {
  const takenFrom = (hasSecrets: boolean) => {
    const facts = { effect: 'restart', isSecret: false } as const
    const { plan } = makePlan(
      planInput({
        desired: { [rag]: { level: 1 } },
        raw: { [rag]: 'password: hunter2' },
        lookup: () => (hasSecrets ? { ...facts, hasSecrets: true } : facts),
        rest: { permissions: { takeOver: ['*'] } },
      }),
    )
    return plan?.changes[0]?.before
  }

  it('is kept though it is not JSON, unless the schema knows a secret that may stand in it', () => {
    expect(takenFrom(false)).not.toHaveProperty('isWithheld')
    expect(takenFrom(true)).toMatchObject({ isWithheld: true })
  })
})

describe('other permissions', () => {
  it('for a key that is nothing are refused too', () => {
    const permissions = { allowTypeChange: [`${rag}#/a`, '/config/rug/json#/a'], unsuppress: ['/config/x'] }
    const input = planInput({ desired: { [rag]: 1 }, managed: { [rag]: 1 }, rest: { permissions } })
    expect(makePlan(input).diagnostics.map(({ message }) => message)).toEqual([
      '--allow-type-change /config/rug/json#/a names nothing in this plan',
      '--unsuppress /config/x names nothing in this plan',
    ])
  })
})
