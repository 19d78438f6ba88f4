import type { JsonValue, LeafChange, Plan } from '../../src/model/index.ts'

/** Where most leaves of the samples come from. */
export const interfacesAt = { file: 'configs/interfaces.ts', line: 4, column: 3 }
const partOfNic = { partOf: '/interfaces/eth3' }

/** A bit of everything: dangers, a restart, values that nothing reads, an edit made outside. */
export const busyPlan = planOf({
  changes: [
    update(
      '/config/sniffer/iface_configs/json',
      [
        { pointer: '/interfaces/eth3/mode', from: 'gateway', effect: 'live', at: interfacesAt, ...partOfNic },
        { pointer: '/interfaces/eth3/role', from: 'lan', effect: 'live', at: interfacesAt, ...partOfNic },
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

/** A plan of these parts; what is not given is plain. */
export function planOf(parts: Partial<Plan>): Plan {
  return {
    formatVersion: 2,
    protection: { isProtected: false, signers: [] },
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

/** A key that is rewritten. */
export function update(
  key: string,
  leaves: readonly LeafChange[],
  value: JsonValue = {},
): Plan['changes'][number] {
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
