import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { checkDocument, parseRules } from '../../src/firewall/index.ts'
import type { FirewallDocument, FirewallRule } from '../../src/model/index.ts'

const listed: FirewallRule = { name: 'drop-listed', sourceSet: 'denied', action: 'drop' }

const good: FirewallDocument = {
  format: 'appia-firewall-1',
  table: 'host',
  zones: { wan: ['eth1'], lan: ['eth3'] },
  sets: { denied: { family: 'ipv4', holds: 'networks', members: 'declared', elements: ['192.0.2.0/24'] } },
  chains: { LIMITS: [{ name: 'limit', action: 'return' }] },
  input: { policy: 'accept', rules: [listed, { name: 'limits', action: 'jump', chain: 'LIMITS' }] },
}

const withRule = (rule: Partial<FirewallRule>): FirewallDocument => ({
  ...good,
  input: { policy: 'accept', rules: [listed, { name: 'r', action: 'accept', ...rule }] },
})

const withSet = (set: Partial<NonNullable<FirewallDocument['sets']>[string]>): FirewallDocument => ({
  ...good,
  sets: { denied: { family: 'ipv4', holds: 'networks', members: 'declared', ...set } },
})

describe('a document of firewall rules', () => {
  it('has no problem where there is none', () => {
    expect(checkDocument(good)).toEqual([])
  })

  const rule = '/input/rules/1'
  const element = '/sets/denied/elements/0'
  it.each<readonly [string, FirewallDocument, string, RegExp, RegExp]>([
    ['no address', withSet({ elements: ['10.0.0'] }), element, /"10.0.0" is no address/, /192.0.2.0\/24/],
    [
      'bits beyond a prefix',
      withSet({ elements: ['10.0.0.1/8'] }),
      element,
      /would be taken for 10.0.0.0\/8/,
      /10.0.0.1/,
    ],
    ['a prefix too long', withSet({ elements: ['10.0.0.0/33'] }), element, /0 to 32/, /32 bits/],
    [
      'a range turned',
      withSet({ elements: ['10.0.0.9-10.0.0.1'] }),
      element,
      /ends before/,
      /10.0.0.1-10.0.0.9/,
    ],
    [
      'the other family',
      withSet({ elements: ['2001:db8::/32'] }),
      element,
      /is ipv6, and denied holds ipv4/,
      /ipv6/,
    ],
    [
      'IPv4 in an IPv6 set',
      withSet({ family: 'ipv6', elements: ['192.0.2.1'] }),
      element,
      /is ipv4, and denied holds ipv6/,
      /ipv4/,
    ],
    [
      'a network among addresses',
      withSet({ holds: 'addresses', elements: ['10.0.0.0/8'] }),
      element,
      /more than one/,
      /networks/,
    ],
    [
      'what is in twice',
      withSet({ elements: ['10.0.0.0/8', '10.1.0.0/16'] }),
      '/sets/denied/elements/1',
      /in already, by 10.0.0.0\/8/,
      /leave/,
    ],
    [
      'an overlap',
      withSet({ elements: ['10.0.0.0-10.0.0.9', '10.0.0.5-10.0.0.20'] }),
      '/sets/denied/elements/1',
      /overlaps/,
      /10.0.0.5-10.0.0.9/,
    ],
    [
      'too many elements',
      withSet({ elements: ['10.0.0.1', '10.0.0.2'], capacity: 1 }),
      '/sets/denied/capacity',
      /2 elements and room for 1/,
      /raise/,
    ],
    ['a hash size', withSet({ hashSize: 1000 }), '/sets/denied/hashSize', /1000 is not a power/, /1024/],
    [
      'elements of a runtime set',
      withSet({ members: 'runtime', elements: ['10.0.0.1'] }),
      '/sets/denied/elements',
      /filled at run time/,
      /set of their own/,
    ],
    [
      'a timeout of declared members',
      withSet({ timeout: 60 }),
      '/sets/denied/timeout',
      /has a timeout/,
      /runtime/,
    ],
    ['a zone', withRule({ from: 'wam' }), `${rule}/from`, /no zone wam/, /did you mean wan/],
    ['a set', withRule({ sourceSet: 'denyed' }), `${rule}/sourceSet`, /no set denyed/, /did you mean denied/],
    ['a chain', withRule({ action: 'jump', chain: 'LIMIT' }), `${rule}/chain`, /no chain LIMIT/, /LIMITS/],
    ['a jump to nowhere', withRule({ action: 'jump' }), rule, /jumps nowhere/, /LIMITS/],
    ['a chain without a jump', withRule({ chain: 'LIMITS' }), `${rule}/chain`, /does not jump/, /jump/],
    [
      'a way out of the host itself',
      withRule({ to: 'lan' }),
      `${rule}/to`,
      /input is for this host/,
      /forward/,
    ],
    ['ports without protocol', withRule({ ports: [22] }), `${rule}/ports`, /ports and no protocol/, /tcp/],
    ['ports of icmp', withRule({ protocol: 'icmp', ports: [22] }), `${rule}/ports`, /protocol icmp/, /udp/],
    [
      'ports turned',
      withRule({ protocol: 'tcp', portRanges: [{ from: 9, to: 1 }] }),
      `${rule}/portRanges/0`,
      /9 to 1/,
      /from: 1/,
    ],
    [
      'two sources',
      withRule({ sourceSet: 'denied', source: ['10.0.0.1'] }),
      `${rule}/sourceSet`,
      /both source and/,
      /two rules/,
    ],
    [
      'families that never meet',
      withRule({ source: ['10.0.0.1'], destination: ['::1'] }),
      rule,
      /can never hold/,
      /one family/,
    ],
    [
      'a name given twice',
      withRule({ name: 'drop-listed' }),
      `${rule}/name`,
      /two rules are called/,
      /its own/,
    ],
    [
      'a word of nft',
      {
        ...good,
        table: 'filter',
        sets: { ...good.sets, limit: { family: 'ipv4', holds: 'networks', members: 'declared' } },
      },
      '/sets/limit',
      /limit is a word of nft/,
      /limit_1/,
    ],
    [
      'a set that nothing looks into',
      { ...good, sets: { ...good.sets, other: { family: 'ipv4', holds: 'networks', members: 'declared' } } },
      '/sets/other',
      /no rule looks into/,
      /sourceSet/,
    ],
    [
      'an interface in two zones',
      { ...good, zones: { wan: ['eth1'], lan: ['eth1'] } },
      '/zones/lan/0',
      /in two zones, wan and lan/,
      /one zone/,
    ],
    [
      'an interface in a zone by its name, and in another by a star',
      { ...good, zones: { wan: ['eth*'], lan: ['eth1'] } },
      '/zones/lan/0',
      /eth1 is in two zones, wan and lan, by eth\*/,
      /one zone/,
    ],
    [
      'a star that takes an interface of another zone',
      { ...good, zones: { wan: ['eth1'], lan: ['tap0', 'e*'] } },
      '/zones/lan/1',
      /e\* is in two zones, wan and lan, by eth1/,
      /one zone/,
    ],
    [
      'an interface twice',
      { ...good, zones: { wan: ['eth1', 'eth1'] } },
      '/zones/wan/1',
      /twice in zone wan/,
      /one/,
    ],
    [
      'chains in a circle',
      {
        ...good,
        chains: {
          LIMITS: [{ name: 'a', action: 'jump', chain: 'B' }],
          B: [{ name: 'b', action: 'jump', chain: 'LIMITS' }],
        },
      },
      '/chains/B',
      /B → LIMITS → B/,
      /take one/,
    ],
    [
      'the name of a hook',
      { ...good, chains: { ...good.chains, input: [] } },
      '/chains/input',
      /chain of the hook/,
      /another/,
    ],
    ['no hook', { format: good.format, table: 'host' }, '', /nothing is filtered/, /declare/],
  ])('%s is told with its place and a way out', (_, document, pointer, message, help) => {
    const told = checkDocument(document).filter((problem) => problem.pointer === pointer)
    expect(told.map((problem) => problem.message).join()).toMatch(message)
    expect(told.map((problem) => problem.help).join()).toMatch(help)
  })

  it('of another shape is refused by its schema, as is a name that is too long', async () => {
    const name = 'a'.repeat(32)
    const { document, problems } = await parseRules({ ...good, sets: { [name]: {} } } as never)
    expect(document).toBeUndefined()
    expect(problems.map(({ message }) => message).join()).toContain(name)
  })
})

it('the schema of the workspace is the one that the engine reads by', () => {
  const read = (path: string) => readFileSync(join(import.meta.dirname, '../..', path), 'utf8')
  expect(read('schemas/firewall-rules.schema.json')).toBe(read('src/firewall/firewall-rules.schema.json'))
})
