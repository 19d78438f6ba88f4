import type { AddressFamily, FirewallDocument, FirewallRule } from '../../model/index.ts'
import { rangeTexts } from '../addresses.ts'
import { meterName } from './meter-name.ts'
import type { RulesetRule, Statement } from './ruleset.ts'

const families: readonly AddressFamily[] = ['ipv4', 'ipv6']

/**
 * The rules of nftables that one rule of a document becomes: one for both families where it names no address, otherwise one
 * for each that it can hold for. None where it can never hold.
 */
export function expandRule(rule: FirewallRule, document: FirewallDocument): RulesetRule[] {
  const sides = [sideOf(rule, 'source', document), sideOf(rule, 'destination', document)]
  const isByFamily = sides.some((side) => side !== undefined) || rule.limit?.each === 'source'
  const before = interfaces(rule, document)
  const after = [...conditions(rule), ...limits(rule)]
  if (!isByFamily) return [asRule(rule, [...before, ...after, ...outcome(rule)])]
  return families.flatMap((family) => {
    const addresses = sides.map((side) => (side === undefined ? [] : side(family)))
    if (addresses.some((statements) => statements === undefined)) return []
    const own = addresses.flatMap((statements) => statements ?? [])
    const meter = meterOf(rule, family)
    // A meter names an address of its family, which the kernel looks at by itself.
    return [asRule(rule, [...before, ...own, ...after, ...meter, ...outcome(rule)])]
  })
}

/** Ports as ranges, merged, in order: `22`, `8000-8100`. */
function portTexts({ ports = [], portRanges = [] }: Pick<FirewallRule, 'ports' | 'portRanges'>): string[] {
  const all = [...ports.map((port) => ({ from: port, to: port })), ...portRanges]
  const merged: { from: number; to: number }[] = []
  for (const range of all.sort((a, b) => a.from - b.from)) {
    const before = merged.at(-1)
    if (before === undefined || range.from > before.to + 1) merged.push({ ...range })
    else before.to = Math.max(before.to, range.to)
  }
  return merged.map(({ from, to }) => (from === to ? `${from}` : `${from}-${to}`))
}

function asRule({ name }: FirewallRule, statements: readonly Statement[]): RulesetRule {
  return { comment: name, statements }
}

type Side = (family: AddressFamily) => Statement[] | undefined

/** What a rule says of its source or destination, by family: undefined where it can hold for none of it. */
function sideOf(
  rule: FirewallRule,
  side: 'source' | 'destination',
  { sets = {} }: FirewallDocument,
): Side | undefined {
  const texts = rule[side]
  const set = side === 'source' ? rule.sourceSet : rule.destinationSet
  if (texts !== undefined)
    return (family) => {
      const ranges = rangeTexts(texts, family)
      return ranges.length === 0 ? undefined : [{ kind: 'addresses', side, family, ranges }]
    }
  if (set !== undefined)
    return (family) => (sets[set]?.family === family ? [{ kind: 'member', side, family, set }] : undefined)
  return undefined
}

function interfaces({ from, to }: FirewallRule, { zones = {} }: FirewallDocument): Statement[] {
  const statement = (direction: 'in' | 'out', zone: string): Statement => ({
    kind: 'interface',
    direction,
    names: [...(zones[zone] ?? [])].sort(),
  })
  return [
    ...(from === undefined ? [] : [statement('in', from)]),
    ...(to === undefined ? [] : [statement('out', to)]),
  ]
}

function conditions(rule: FirewallRule): Statement[] {
  const { protocol, state } = rule
  const ports = portTexts(rule)
  const isPorts = ports.length > 0 && (protocol === 'tcp' || protocol === 'udp')
  return [
    ...(state === undefined ? [] : [{ kind: 'state', states: [...state].sort() } as const]),
    ...(isPorts ? [{ kind: 'ports', protocol, ports } as const] : []),
    ...(protocol === undefined || isPorts
      ? []
      : [{ kind: 'protocol', protocols: namesOf(protocol) } as const]),
  ]
}

function namesOf(protocol: 'tcp' | 'udp' | 'icmp'): string[] {
  return protocol === 'icmp' ? ['icmp', 'ipv6-icmp'] : [protocol]
}

function limits({ limit }: FirewallRule): Statement[] {
  if (limit === undefined || limit.each === 'source') return []
  return [{ kind: 'limit', rate: rateOf(limit) }]
}

function meterOf(rule: FirewallRule, family: AddressFamily): Statement[] {
  if (rule.limit?.each !== 'source') return []
  return [{ kind: 'meter', set: meterName(rule.name, family), family, rate: rateOf(rule.limit) }]
}

function rateOf({ over, per, burst }: NonNullable<FirewallRule['limit']>) {
  return { over, per, burst }
}

function outcome({ action, chain, log }: FirewallRule): Statement[] {
  return [
    { kind: 'counter' },
    ...(log === undefined ? [] : [{ kind: 'log', prefix: log } as const]),
    ...(action === 'count'
      ? []
      : [
          {
            kind: 'verdict',
            verdict: action,
            ...(chain !== undefined && action === 'jump' && { chain }),
          } as const,
        ]),
  ]
}
