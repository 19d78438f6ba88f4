import type {
  Rate,
  Ruleset,
  RulesetChain,
  RulesetElement,
  RulesetRule,
  RulesetSet,
  Statement,
} from '../rules/ruleset.ts'

/** A ruleset as a file that `nft -f` takes on a host that has no such table. */
export function printRuleset({ table, sets, chains }: Ruleset): string {
  const lines = [
    `add table inet ${table}`,
    ...sets.map((set) => addSet(table, set)),
    ...sets.flatMap((set) => elementLines('add', table, { set, elements: set.elements })),
    ...chains.map((chain) => addChain(table, chain)),
    ...chains.flatMap((chain) => chain.rules.map((rule) => addRule(table, chain.name, rule))),
  ]
  return `${lines.join('\n')}\n`
}

/** `add set …`, without what is in it. On a set that is there it changes capacity and timeout, and keeps the members. */
export function addSet(table: string, set: RulesetSet): string {
  const flags = [
    ...(set.members === 'meter' ? ['dynamic'] : []),
    ...(set.isInterval ? ['interval'] : []),
    ...(set.hasTimeout ? ['timeout'] : []),
  ]
  const clauses = [
    `type ${set.family === 'ipv4' ? 'ipv4_addr' : 'ipv6_addr'};`,
    ...(flags.length === 0 ? [] : [`flags ${flags.join(', ')};`]),
    ...(set.timeout === 0 ? [] : [`timeout ${set.timeout}s;`]),
    ...(set.capacity === 0 ? [] : [`size ${set.capacity};`]),
  ]
  return `add set inet ${table} ${set.name} { ${clauses.join(' ')} }`
}

/** Elements that one line takes: messages of nft quote the whole line. */
const elementsPerLine = 500

/** `add element …` or `delete element …` of all of `elements`. */
export function elementLines(
  verb: 'add' | 'delete',
  table: string,
  { set, elements }: { readonly set: RulesetSet; readonly elements: readonly RulesetElement[] },
): string[] {
  const lines: string[] = []
  for (let at = 0; at < elements.length; at += elementsPerLine) {
    const texts = elements.slice(at, at + elementsPerLine).map((element) => printElement(verb, element))
    lines.push(`${verb} element inet ${table} ${set.name} { ${texts.join(', ')} }`)
  }
  return lines
}

export function addChain(table: string, { name, hook }: RulesetChain): string {
  if (hook === undefined) return `add chain inet ${table} ${name}`
  return `add chain inet ${table} ${name} { type filter hook ${hook.name} priority ${hook.priority}; policy ${hook.policy}; }`
}

export function addRule(table: string, chain: string, { comment, statements }: RulesetRule): string {
  const name = comment === '' ? '' : ` comment "${comment}"`
  return `add rule inet ${table} ${chain} ${statements.map(printStatement).join(' ')}${name}`
}

/** One statement as nft reads it. Throws for one that this tool never writes. */
export function printStatement(statement: Statement): string {
  switch (statement.kind) {
    case 'interface':
      return `${statement.direction === 'in' ? 'iifname' : 'oifname'} ${oneOf(statement.names.map((name) => `"${name}"`))}`
    case 'addresses':
      return `${addressField(statement)} ${oneOf(statement.ranges)}`
    case 'member':
      return `${addressField(statement)} @${statement.set}`
    case 'family':
      return `meta nfproto ${statement.family}`
    case 'state':
      return `ct state ${oneOf(statement.states)}`
    case 'protocol':
      return `meta l4proto ${oneOf(statement.protocols)}`
    case 'ports':
      return `${statement.protocol} dport ${oneOf(statement.ports)}`
    case 'limit':
      return printRate(statement.rate)
    case 'meter': {
      const field = addressField({ side: 'source', family: statement.family })
      return `update @${statement.set} { ${field} ${printRate(statement.rate)} }`
    }
    case 'log':
      return `log prefix "${statement.prefix}"`
    case 'counter':
      return 'counter'
    case 'verdict':
      return statement.chain === undefined ? statement.verdict : `${statement.verdict} ${statement.chain}`
    case 'other':
      throw new Error(`a statement that is only read: ${statement.text}`)
  }
}

function printElement(verb: 'add' | 'delete', { value, timeout, expires }: RulesetElement): string {
  if (verb === 'delete') return value
  const times = [
    ...(timeout === undefined ? [] : [`timeout ${timeout}s`]),
    ...(expires === undefined ? [] : [`expires ${expires}s`]),
  ]
  return [value, ...times].join(' ')
}

function addressField({
  side,
  family,
}: {
  readonly side: 'source' | 'destination'
  readonly family: 'ipv4' | 'ipv6'
}): string {
  return `${family === 'ipv4' ? 'ip' : 'ip6'} ${side === 'source' ? 'saddr' : 'daddr'}`
}

function oneOf(texts: readonly string[]): string {
  const [only = ''] = texts
  return texts.length === 1 ? only : `{ ${texts.join(', ')} }`
}

function printRate({ over, per, burst }: Rate): string {
  return `limit rate over ${over}/${per} burst ${burst} packets`
}
