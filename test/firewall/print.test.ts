import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { compileRules, printIpset, printRuleset } from '../../src/firewall/index.ts'
import { planScript } from '../../src/firewall/nft/plan-script.ts'
import type { FirewallDocument } from '../../src/model/index.ts'
import { expectGolden } from '../support/golden.ts'

/** One of each thing that a document can say. */
const everything: FirewallDocument = {
  format: 'appia-firewall-1',
  table: 'site',
  zones: { wan: ['eth1'], lan: ['eth3', 'tap*'] },
  sets: {
    blocked: {
      family: 'ipv4',
      holds: 'addresses',
      members: 'runtime',
      timeout: 3600,
      capacity: 1000,
      hashSize: 512,
    },
    all_but_one: {
      family: 'ipv4',
      holds: 'networks',
      members: 'declared',
      elements: ['0.0.0.0/0', '192.0.2.0-192.0.2.5'],
    },
    partners: {
      family: 'ipv6',
      holds: 'networks',
      members: 'declared',
      elements: ['2001:db8::/48', '2001:db8:1::/48'],
    },
  },
  chains: {
    LIMITS: [
      {
        name: 'a-rule-with-a-long-name',
        limit: { over: 9, per: 'minute', burst: 5, each: 'source' },
        action: 'drop',
      },
      {
        name: 'all-new',
        state: ['new'],
        limit: { over: 100, per: 'second', burst: 50, each: 'all' },
        action: 'drop',
      },
      { name: 'back', action: 'return' },
    ],
  },
  input: {
    policy: 'drop',
    priority: -5,
    rules: [
      { name: 'known', state: ['related', 'established'], action: 'accept' },
      { name: 'pings', protocol: 'icmp', action: 'count', log: 'ping: ' },
      {
        name: 'ports',
        from: 'lan',
        protocol: 'udp',
        ports: [53, 54, 9],
        portRanges: [{ from: 50, to: 53 }],
        action: 'accept',
      },
      { name: 'both', source: ['10.0.0.1-10.0.0.9', '2001:db8::1'], action: 'reject' },
      { name: 'limits', action: 'jump', chain: 'LIMITS' },
    ],
  },
  forward: {
    policy: 'accept',
    rules: [
      { name: 'through', from: 'wan', to: 'lan', sourceSet: 'blocked', action: 'drop' },
      { name: 'partners', destinationSet: 'partners', action: 'accept' },
      { name: 'rest', sourceSet: 'all_but_one', action: 'drop' },
    ],
  },
}

describe('a document as a file', () => {
  const golden = (name: string) => join(import.meta.dirname, 'golden', name)
  const { ipset, iptables, ip6tables } = printIpset(everything)

  it.each([
    ['rules.nft', printRuleset(compileRules(everything))],
    ['rules.ipset', ipset],
    ['rules.iptables', iptables],
    ['rules.ip6tables', ip6tables],
  ])('for %s reads as the golden file', (name, text) => {
    expectGolden(golden(name), text)
  })

  it('keeps to what ipset and iptables take: names, prefixes, fifteen ports a rule', () => {
    const ports = Array.from({ length: 40 }, (_, index) => 100 + index * 2)
    const rule = { name: 'many', protocol: 'tcp', ports, action: 'accept' } as const
    const text = printIpset({ ...everything, input: { policy: 'accept', rules: [rule] } }).iptables
    const lists = [...text.matchAll(/--dports (\S+)/g)].map(([, list = '']) => list.split(','))
    expect(lists.map(({ length }) => length)).toEqual([15, 15, 10])
    expect(lists.flat().map(Number)).toEqual(ports)
    // A range counts as two.
    const portRanges = ports.map((port) => ({ from: port * 2, to: port * 2 + 1 }))
    const ranged = { ...rule, ports: [], portRanges }
    const lines = printIpset({ ...everything, input: { policy: 'accept', rules: [ranged] } }).iptables
    expect(lines.match(/--dports \S+/g)?.map((list) => list.split(':').length - 1)).toEqual([
      7, 7, 7, 7, 7, 5,
    ])
    expect(ipset).not.toContain('/0')
    for (const [, name = ''] of iptables.matchAll(/--hashlimit-name (\S+)/g))
      expect(name.length).toBeLessThan(16)
  })
})

describe('a kernel that changes no set in place', () => {
  it('gets it made anew, with its members and the time they have left', () => {
    const wanted = compileRules(everything)
    const elements = [
      { value: '198.51.100.1', expires: 77 },
      { value: '198.51.100.2', timeout: 60, expires: 5 },
    ]
    const sets = wanted.sets.map((set) =>
      set.name === 'blocked'
        ? { ...set, timeout: 600, elements: [...elements, { value: '198.51.100.3', expires: 0 }] }
        : set,
    )
    const lines = planScript({ ...wanted, sets }, wanted, { replaceSets: true }).split('\n')
    expect(lines.filter((line) => / blocked( |$)/.test(line))).toEqual([
      'delete set inet site blocked',
      'add set inet site blocked { type ipv4_addr; flags timeout; timeout 3600s; size 1000; }',
      'add element inet site blocked { 198.51.100.1 timeout 600s expires 77s, 198.51.100.2 timeout 60s expires 5s }',
    ])
    expect(planScript({ ...wanted, sets }, wanted)).not.toContain('delete')
  })
})
