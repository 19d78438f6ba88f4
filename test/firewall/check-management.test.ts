import { describe, expect, it } from 'vitest'
import { checkDocument } from '../../src/firewall/index.ts'
import type { FirewallDocument, FirewallRule } from '../../src/model/index.ts'

const office = {
  name: 'office',
  source: ['192.0.2.0/24'],
  protocol: 'tcp',
  ports: [22],
  action: 'accept',
} as const

function cuts(rules: readonly FirewallRule[], more: Partial<FirewallDocument> = {}): string[] {
  const document: FirewallDocument = {
    format: 'appia-firewall-1',
    table: 'host',
    zones: { wan: ['eth1'], lan: ['eth3'] },
    management: { addresses: ['192.0.2.0/24'], ports: [22], zone: 'wan' },
    sets: {
      denied: { family: 'ipv4', holds: 'networks', members: 'declared', elements: ['192.0.2.128/25'] },
      blocked: { family: 'ipv4', holds: 'addresses', members: 'runtime', timeout: 60 },
    },
    input: { policy: 'accept', rules },
    ...more,
  }
  return checkDocument(document)
    .filter(({ code }) => code === 'firewall-cut-off')
    .map(({ message, pointer }) => `${pointer}: ${message}`)
}

const drop = (rule: Partial<FirewallRule>): FirewallRule => ({ name: 'drop', action: 'drop', ...rule })
const dropping = (...rules: FirewallRule[]) => ({ input: { policy: 'drop' as const, rules } })
const known: FirewallRule = { name: 'known', state: ['established', 'related'], action: 'accept' }

describe('management addresses', () => {
  it.each<readonly [string, string[]]>([
    ['accepted before anything else', cuts([office, drop({})])],
    ['that a rule for others does not mean', cuts([drop({ source: ['198.51.100.0/24'] })])],
    ['on another port', cuts([drop({ protocol: 'tcp', ports: [80] })])],
    ['of another protocol', cuts([drop({ protocol: 'udp' })])],
    ['in another zone', cuts([drop({ from: 'lan' })])],
    ['of no connection', cuts([drop({ state: ['invalid'] })])],
    [
      'accepted in a chain',
      cuts([{ name: 'j', action: 'jump', chain: 'C' }, drop({})], { chains: { C: [office] } }),
    ],
    ['accepted where all else is dropped', cuts([], dropping(office))],
    ['accepted with every packet after the first', cuts([], dropping({ ...office, state: ['new'] }, known))],
    ['dropped only on their way through', cuts([], { forward: { policy: 'accept', rules: [drop({})] } })],
  ])('are let in when %s', (_, found) => {
    expect(found).toEqual([])
  })

  it.each<readonly [string, string[], RegExp]>([
    [
      'a rule drops everybody',
      cuts([drop({})]),
      /^\/input\/rules\/0: rule drop .* port 22 on eth1: 192.0.2.0\/24$/,
    ],
    [
      'a rule rejects some of them',
      cuts([drop({ action: 'reject', source: ['192.0.2.7'] })]),
      /: 192.0.2.7$/,
    ],
    ['a declared set holds half of them', cuts([drop({ sourceSet: 'denied' })]), /: 192.0.2.128\/25$/],
    ['a program may add them', cuts([drop({ sourceSet: 'blocked' })]), /when a program adds them to blocked/],
    [
      'they may exceed a limit',
      cuts([drop({ limit: { over: 1, per: 'second', burst: 1, each: 'source' } })]),
      /exceed its limit/,
    ],
    ['they are accepted too late', cuts([drop({ source: ['192.0.2.9'] }), office]), /: 192.0.2.9$/],
    [
      'only half is accepted',
      cuts([{ ...office, source: ['192.0.2.0/25'] }, drop({})]),
      /: 192.0.2.128\/25$/,
    ],
    ['the policy drops', cuts([], dropping()), /^\/input\/policy: the policy of input/],
    [
      'only their first packet is accepted',
      cuts([], dropping({ ...office, state: ['new'] })),
      /^\/input\/policy: the policy of input .* port 22 on eth1 once they are connected: 192.0.2.0\/24$/,
    ],
    [
      'only their first packet is not dropped',
      cuts([drop({ state: ['established'] }), office]),
      /rule drop .* once they are connected/,
    ],
    [
      'packets of a connection exceed a limit',
      cuts([drop({ state: ['established'], limit: { over: 1, per: 'second', burst: 1, each: 'all' } })]),
      /exceed its limit/,
    ],
    ['they are accepted only as part of a connection', cuts([], dropping(known)), /port 22 on eth1: 192/],
    [
      'a chain drops',
      cuts([{ name: 'j', action: 'jump', chain: 'C' }], { chains: { C: [drop({})] } }),
      /^\/chains\/C\/0/,
    ],
    [
      'a chain returns before it accepts',
      cuts([{ name: 'j', action: 'jump', chain: 'C' }, drop({})], {
        chains: { C: [{ name: 'r', action: 'return' }, office] },
      }),
      /rule drop/,
    ],
    ['accepted elsewhere only', cuts([{ ...office, from: 'lan' }, drop({})]), /rule drop/],
  ])('are refused to be cut off when %s', (_, found, words) => {
    expect(found).toHaveLength(1)
    expect(found[0]).toMatch(words)
  })
})
