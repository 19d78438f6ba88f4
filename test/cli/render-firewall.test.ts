import { join } from 'node:path'
import { expect, it } from 'vitest'
import type { FirewallOutcome } from '../../src/app/firewall/index.ts'
import { renderFirewallOutcome } from '../../src/cli/render/firewall-text.ts'
import { plainPaint } from '../../src/cli/terminal/terminal.ts'
import { compareRulesets, compileRules } from '../../src/firewall/index.ts'
import type { FirewallDocument } from '../../src/model/index.ts'
import { expectGolden } from '../support/golden.ts'

const before: FirewallDocument = {
  format: 'appia-firewall-1',
  table: 'site',
  zones: { wan: ['eth1'] },
  sets: {
    blocked: { family: 'ipv4', holds: 'addresses', members: 'runtime', timeout: 60, capacity: 100 },
    partners: { family: 'ipv6', holds: 'networks', members: 'declared', elements: ['2001:db8:1::/48'] },
    old: { family: 'ipv4', holds: 'networks', members: 'declared' },
  },
  chains: { LIMITS: [{ name: 'pings', protocol: 'icmp', action: 'drop' }] },
  input: { policy: 'accept', rules: [{ name: 'blocked', sourceSet: 'blocked', action: 'drop' }] },
}
const { old: _, ...kept } = before.sets ?? {}
const elements = Array.from({ length: 30 }, (_, index) => `2001:db8:${(index * 2).toString(16)}::/48`)
const after: FirewallDocument = {
  ...before,
  sets: {
    ...kept,
    blocked: { family: 'ipv4', holds: 'addresses', members: 'runtime', timeout: 3600, capacity: 1000 },
    partners: { family: 'ipv6', holds: 'networks', members: 'declared', elements },
  },
  chains: {},
  input: {
    policy: 'drop',
    rules: [
      { name: 'web', from: 'wan', protocol: 'tcp', ports: [80, 443], action: 'accept', log: 'web: ' },
      { name: 'blocked', sourceSet: 'blocked', action: 'drop' },
    ],
  },
}

function outcome(kind: FirewallOutcome['kind'], isSame = false): FirewallOutcome {
  const loaded = compileRules(isSame ? after : before)
  const differences = compareRulesets(loaded, compileRules(after))
  const told = { key: '/config/firewall/rules/json', storeName: 'etcd', revision: 7, missingInterfaces: [] }
  return { kind, table: 'site', ...told, differences, script: isSame ? '' : 'add table inet site' }
}

it('what would change in a table reads as the golden file', () => {
  const file = join(import.meta.dirname, 'golden/firewall-planned.txt')
  expectGolden(file, renderFirewallOutcome(outcome('planned'), plainPaint))
})

it.each([
  ['planned', 'appia firewall apply'],
  ['applied', 'read back and compared'],
  ['confirmed', 'and confirmed'],
  ['reverted', 'nobody confirmed'],
] as const)('%s ends with a line that says so', (kind, words) => {
  expect(renderFirewallOutcome(outcome(kind), plainPaint).split('\n').at(-2)).toContain(words)
})

it('a table as the store says is two lines', () => {
  const text = renderFirewallOutcome(outcome('applied', true), plainPaint)
  expect(text.split('\n').slice(1)).toEqual(['loaded as the store says', ''])
})
