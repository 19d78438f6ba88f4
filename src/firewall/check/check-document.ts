import { encodePointer, type FirewallDocument } from '../../model/index.ts'
import { compileRules } from '../rules/compile-rules.ts'
import { isMeterName } from '../rules/meter-name.ts'
import { findCutOff, isInterface } from './check-management.ts'
import { checkRules, placedRules, unknown } from './check-rules.ts'
import { checkAddresses, checkSets } from './check-sets.ts'
import { caution, type FirewallProblem, fault } from './problem.ts'
import { reservedWords } from './reserved-words.ts'

/** What is wrong with a document whose shape is right: what its schema cannot say. */
export function checkDocument(document: FirewallDocument): FirewallProblem[] {
  const problems = [
    ...checkNames(document),
    ...checkZones(document),
    ...checkManagement(document),
    ...checkSets(document),
    ...checkRules(document),
    ...checkCircles(document),
  ]
  if (document.input === undefined && document.forward === undefined)
    problems.push(
      caution('', 'neither input nor forward has rules: nothing is filtered', 'declare one of them'),
    )
  // Only rules that make sense can be followed.
  return problems.some(({ severity }) => severity === 'error')
    ? problems
    : [...problems, ...checkCutOff(document)]
}

function checkNames(document: FirewallDocument): FirewallProblem[] {
  const { table, sets = {}, chains = {} } = document
  const names = [
    { name: table, pointer: '/table' },
    ...Object.keys(sets).map((name) => ({ name, pointer: encodePointer(['sets', name]) })),
    ...Object.keys(chains).map((name) => ({ name, pointer: encodePointer(['chains', name]) })),
  ]
  const reserved = names
    .filter(({ name }) => reservedWords.has(name))
    .map(({ name, pointer }) =>
      fault(pointer, `${name} is a word of nft's language, not a name`, `call it ${name}_1`),
    )
  const taken = Object.keys(chains)
    .filter((name) => name === 'input' || name === 'forward')
    .map((name) =>
      fault(
        encodePointer(['chains', name]),
        `${name} is the chain of the hook`,
        'give this one another name',
      ),
    )
  return [...reserved, ...taken, ...meterNames(document)]
}

function meterNames(document: FirewallDocument): FirewallProblem[] {
  const names = Object.keys(document.sets ?? {}).filter(isMeterName)
  const help = 'limits for each source are kept in sets of such names'
  return names.map((name) => fault(encodePointer(['sets', name]), `${name} may be the set of a limit`, help))
}

/** One interface, one zone: otherwise the order of rules would say which. */
function checkZones({ zones = {} }: FirewallDocument): FirewallProblem[] {
  const placed = Object.entries(zones).flatMap(([zone, names]) =>
    names.map((name, index) => ({ name, zone, pointer: encodePointer(['zones', zone, index]) })),
  )
  return placed.flatMap(({ name, zone, pointer }, index) => {
    const before = placed
      .slice(0, index)
      .find((each) => isInterface(each.name, name) || isInterface(name, each.name))
    if (before === undefined) return []
    const where = before.zone === zone ? `twice in zone ${zone}` : `in two zones, ${before.zone} and ${zone}`
    const what = before.name === name ? '' : `, by ${before.name}`
    return [fault(pointer, `${name} is ${where}${what}`, 'an interface is in one zone')]
  })
}

function checkManagement({ management, zones = {} }: FirewallDocument): FirewallProblem[] {
  if (management === undefined) return []
  const { addresses, zone } = management
  const problems = checkAddresses(addresses, '/management/addresses')
  if (zone === undefined || Object.hasOwn(zones, zone)) return problems
  const place = { name: zone, known: Object.keys(zones), among: 'zones' }
  return [...problems, unknown('/management/zone', `zone ${zone}`, place)]
}

/** Jumps that come back to where they began; the kernel refuses them without a word of which. */
function checkCircles({ chains = {} }: FirewallDocument): FirewallProblem[] {
  const targets = (name: string) =>
    (chains[name] ?? []).flatMap(({ action, chain }) =>
      action === 'jump' && chain !== undefined ? [chain] : [],
    )
  const circleFrom = (path: readonly string[]): readonly string[] | undefined => {
    for (const next of targets(path.at(-1) ?? '')) {
      if (next === path[0]) return [...path, next]
      const circle = path.includes(next) ? undefined : circleFrom([...path, next])
      if (circle !== undefined) return circle
    }
    return undefined
  }
  return Object.keys(chains).flatMap((name) => {
    const circle = circleFrom([name])
    // Told once, at the first of its chains.
    if (circle === undefined || [...circle].sort()[0] !== name) return []
    return [
      fault(
        encodePointer(['chains', name]),
        `chains jump in a circle: ${circle.join(' → ')}`,
        'take one jump out',
      ),
    ]
  })
}

function checkCutOff(document: FirewallDocument): FirewallProblem[] {
  const rules = placedRules(document)
  const told = new Set<string>()
  return findCutOff(compileRules(document), document).flatMap(
    ({ addresses, port, interface: name, state, rule, because }): FirewallProblem[] => {
      // One line for a rule and a port: it says the same for every interface and every packet.
      const cause = `${rule} ${port}`
      if (told.has(cause)) return []
      told.add(cause)
      const by = rule === undefined ? 'the policy of input' : `rule ${rule}`
      const when = because === undefined ? (state === 'new' ? '' : ' once they are connected') : ` ${because}`
      const where = name === undefined ? '' : ` on ${name}`
      const pointer = rules.find((each) => each.rule.name === rule)?.pointer ?? '/input/policy'
      const help =
        'accept them before: { name: "management", source: […], protocol: "tcp", ports: […], action: "accept" }'
      const message = `${by} would keep management addresses from port ${port}${where}${when}: ${addresses}`
      return [{ code: 'firewall-cut-off', severity: 'error', pointer, message, help }]
    },
  )
}
