import fc from 'fast-check'
import type { AddressFamily, FirewallDocument, FirewallRule, FirewallSet } from '../../src/model/index.ts'

/** Few addresses of each family, close together, so that random ranges touch and overlap. */
export const addressTexts: { readonly [family in AddressFamily]: fc.Arbitrary<string> } = {
  ipv4: spans((number) => `192.0.2.${number}`),
  ipv6: spans((number) => `2001:db8::${number.toString(16)}`),
}

/** Documents without faults: every kind of condition, limit and verdict, sets of every kind. */
export const rulesDocument: fc.Arbitrary<FirewallDocument> = fc
  .record({
    sets: fc.array(randomSet(), { minLength: 1, maxLength: 4 }),
    chains: fc.array(fc.array(randomRule(), { maxLength: 3 }), { maxLength: 2 }),
    input: fc.array(randomRule(), { maxLength: 4 }),
    forward: fc.option(fc.array(randomRule(), { maxLength: 3 }), { nil: undefined }),
    policy: fc.constantFrom('accept' as const, 'drop' as const),
    priority: fc.constantFrom(-10, 0, 5),
  })
  .map(({ sets, chains, input, forward, policy, priority }): FirewallDocument => {
    const names = {
      sets: sets.map((_, index) => `set_${index}`),
      chains: chains.map((_, index) => `CHAIN_${index}`),
    }
    let count = 0
    const named = (rules: readonly Draft[], isInput = false) =>
      rules.map((rule) => settle(rule, { ...names, isInput, sets, number: count++ }))
    return {
      format: 'appia-firewall-1',
      table: 'drawn',
      zones: { wan: ['eth1'], lan: ['eth3', 'tap*'] },
      sets: Object.fromEntries(sets.map((set, index) => [`set_${index}`, set])),
      // A chain jumps nowhere, so that there is no circle.
      chains: Object.fromEntries(
        chains.map((rules, index) => [
          `CHAIN_${index}`,
          named(
            rules.map((rule) => ({ ...rule, jump: -1 })),
            true,
          ),
        ]),
      ),
      input: { policy, priority, rules: named(input, true) },
      ...(forward && { forward: { policy: 'accept', rules: named(forward) } }),
    }
  })

interface Draft extends Omit<FirewallRule, 'name' | 'action' | 'sourceSet' | 'destinationSet'> {
  readonly action: Exclude<FirewallRule['action'], 'jump'>
  /** Which set or chain, modulo how many there are; -1: none. */
  readonly jump: number
  readonly set: number
}

function settle(
  { jump, set, to, ...rule }: Draft,
  names: {
    readonly sets: readonly FirewallSet[]
    readonly chains: readonly string[]
    readonly isInput: boolean
    readonly number: number
  },
): FirewallRule {
  const chain = jump < 0 || names.chains.length === 0 ? undefined : names.chains[jump % names.chains.length]
  const isInSet = set >= 0 && rule.source === undefined
  const index = set % names.sets.length
  // Both sides of one family: otherwise the rule could never hold.
  const { destination, ...rest } = rule
  const isDestination = destination !== undefined && rule.source === undefined && !isInSet
  return {
    ...rest,
    ...(isDestination && { destination }),
    ...(isInSet && { sourceSet: `set_${index}` }),
    ...(to !== undefined && !names.isInput && { to }),
    name: `rule-${names.number}`,
    ...(chain === undefined ? {} : { action: 'jump', chain }),
  }
}

function randomSet(): fc.Arbitrary<FirewallSet> {
  const family = fc.constantFrom<AddressFamily>('ipv4', 'ipv6')
  return family.chain((family) =>
    fc.oneof(
      fc.record({
        family: fc.constant(family),
        holds: fc.constant('networks' as const),
        members: fc.constant('declared' as const),
        elements: fc.array(addressTexts[family], { maxLength: 8 }),
      }),
      fc.record({
        family: fc.constant(family),
        holds: fc.constantFrom('addresses' as const, 'networks' as const),
        members: fc.constant('runtime' as const),
        timeout: fc.constantFrom(0, 60, 3600),
        capacity: fc.constantFrom(16, 1000),
      }),
    ),
  )
}

function randomRule(): fc.Arbitrary<Draft> {
  const addresses = fc.oneof(
    fc.array(addressTexts.ipv4, { minLength: 1, maxLength: 3 }),
    fc.array(fc.oneof(addressTexts.ipv4, addressTexts.ipv6), { minLength: 1, maxLength: 3 }),
  )
  const ports = fc.record({
    protocol: fc.constantFrom('tcp' as const, 'udp' as const),
    ports: fc.uniqueArray(fc.integer({ min: 1, max: 90 }), { minLength: 1, maxLength: 4 }),
    portRanges: fc.constantFrom(
      [{ from: 80, to: 85 }],
      [
        { from: 5, to: 5 },
        { from: 6, to: 9 },
      ],
    ),
  })
  const limit = fc.record({
    over: fc.integer({ min: 1, max: 100 }),
    per: fc.constantFrom('second' as const, 'minute' as const, 'hour' as const, 'day' as const),
    burst: fc.integer({ min: 1, max: 50 }),
    each: fc.constantFrom('source' as const, 'all' as const),
  })
  const states = fc.constantFrom('new', 'established', 'related', 'invalid', 'untracked')
  const common = fc.record(
    {
      action: fc.constantFrom('accept', 'drop', 'reject', 'return', 'count'),
      jump: fc.integer({ min: -2, max: 3 }),
      set: fc.integer({ min: -2, max: 3 }),
      from: fc.constantFrom('wan', 'lan'),
      to: fc.constantFrom('wan', 'lan'),
      source: addresses,
      destination: addresses,
      state: fc.uniqueArray(states, { minLength: 1, maxLength: 3 }),
      limit,
      log: fc.constantFrom('drop: ', 'a_b'),
    },
    { requiredKeys: ['action', 'jump', 'set'] },
  )
  const protocol = fc.oneof(
    fc.constant({}),
    ports,
    fc.constantFrom({ protocol: 'icmp' }, { protocol: 'tcp' }, { protocol: 'udp' }),
  )
  // As drawn, which the arbitraries hold to the types.
  return fc.tuple(common, protocol).map(([rule, more]) => ({ ...rule, ...more }) as Draft)
}

function spans(print: (number: number) => string): fc.Arbitrary<string> {
  const number = fc.integer({ min: 0, max: 63 })
  return fc.oneof(
    number.map(print),
    fc.tuple(number, number).map(([a, b]) => `${print(Math.min(a, b))}-${print(Math.max(a, b))}`),
    fc.tuple(number, fc.constantFrom(1, 2, 4, 8, 16)).map(([at, size]) => {
      const bits = print(0).includes(':') ? 128 : 32
      return `${print(at - (at % size))}/${bits - Math.log2(size)}`
    }),
  )
}
