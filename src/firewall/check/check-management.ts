import type { FirewallDocument, FirewallManagement } from '../../model/index.ts'
import { type AddressRange, mergeRanges, printAddresses, rangesOf, splitBy } from '../addresses.ts'
import type { Ruleset, RulesetChain, RulesetRule, RulesetSet, Statement } from '../rules/ruleset.ts'

/** Management addresses that a ruleset would not let in, or may not, and by which rule. */
export interface CutOff {
  readonly addresses: string
  readonly port: number
  /** Coming in there; undefined: by an interface of no zone. */
  readonly interface: string | undefined
  /** With the first packet of a connection, or one of those after it. */
  readonly state: 'new' | 'established'
  /** The rule's name; undefined: the policy of the chain. */
  readonly rule: string | undefined
  /** Only once a program adds them to this set, or they exceed a limit. */
  readonly because?: string
}

/**
 * Who of the declared management addresses could not open a connection, or not use it. Follows the first packet of every
 * such connection and those after it through the chains of the input hook, each address, port and interface; what a rule
 * only may hold for (a set that a program fills, a limit) counts against them.
 */
export function findCutOff(ruleset: Ruleset, document: FirewallDocument): CutOff[] {
  const { management } = document
  if (management === undefined) return []
  const sources = mergeByFamily(rangesOf(management.addresses))
  return ruleset.chains
    .filter(({ hook }) => hook?.name === 'input')
    .flatMap((chain) =>
      packetsOf(management, document).flatMap((packet) =>
        walkHook(chain, sources, { ruleset, packet, found: [] }),
      ),
    )
}

type Packet = Pick<CutOff, 'port' | 'interface' | 'state'>

function packetsOf({ ports, zone }: FirewallManagement, { zones = {} }: FirewallDocument): Packet[] {
  const named = zone === undefined ? [...Object.values(zones).flat(), undefined] : (zones[zone] ?? [])
  return (['new', 'established'] as const).flatMap((state) =>
    ports.flatMap((port) => [...new Set(named)].map((each) => ({ port, interface: each, state }))),
  )
}

function mergeByFamily(ranges: readonly AddressRange[]): AddressRange[] {
  const of = (family: AddressRange['family']) =>
    mergeRanges(ranges.filter((range) => range.family === family))
  return [...of('ipv4'), ...of('ipv6')]
}

/** Of which sources a rule holds for certain, of which perhaps, and why only perhaps. */
interface Holds {
  readonly certain: readonly AddressRange[]
  readonly possible: readonly AddressRange[]
  readonly because?: string
}

/** One packet on its way, and who was found to be cut off. */
interface Walk {
  readonly ruleset: Ruleset
  readonly packet: Packet
  readonly found: CutOff[]
}

function walkHook(chain: RulesetChain, sources: readonly AddressRange[], walk: Walk): readonly CutOff[] {
  const left = walkChain(chain, sources, walk)
  if (chain.hook?.policy === 'drop') addCut(walk, { certain: left, possible: [] }, undefined)
  return walk.found
}

/** The sources that come out at the end of a chain, or return from it. */
function walkChain(chain: RulesetChain, sources: readonly AddressRange[], walk: Walk): AddressRange[] {
  let here = [...sources]
  const returned: AddressRange[] = []
  for (const rule of chain.rules) {
    const verdict = rule.statements.find((statement) => statement.kind === 'verdict')
    if (verdict === undefined) continue
    const holding = holds(rule, here, walk)
    const { certain, possible } = holding
    const others = splitBy(here, certain).outside
    switch (verdict.verdict) {
      case 'accept':
        here = others
        break
      case 'drop':
      case 'reject':
        addCut(walk, holding, rule)
        here = splitBy(others, possible).outside
        break
      case 'return':
        // Those of whom it is not sure go both ways.
        returned.push(...certain, ...possible)
        here = others
        break
      case 'jump': {
        const target = walk.ruleset.chains.find(({ name }) => name === verdict.chain)
        const back = target === undefined ? [] : walkChain(target, [...certain, ...possible], walk)
        here = mergeByFamily([...others, ...back])
      }
    }
  }
  return mergeByFamily([...here, ...returned])
}

