import { describe, expect, it } from 'vitest'
import { compileEnvironment } from '../../src/compile/index.ts'
import type {
  AuthoredWaiver,
  CompiledEnvironment,
  InvariantResult,
  JsonObject,
  Waiver,
} from '../../src/model/index.ts'
import { at, documentOf, exact, schemas, workspaceOf } from './a-workspace.ts'

const violated: InvariantResult = {
  id: 'workers-agree',
  environment: 'local',
  rule: 'both have as many workers',
  verdict: {
    kind: 'violated',
    because: '4 in one, 6 in the other',
    decided: [],
    reads: [
      { key: '/config/sniffer/json', pointer: '/socket/port' },
      { key: '/config/sniffer/json', pointer: '/workers' },
      { key: '/config/sniffer/json', pointer: '/interval' },
    ],
  },
}
const holding: InvariantResult = { ...violated, id: 'holds', verdict: { kind: 'holds' } }
const agreed: Waiver = { invariant: 'workers-agree', reason: 'not tested yet', until: '2027-01-31' }
const waiver: AuthoredWaiver = { ...agreed, at: { file: 'configs/waivers.ts', line: 3, column: 1 } }

function compile(
  invariants: readonly InvariantResult[],
  {
    waivers = [],
    value = { workers: 4, interval: 5000 },
  }: { waivers?: readonly AuthoredWaiver[]; value?: JsonObject } = {},
): Promise<CompiledEnvironment> {
  const origins = { '/workers': exact(3, 9), '/interval': exact(4, 9) }
  const loaded = workspaceOf([documentOf('sniffer', value, { origins })], { invariants, waivers })
  return compileEnvironment({ loaded, schemas, environment: 'local' })
}

describe('an invariant', () => {
  it('that is violated names the leaves that it read, and where the author set them', async () => {
    const { desired, diagnostics } = await compile([violated])
    expect(desired).toBeUndefined()
    expect(diagnostics).toMatchObject([
      {
        code: 'invariant-failed',
        message: 'workers-agree: 4 in one, 6 in the other',
        at: at(3, 9),
        pointer: '/workers',
        notes: [
          { label: 'found', text: '/config/sniffer/json#/socket/port = 5571', at: { line: 15 } },
          { label: 'found', text: '/config/sniffer/json#/workers = 4', at: at(3, 9) },
          { label: 'found', text: '/config/sniffer/json#/interval = 5000 ms (5 s)', at: at(4, 9) },
          { label: 'because', text: 'both have as many workers' },
        ],
      },
    ])
  })

  it('that is violated points at the value that decided, which comes first', async () => {
    const decided = [{ key: '/config/sniffer/json', pointer: '/interval' }]
    const { diagnostics } = await compile([
      { ...violated, verdict: { ...violated.verdict, decided } as InvariantResult['verdict'] },
    ])
    expect(diagnostics).toMatchObject([{ at: at(4, 9), pointer: '/interval' }])
    expect(diagnostics[0]?.notes?.map(({ text }) => text.split(' ')[0])).toEqual([
      '/config/sniffer/json#/interval',
      '/config/sniffer/json#/socket/port',
      '/config/sniffer/json#/workers',
      'both',
    ])
  })

  it('that holds is counted', async () => {
    const { desired } = await compile([holding])
    expect(desired?.checks).toEqual({ total: 1, holding: 1, waived: [] })
  })

  it('that is violated and waived is counted as waived', async () => {
    const { desired, diagnostics } = await compile([violated, holding], { waivers: [waiver] })
    expect(diagnostics).toEqual([])
    expect(desired?.checks).toEqual({ total: 2, holding: 1, waived: [agreed] })
  })

  it('says nothing of a document that the schema refused', async () => {
    const { diagnostics } = await compile([violated], { value: { workers: 0 } })
    expect(diagnostics.map(({ code }) => code)).toEqual(['out-of-range'])
  })

  it('that threw is an error', async () => {
    const { diagnostics } = await compile([
      { ...violated, verdict: { kind: 'threw', message: 'x is undefined' } },
    ])
    expect(diagnostics).toMatchObject([
      { code: 'invariant-threw', message: 'the invariant workers-agree threw: x is undefined' },
    ])
  })
})

describe('several invariants', () => {
  it('that threw are one error: they lack the same component', async () => {
    const threw = (id: string) =>
      ({ ...violated, id, verdict: { kind: 'threw', message: 'no sniffer' } }) as const
    const { diagnostics } = await compile([threw('a'), threw('b'), threw('c')])
    expect(diagnostics).toMatchObject([
      {
        code: 'invariant-threw',
        message: 'the invariant a threw: no sniffer; 2 more threw',
        notes: [{ label: 'found', text: 'b, c: threw too' }],
      },
    ])
  })
})

describe('a waiver', () => {
  it('whose invariant holds is a warning, and does not stop anything', async () => {
    const { desired, diagnostics } = await compile([{ ...holding, id: waiver.invariant }], {
      waivers: [waiver],
    })
    expect(diagnostics).toMatchObject([{ code: 'waiver-unused', severity: 'warning' }])
    expect(desired).toBeDefined()
  })

  it('that another environment needs is none', async () => {
    const elsewhere = { ...violated, environment: 'site' }
    const { diagnostics } = await compile([{ ...holding, id: waiver.invariant }, elsewhere], {
      waivers: [waiver],
    })
    expect(diagnostics).toEqual([])
  })

  it('of an invariant that is not there is a warning', async () => {
    const { diagnostics } = await compile([], { waivers: [waiver] })
    expect(diagnostics[0]?.at).toEqual(waiver.at)
    expect(diagnostics[0]?.message).toBe('a waiver names the invariant workers-agree, which is not there')
  })
})
