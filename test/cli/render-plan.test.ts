import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { renderPlan } from '../../src/cli/render/plan/plan-text.ts'
import { plainPaint } from '../../src/cli/terminal/terminal.ts'
import type { JsonValue, LeafChange, Plan } from '../../src/model/index.ts'
import { makePlan } from '../../src/plan/index.ts'
import { planInput } from '../plan/build-plan-input.ts'
import { expectGolden } from '../support/golden.ts'
import { busyPlan, interfacesAt, planOf, update } from './sample-plans.ts'

const golden = join(import.meta.dirname, 'golden')
const now = new Date('2026-12-01T00:00:00Z')
const view = { paint: plainPaint, now, showAll: false, storeName: 'etcd 127.0.0.1:2379' }

describe('a plan as text', () => {
  it('shows dangers first, then a key at a time, and folds what nothing reads', () => {
    const text = renderPlan(busyPlan, {
      ...view,
      lastApply: { seq: 41, commit: '9be2c1f00' },
      next: 'appia apply plans/lab.plan.json',
    })
    expectGolden(join(golden, 'plan-busy.txt'), text)
  })

  it('shows every leaf with --all', () => {
    expectGolden(join(golden, 'plan-all.txt'), renderPlan(busyPlan, { ...view, showAll: true }))
  })

  it('shows a waiver as a danger once its last day is over, and never in a rollback', () => {
    const changes = [update('/config/a/json', [])]
    const at = (time: string) => ({ ...view, now: new Date(time) })
    const danger = '! EXPIRED  the waiver of profile-threads, on 2027-01-31: untested'
    expect(renderPlan(planOf({ changes }), at('2027-01-31T23:59:59Z'))).not.toContain('EXPIRED')
    expect(renderPlan(planOf({ changes }), at('2027-02-01T00:00:00Z'))).toContain(danger)
    expect(renderPlan(planOf({ kind: 'rollback', changes }), at('2027-02-01T00:00:00Z'))).not.toContain(
      'EXPIRED',
    )
  })

  it('says so when nothing changes', () => {
    const text = renderPlan(planOf({ changes: [] }), view)
    expect(text).toContain('no changes: 9 keys as the sources say')
    expect(text).not.toContain('one transaction')
  })

  it('never prints a secret leaf, only that it changed', () => {
    const leaf: LeafChange = {
      pointer: '/curve_secret_key',
      effect: 'restart',
      isSecret: true,
      from: { $secret: null },
      to: { $secret: 'curve/a' },
    }
    expect(renderPlan(planOf({ changes: [update('/config/a/json', [leaf])] }), view)).toContain(
      "~ curve_secret_key  (secret) → secret('curve/a')",
    )
  })

  it('shows a rename as one, with what differs, and names what is given up', () => {
    const plain = planInput({
      desired: { '/config/b/json': { x: 1, y: 3 }, '/config/d/json': {}, '/config/e/json': { z: 1 } },
      managed: { '/config/a/json': { x: 1, y: 2, w: 0 }, '/config/c/json': {}, '/config/old/json': 5 },
    })
    const environment = {
      ...plain.desired.environment,
      forget: ['/config/old/json'],
      moved: [
        { from: 'a', to: 'b' },
        { from: 'c', to: 'd' },
      ],
    }
    const { plan } = makePlan({ ...plain, desired: { ...plain.desired, environment } }) as { plan: Plan }
    expectGolden(join(golden, 'plan-moved.txt'), renderPlan(plan, view))
  })

  it('shows an element under another name as one, with what differs in it', () => {
    const [first, second] = [
      { name: 'db-1', host: 'a', ports: [1, 2] },
      { name: 'db-2', host: 'b', ports: [3] },
    ]
    const plain = planInput({
      desired: { '/config/db/json': { pools: [{ ...first, name: 'main', ports: [1] }] } },
      managed: { '/config/db/json': { pools: [first, second] } },
    })
    const moved = [{ from: 'db#/pools/db-1', to: 'db#/pools/main' }]
    const environment = { ...plain.desired.environment, moved }
    const { plan } = makePlan({ ...plain, desired: { ...plain.desired, environment } }) as { plan: Plan }
    expectGolden(join(golden, 'plan-renamed.txt'), renderPlan(plan, view))
  })

  it('of a saved plan knows which apply came before it', () => {
    expect(renderPlan(planOf({}), view)).toContain('revision 4812 · last apply @41\n')
    expect(renderPlan(planOf({ baseSeq: 0 }), view)).toContain('never applied')
  })

  it('claims nothing about invariants in a rollback', () => {
    const text = renderPlan(planOf({ kind: 'rollback', checks: { total: 0, holding: 0, waived: [] } }), view)
    expect(text).toContain('checks  none: a rollback gives back what was applied before')
  })

  it('says what a rollback gives back, and to whom it belongs then', () => {
    const before = { modRevision: 7, sha256: 'c'.repeat(64) }
    const unread = { sha256: 'd'.repeat(64), bytes: 17, problem: 'no JSON' }
    const common = { component: 'a', takesOver: false as const, leaves: [] }
    const plan = planOf({
      kind: 'rollback',
      checks: { total: 0, holding: 0, waived: [] },
      changes: [
        {
          ...common,
          key: '/config/a/json',
          action: 'update',
          before,
          after: { sha256: unread.sha256, value: null, bytes: 'log_level: debug\n' },
          leaves: [
            { pointer: '', effect: 'restart', toBytes: unread },
            { pointer: '/log_level', from: 'info', effect: 'restart' },
          ],
          releases: true,
        },
        {
          ...common,
          key: '/config/b/json',
          action: 'release',
          before,
          after: { sha256: before.sha256, value: 1 },
        },
        { ...common, key: '/config/c/json', action: 'release', before: null, after: null },
      ],
    })
    expectGolden(join(golden, 'plan-gives-back.txt'), renderPlan(plan, view))
  })

  it('names the one node whose document restarts its component', () => {
    const leaf: LeafChange = { pointer: '/a', from: 1, to: 2, effect: 'restart' }
    const text = renderPlan(planOf({ changes: [update('/config/a/nodes/gw-02/json', [leaf])] }), view)
    expect(text).toContain('! RESTARTS  a@gw-02\n')
  })

  it('says that a key deleted outside is written again', () => {
    const overwrites: LeafChange[] = [{ pointer: '', effect: 'restart' }]
    const text = renderPlan(planOf({ drift: [{ key: '/config/a/json', kind: 'deleted', overwrites }] }), view)
    expect(text).toContain('! OVERWRITES  a deletion made outside: /config/a/json is written again\n')
  })
})