function addCut(
  { found, packet }: Walk,
  { certain, possible, because }: Holds,
  rule: RulesetRule | undefined,
) {
  const ranges = mergeByFamily([...certain, ...possible])
  if (ranges.length === 0) return
  found.push({
    addresses: ranges.map(printAddresses).join(', '),
    ...packet,
    rule: rule?.comment,
    ...(certain.length === 0 && because !== undefined && { because }),
  })
}

function holds(rule: RulesetRule, sources: readonly AddressRange[], walk: Walk): Holds {
  let certain = sources
  let possible: readonly AddressRange[] = []
  let because: string | undefined
  for (const statement of rule.statements) {
    const judged = judge(statement, walk)
    if (judged === 'no') return { certain: [], possible: [] }
    if (judged === 'yes') continue
    const { sources = everyone() } = judged
    certain = splitBy(certain, sources).inside
    possible = splitBy(possible, sources).inside
    if (judged.perhaps === undefined) continue
    possible = [...possible, ...certain]
    certain = []
    because ??= judged.perhaps
  }
  return { certain, possible, ...(because !== undefined && { because }) }
}

/** Whether a statement holds for such a packet, and for which sources. */
type Judgement = 'yes' | 'no' | { readonly perhaps?: string; readonly sources?: readonly AddressRange[] }

/** Parsed when it is asked for: whoever only loads this has no firewall. */
function everyone(): AddressRange[] {
  return rangesOf(['0.0.0.0/0', '::/0'])
}

function judge(statement: Statement, { ruleset, packet }: Walk): Judgement {
  switch (statement.kind) {
    case 'interface':
      if (statement.direction === 'out') return 'no'
      return statement.names.some((name) => isInterface(name, packet.interface)) ? 'yes' : 'no'
    case 'addresses':
      // Which address of the host they dial is not known.
      if (statement.side === 'destination') return { perhaps: 'it depends on the address that they dial' }
      return { sources: rangesOf(statement.ranges) }
    case 'member':
      return judgeMember(
        statement,
        ruleset.sets.find(({ name }) => name === statement.set),
      )
    case 'family':
      return { sources: everyone().filter(({ family }) => family === statement.family) }
    case 'state':
      return statement.states.includes(packet.state) ? 'yes' : 'no'
    case 'protocol':
      return statement.protocols.includes('tcp') ? 'yes' : 'no'
    case 'ports':
      return statement.protocol === 'tcp' && statement.ports.some((text) => isPort(text, packet.port))
        ? 'yes'
        : 'no'
    case 'limit':
      return { perhaps: 'when they exceed its limit' }
    case 'meter':
      return {
        perhaps: 'when they exceed its limit',
        sources: everyone().filter(({ family }) => family === statement.family),
      }
    case 'log':
    case 'counter':
    case 'verdict':
      return 'yes'
    case 'other':
      return { perhaps: 'of a condition that this tool does not know' }
  }
}

function judgeMember(
  statement: Extract<Statement, { kind: 'member' }>,
  set: RulesetSet | undefined,
): Judgement {
  if (statement.side === 'destination') return { perhaps: 'it depends on the address that they dial' }
  if (set?.members === 'declared') return { sources: rangesOf(set.elements.map(({ value }) => value)) }
  return { perhaps: `when a program adds them to ${statement.set}` }
}

/** True where `packet` comes by `name`, which may end with a star. An interface of no zone is none of those that are named. */
export function isInterface(name: string, packet: string | undefined): boolean {
  if (packet === undefined) return false
  return name.endsWith('*') ? packet.startsWith(name.slice(0, -1)) : name === packet
}

function isPort(text: string, port: number): boolean {
  const [from = '', to = from] = text.split('-')
  return Number(from) <= port && port <= Number(to)
}
