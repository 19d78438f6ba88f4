import { type AddressFamily, sha256 } from '../../model/index.ts'
import type { Rate, RulesetRule, RulesetSet, Statement } from '../rules/ruleset.ts'

interface Surroundings {
  readonly family: AddressFamily
  /** What chains are called in iptables. */
  readonly names: ReadonlyMap<string, string>
  readonly sets: readonly RulesetSet[]
}

/** The rules of iptables that one of nftables becomes: where iptables takes one value, a rule for each of several. */
export function ruleArguments(rule: RulesetRule, surroundings: Surroundings): string[] {
  const comment = `-m comment --comment ${rule.comment}`
  let rules = ['']
  for (const statement of rule.statements) {
    if (statement.kind === 'log' || statement.kind === 'verdict' || statement.kind === 'counter') continue
    const ways = conditionArguments(statement, rule, surroundings)
    rules = rules.flatMap((before) => ways.map((way) => `${before}${way} `))
  }
  // Without a target a rule counts.
  const targets = targetArguments(rule, surroundings)
  if (targets.length === 0) targets.push('')
  return rules.flatMap((before) => targets.map((target) => `${before}${comment}${target}`))
}

function conditionArguments(
  statement: Exclude<Statement, { kind: 'log' | 'verdict' | 'counter' }>,
  { comment }: RulesetRule,
  { family }: Surroundings,
): string[] {
  switch (statement.kind) {
    case 'interface':
      // iptables writes the star of nft as a plus.
      return statement.names.map(
        (name) => `${statement.direction === 'in' ? '-i' : '-o'} ${name.replace(/\*$/, '+')}`,
      )
    case 'addresses':
      return statement.ranges.map((range) => addressArguments(range, statement.side))
    case 'member':
      return [`-m set --match-set ${statement.set} ${statement.side === 'source' ? 'src' : 'dst'}`]
    case 'family':
      return ['']
    case 'state':
      return [`-m conntrack --ctstate ${statement.states.map((state) => state.toUpperCase()).join(',')}`]
    case 'protocol':
      return [`-p ${protocolName(statement.protocols, family)}`]
    case 'ports':
      return inFifteens(statement.ports).map(
        (ports) => `-p ${statement.protocol} -m multiport --dports ${ports.join(',').replaceAll('-', ':')}`,
      )
    case 'limit':
      return [rateArguments(statement.rate, comment, '')]
    case 'meter':
      return [rateArguments(statement.rate, comment, ' --hashlimit-mode srcip')]
    case 'other':
      throw new Error(`a statement that is only read: ${statement.text}`)
  }
}

function addressArguments(range: string, side: 'source' | 'destination'): string {
  if (!range.includes('-')) return `${side === 'source' ? '-s' : '-d'} ${range}`
  return `-m iprange --${side === 'source' ? 'src' : 'dst'}-range ${range}`
}

function protocolName(protocols: readonly string[], family: AddressFamily): string {
  const [only = ''] = protocols
  if (protocols.length === 1) return only
  return family === 'ipv4' ? 'icmp' : 'ipv6-icmp'
}

/** multiport takes fifteen ports; a range counts as two. */
function inFifteens(ports: readonly string[]): string[][] {
  const groups: string[][] = []
  let room = 0
  for (const port of ports) {
    const size = port.includes('-') ? 2 : 1
    if (size > room) {
      groups.push([])
      room = 15
    }
    groups.at(-1)?.push(port)
    room -= size
  }
  return groups
}

/** The name is that of a file under /proc, of at most 15 characters in older kernels. */
function rateArguments({ over, per, burst }: Rate, rule: string, mode: string): string {
  const unit = { second: 'sec', minute: 'min', hour: 'hour', day: 'day' }[per]
  const rate = `--hashlimit-above ${over}/${unit} --hashlimit-burst ${burst}`
  const name = rule.length > 15 ? `${rule.slice(0, 6)}-${sha256(rule).slice(0, 8)}` : rule
  return `-m hashlimit ${rate}${mode} --hashlimit-name ${name}`
}

function targetArguments({ statements }: RulesetRule, { names, family }: Surroundings): string[] {
  return statements.flatMap((statement): string[] => {
    if (statement.kind === 'log') return [` -j LOG --log-prefix "${statement.prefix}"`]
    if (statement.kind !== 'verdict') return []
    switch (statement.verdict) {
      case 'jump':
        return [` -j ${names.get(statement.chain ?? '') ?? statement.chain}`]
      case 'reject':
        return [` -j REJECT --reject-with ${family === 'ipv4' ? 'icmp' : 'icmp6'}-port-unreachable`]
      default:
        return [` -j ${statement.verdict.toUpperCase()}`]
    }
  })
}