describe('a large plan as text', () => {
  const shared: readonly LeafChange[] = [
    { pointer: '/cluster', from: 'a', to: 'b', effect: 'restart', at: interfacesAt },
    { pointer: '/zone', from: 'north', effect: 'live', at: interfacesAt },
  ]
  const alike = Array.from({ length: 300 }, (_, index) => update(`/config/node-${index}/json`, shared))

  it('shows keys that change alike once, and folds their names', () => {
    expectGolden(join(golden, 'plan-alike.txt'), renderPlan(planOf({ changes: alike }), view))
  })

  it('names each of them with --all', () => {
    const text = renderPlan(planOf({ changes: alike }), { ...view, showAll: true })
    for (const { key } of alike) expect(text).toContain(`\n${key}\n`)
  })

  it('shows what a list gained or lost as one line, with every value under --all', () => {
    const ports = Array.from({ length: 300 }, (_, index) => 2000 + index)
    const element = (to: number, index: number): LeafChange => ({
      pointer: `/ports/${index}`,
      isElement: true,
      to,
      effect: 'live',
    })
    const changes = [update('/config/a/json', ports.map(element), { ports })]
    expect(renderPlan(planOf({ changes }), view)).toContain(
      '+ ports  2000, 2001, 2002, 2003 and 296 more at 1..300  live',
    )
    expect(renderPlan(planOf({ changes }), { ...view, showAll: true })).toContain(ports.join(', '))
  })

  it('passes over a long value of an object that went, and counts it', () => {
    const gone: readonly LeafChange[] = [
      { pointer: '/nic/about', from: 'LAN-facing, inspects transit traffic', effect: 'live', partOf: '/nic' },
      { pointer: '/nic/name', from: 'eth3', effect: 'live', partOf: '/nic' },
      { pointer: '/nic/role', from: 'lan', effect: 'live', partOf: '/nic' },
    ]
    const text = renderPlan(planOf({ changes: [update('/config/a/json', gone)] }), view)
    expect(text).toContain('! REMOVES  /config/a/json nic (eth3, lan and 1 more)\n')
  })

  it('shows a list that lost elements under its own name among the dangers', () => {
    const lost = [22, 23].map(
      (from, index): LeafChange => ({ pointer: `/ports/${index}`, isElement: true, from, effect: 'live' }),
    )
    const text = renderPlan(planOf({ changes: [update('/config/a/json', lost, { ports: [80] })] }), view)
    expect(text).toContain('! REMOVES  /config/a/json ports (22, 23)\n')
  })
})

