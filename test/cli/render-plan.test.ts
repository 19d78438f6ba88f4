import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { renderPlan } from '../../src/cli/render/plan-text.ts'
import { plainPaint } from '../../src/cli/terminal.ts'
import type { JsonValue, LeafChange, Plan } from '../../src/model/index.ts'
import { expectGolden } from '../support/golden.ts'

const golden = join(import.meta.dirname, 'golden')
const view = { paint: plainPaint, showAll: false, storeName: 'etcd 127.0.0.1:2379' }

describe('a plan as text', () => {
  it('shows dangers first, then a key at a time, and folds what nothing reads', () => {
    const text = renderPlan(busyPlan, {
      ...view,
      lastApply: { seq: 41, commit: '9be2c1f00' },
      file: 'plans/lab.plan.json',
    })
    expectGolden(join(golden, 'plan-busy.txt'), text)
  })

  it('shows every leaf with --all', () => {
    expectGolden(join(golden, 'plan-all.txt'), renderPlan(busyPlan, { ...view, showAll: true }))
  })

  it('says so when nothing changes', () => {
    const text = renderPlan(planOf({ changes: [] }), view)
    expect(text).toContain('no changes: 9 keys as the sources say')
    expect(text).not.toContain('one transaction')
  })

  it('never prints a secret leaf, only that it changed', () => {
    const leaf: LeafChange = { pointer: '/curve_secret_key', effect: 'restart', isSecret: true }
    expect(renderPlan(planOf({ changes: [update('/config/a/json', [leaf])] }), view)).toContain(
      '~ curve_secret_key  (secret, changed)',
    )
  })
})

const interfacesAt = { file: 'configs/interfaces.ts', line: 4, column: 3 }

const busyPlan = planOf({
  changes: [
    update(
      '/config/sniffer/iface_configs/json',
      [
        { pointer: '/interfaces/eth3/mode', from: 'gateway', effect: 'live', at: interfacesAt },
        { pointer: '/interfaces/eth3/role', from: 'lan', effect: 'live', at: interfacesAt },
      ],
      { interfaces: { eth1: { mode: 'host-based', role: 'wan' } } },
    ),
    update('/config/sniffer/json', [
      { pointer: '/deployment/mode', from: 'dual', to: 'host-only', effect: 'restart', at: interfacesAt },
      {
        pointer: '/capture/filter/excluded_ports/1',
        isElement: true,
        to: 3389,
        effect: 'live',
        at: { file: 'configs/sniffer.ts', line: 7, column: 60 },
      },
      { pointer: '/logging/level', from: 'INFO', to: 'DEBUG', effect: 'none' },
    ]),
    update('/config/rotation/json', [{ pointer: '/interval', from: 168, to: 72, unit: 'h', effect: 'live' }]),
    {
      key: '/config/old/json',
      component: 'old',
      action: 'delete',
      before: { modRevision: 3, sha256: 'a' },
      after: null,
      takesOver: false,
      leaves: [{ pointer: '/enabled', from: true, effect: 'restart' }],
    },
    {
      key: '/config/new/json',
      component: 'new',
      action: 'create',
      before: null,
      after: { sha256: 'b', value: { a: 1, b: 2 } },
      takesOver: false,
      leaves: [
        { pointer: '/a', to: 1, effect: 'restart' },
        { pointer: '/b', to: 2, effect: 'none' },
      ],
    },
  ],
  drift: [
    {
      key: '/config/detector/json',
      kind: 'modified',
      overwrites: [{ pointer: '/ml/thresholds/level2_ddos', from: 0.75, to: 0.8, effect: 'restart' }],
    },
  ],
  foreignKeys: ['/config/sniffer/scratch'],
})

function planOf(parts: Partial<Plan>): Plan {
  return {
    formatVersion: 1,
    workspace: 'ml-defender',
    environment: 'lab',
    prefix: '',
    cluster: '27c8aaaaaaaaaaf1',
    baseRevision: 4812,
    baseSeq: 41,
    baseApplyId: 'a1',
    managedPrefixes: ['/config/'],
    kind: 'apply',
    sources: [],
    changes: [],
    reads: [],
    drift: [],
    checks: {
      total: 30,
      holding: 28,
      waived: [{ invariant: 'profile-threads', reason: 'untested', until: '2027-01-31' }],
    },
    requestBytes: 31_744,
    managedKeys: 9,
    foreignKeys: [],
    digest: '7d31c0e2'.repeat(8),
    ...parts,
  }
}

function update(key: string, leaves: readonly LeafChange[], value: JsonValue = {}): Plan['changes'][number] {
  return {
    key,
    component: key.split('/')[2] as string,
    action: 'update',
    before: { modRevision: 7, sha256: 'c' },
    after: { sha256: 'd', value },
    takesOver: false,
    leaves,
  }
}
