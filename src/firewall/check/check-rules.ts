import { encodePointer, type FirewallDocument, type FirewallRule, nearest } from '../../model/index.ts'
import { expandRule } from '../rules/expand-rule.ts'
import { checkAddresses } from './check-sets.ts'
import { caution, type FirewallProblem, fault } from './problem.ts'

/** A rule where it stands. */
export interface PlacedRule {
  readonly rule: FirewallRule
  readonly pointer: string
  /** Of the hook or chain that it is in. */
  readonly chain: string
}

/** All rules, those of the hooks first. */
export function placedRules({ input, forward, chains = {} }: FirewallDocument): PlacedRule[] {
  const place = (rules: readonly FirewallRule[], chain: string, path: readonly string[]): PlacedRule[] =>
    rules.map((rule, index) => ({ rule, chain, pointer: encodePointer([...path, index]) }))
  return [
    ...place(input?.rules ?? [], 'input', ['input', 'rules']),
    ...place(forward?.rules ?? [], 'forward', ['forward', 'rules']),
    ...Object.entries(chains).flatMap(([name, rules]) => place(rules, name, ['chains', name])),
  ]
}

/** What is wrong with rules, each by itself and as names. */
export function checkRules(document: FirewallDocument): FirewallProblem[] {
  const rules = placedRules(document)
  const first = new Map<string, PlacedRule>()
  const problems: FirewallProblem[] = []
  for (const placed of rules) {
    const { rule, pointer } = placed
    const before = first.get(rule.name)
    if (before === undefined) first.set(rule.name, placed)
    else {
      const message = `two rules are called ${rule.name}, here and in ${before.chain}`
      problems.push(fault(`${pointer}/name`, message, 'counters and messages name a rule: give each its own'))
    }
    problems.push(...checkRule(placed, document))
  }
  return [...problems, ...unusedSets(document, rules)]
}

function checkRule(placed: PlacedRule, document: FirewallDocument): FirewallProblem[] {
  const problems = [
    ...checkZones(placed, document),
    ...checkSides(placed, document),
    ...checkPorts(placed),
    ...checkJump(placed, document),
  ]
  if (problems.length > 0 || expandRule(placed.rule, document).length > 0) return problems
  const message = `${placed.rule.name} can never hold: its source and its destination are of different families`
  return [fault(placed.pointer, message, 'name addresses or sets of one family, or leave one of them out')]
}

function checkZones(
  { rule, pointer, chain }: PlacedRule,
  { zones = {} }: FirewallDocument,
): FirewallProblem[] {
  const problems = (['from', 'to'] as const).flatMap((member) => {
    const zone = rule[member]
    return zone === undefined || Object.hasOwn(zones, zone)
      ? []
      : [
          unknown(`${pointer}/${member}`, `zone ${zone}`, {
            name: zone,
            known: Object.keys(zones),
            among: 'zones',
          }),
        ]
  })
  if (rule.to === undefined || chain !== 'input') return problems
  const help = 'only rules of forward know where a packet goes'
  return [
    ...problems,
    fault(`${pointer}/to`, `${rule.name} names a zone to go to, and input is for this host`, help),
  ]
}

function checkSides({ rule, pointer }: PlacedRule, { sets = {} }: FirewallDocument): FirewallProblem[] {
  const sides = [
    { list: 'source', set: 'sourceSet' },
    { list: 'destination', set: 'destinationSet' },
  ] as const
  return sides.flatMap(({ list, set }) => {
    const texts = rule[list]
    const name = rule[set]
    const addresses = texts === undefined ? [] : checkAddresses(texts, `${pointer}/${list}`)
    if (name === undefined) return addresses
    if (texts !== undefined) {
      const help = 'write two rules, or put the addresses into the set'
      return [...addresses, fault(`${pointer}/${set}`, `${rule.name} has both ${list} and ${set}`, help)]
    }
    if (Object.hasOwn(sets, name)) return []
    return [unknown(`${pointer}/${set}`, `set ${name}`, { name, known: Object.keys(sets), among: 'sets' })]
  })
}

function checkPorts({ rule, pointer }: PlacedRule): FirewallProblem[] {
  const member = rule.ports !== undefined ? 'ports' : 'portRanges'
  if (rule[member] === undefined) return []
  const isWithoutPorts = rule.protocol !== 'tcp' && rule.protocol !== 'udp'
  const what = rule.protocol === undefined ? 'no protocol' : `protocol ${rule.protocol}`
  const missing = isWithoutPorts
    ? [fault(`${pointer}/${member}`, `${rule.name} has ports and ${what}`, 'say protocol: "tcp" or "udp"')]
    : []
  const turned = (rule.portRanges ?? []).flatMap(({ from, to }, index) =>
    from <= to
      ? []
      : [
          fault(
            `${pointer}/portRanges/${index}`,
            `ports ${from} to ${to} are none`,
            `write from: ${to}, to: ${from}`,
          ),
        ],
  )
  return [...missing, ...turned]
}

function checkJump({ rule, pointer }: PlacedRule, { chains = {} }: FirewallDocument): FirewallProblem[] {
  const { action, chain, name } = rule
  if (action !== 'jump') {
    if (chain === undefined) return []
    return [fault(`${pointer}/chain`, `${name} names a chain and does not jump`, 'say action: "jump"')]
  }
  const known = Object.keys(chains)
  if (chain === undefined)
    return [fault(pointer, `${name} jumps nowhere`, `name a chain: ${known.join(', ')}`)]
  if (Object.hasOwn(chains, chain)) return []
  return [unknown(`${pointer}/chain`, `chain ${chain}`, { name: chain, known, among: 'chains' })]
}

/** A list that is kept and decides nothing: whoever fills it believes that it does. */
function unusedSets({ sets = {} }: FirewallDocument, rules: readonly PlacedRule[]): FirewallProblem[] {
  const used = new Set(rules.flatMap(({ rule }) => [rule.sourceSet, rule.destinationSet]))
  return Object.keys(sets)
    .filter((name) => !used.has(name))
    .map((name) => {
      const help = `name it in a rule (sourceSet: "${name}"), or remove it`
      return caution(encodePointer(['sets', name]), `no rule looks into the set ${name}`, help)
    })
}

export function unknown(
  pointer: string,
  what: string,
  {
    name,
    known,
    among,
  }: { readonly name: string; readonly known: readonly string[]; readonly among: string },
): FirewallProblem {
  const meant = nearest(name, known)
  const help =
    meant === undefined
      ? known.length === 0
        ? `declare it in ${among}`
        : `one of ${known.join(', ')}, or declare it in ${among}`
      : `did you mean ${meant}?`
  return fault(pointer, `there is no ${what}`, help)
}