describe('lists in a plan', () => {
  it('say what came, went, moved and changed inside, and where', () => {
    const key = '/config/gateway/json'
    const rule = (name: string, expr: string, ports: number[]) => ({ name, expr, ports })
    const live = {
      excluded: [22],
      rules: [rule('one', 'ip', [1]), rule('two', 'tcp', [22, 80]), rule('three', 'udp', [53])],
      hosts: ['db-1', 'db-2', 'db-3'].map((host) => ({ host, up: true })),
      users: [{ name: 'ops', password: 'hunter2' }],
    }
    const desired = {
      excluded: [],
      rules: [rule('three', 'udp', [53]), rule('two', 'tcp6', [80, 443, 22]), rule('new rule', 'icmp', [])],
      hosts: ['db-2', 'db-3'].map((host) => ({ host, up: host !== 'db-3' })),
      users: [{ name: 'ops', password: { $secret: 'gateway/ops' } }],
    }
    const lookup = (_: string, pointer: string) => ({
      effect: pointer.startsWith('/hosts') ? ('restart' as const) : ('live' as const),
      isSecret: pointer.endsWith('/password'),
    })
    const { plan } = makePlan(planInput({ managed: { [key]: live }, desired: { [key]: desired }, lookup }))
    expectGolden(join(golden, 'plan-lists.txt'), renderPlan(plan as Plan, view))
  })
})

describe('what a plan says of bytes', () => {
  it('calls a key with the same values in other bytes rewritten', () => {
    const change = { ...update('/config/a/json', []), otherBytes: 'blanks' } as Plan['changes'][number]
    const text = renderPlan(planOf({ changes: [change] }), view)
    expect(text).toContain('\n1 key rewritten (same values, other bytes), none deleted\n')
    expect(text).toContain('\n/config/a/json\n  ~ same values, other bytes: blanks\n')
  })

  it('says on top what cannot be read as JSON, and folds nothing of it', () => {
    const fromBytes = { sha256: 'e3b0'.repeat(16), bytes: 35, problem: 'no JSON' }
    const leaves: LeafChange[] = [
      { pointer: '', effect: 'restart', fromBytes },
      { pointer: '/a', to: 1, effect: 'restart' },
    ]
    const text = renderPlan(planOf({ changes: [update('/config/a/json', leaves)] }), view)
    expect(text).toContain(
      '! NOT JSON  /config/a/json holds no JSON, 35 B, sha256 e3b0…b0; it is replaced as a whole\n',
    )
    expect(text).toMatch(/~ \(document\) +\(no JSON, 35 B, sha256 e3b0…b0\) → JSON +restart/)
  })
})

describe('names in a plan', () => {
  it.each([
    ['/a.b', '"a.b"'],
    ['/a/b', 'a.b'],
    ['/a/', 'a.""'],
    ['/caf\u00e9', 'caf\u00e9'],
    ['/cafe\u0301', '"cafe\\u{301}"'],
    ['/p\u0430ss', '"p\\u{430}ss"'],
    ['/\uff41', '"\\u{ff41}"'],
    ['/a b', '"a b"'],
    ['/a\u00a0b', '"a\\u{a0}b"'],
    ['/\u3164', '"\\u{3164}"'],
    ['', '(document)'],
  ])('%j is %s, like no other', (pointer, name) => {
    const text = renderPlan(
      planOf({ changes: [update('/config/a/json', [{ pointer, to: 1, effect: 'live' }])] }),
      view,
    )
    expect(text).toContain(`\n  + ${name}  1  live\n`)
  })
})

describe('a value in a plan', () => {
  const changed = (from: JsonValue, to: JsonValue, unit?: string) =>
    renderPlan(
      planOf({
        changes: [
          update('/config/a/json', [{ pointer: '/x', from, to, effect: 'live', ...(unit && { unit }) }]),
        ],
      }),
      view,
    )

  it('that is long is shown around the first difference', () => {
    const path = '/opt/ml-defender/models/production/level1/attack-detector/'.repeat(3)
    expect(changed(`${path}v1.onnx`, `${path}v2.onnx`)).toMatch(
      /~ x +…k-detector\/v1.onnx → …k-detector\/v2.onnx /,
    )
  })

  it('is never cut inside a character', () => {
    expect(changed(`a ${'😀'.repeat(80)}`, `b ${'😀'.repeat(80)}`)).not.toMatch(/\p{Surrogate}/u)
  })

  it('cannot steer the terminal or turn the order of reading', () => {
    const text = changed('a\u009b31m', 'b\u202ec')
    expect(text).toContain(String.raw`"a\u{9b}31m" → "b\u{202e}c"`)
  })

  it('of a count has no unit', () => {
    expect(changed(1, 2, 'count')).toMatch(/~ x +1 → 2 +live/)
  })

  it('of wide characters keeps the columns', () => {
    const leaves: readonly LeafChange[] = [
      { pointer: '/a', to: '漢字', effect: 'live' },
      { pointer: '/b', to: 'abcd', effect: 'live' },
    ]
    const text = renderPlan(planOf({ changes: [update('/config/a/json', leaves)] }), view)
    expect(text).toContain('  + a  漢字  live\n  + b  abcd  live\n')
  })
})
