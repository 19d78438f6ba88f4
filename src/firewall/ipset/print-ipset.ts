import type { AddressFamily, FirewallDocument, FirewallSet } from '../../model/index.ts'
import { parseAddresses, printAddresses, rangeTexts, singles, splitIntoPrefixes } from '../addresses.ts'
import { compileRules } from '../rules/compile-rules.ts'
import type { RulesetRule, RulesetSet, Statement } from '../rules/ruleset.ts'
import { ruleArguments } from './rule-arguments.ts'

/** The same rules for a host that still runs ipset and iptables, as the files that their restore commands take. */
export interface IpsetFiles {
  /** `ipset restore -exist` */
  readonly ipset: string
  /** `iptables-restore --noflush`, and the same of IPv6; '' where there are no rules of that family. */
  readonly iptables: string
  readonly ip6tables: string
}

/** What a document is in the words of ipset and iptables. */
export function printIpset(document: FirewallDocument): IpsetFiles {
  const { sets } = compileRules(document)
  return {
    ipset: Object.entries(document.sets ?? {})
      .flatMap(([name, set]) => setLines(name, set))
      .map((line) => `${line}\n`)
      .join(''),
    iptables: tableText(document, 'ipv4', sets),
    ip6tables: tableText(document, 'ipv6', sets),
  }
}

/** What ipset takes where nothing is said. */
const defaults = { capacity: 65_536, hashSize: 1024 }

function setLines(name: string, set: FirewallSet): string[] {
  const { family, holds, timeout, capacity, hashSize = defaults.hashSize, elements = [], members } = set
  const values = holds === 'networks' ? prefixes(elements, family) : singles(elements)
  const room = capacity ?? Math.max(defaults.capacity, 2 ** Math.ceil(Math.log2(values.length + 1)))
  const type = `hash:${holds === 'networks' ? 'net' : 'ip'} family ${family === 'ipv4' ? 'inet' : 'inet6'}`
  const time = members === 'runtime' ? ` timeout ${timeout ?? 0}` : ''
  return [
    `create ${name} ${type} hashsize ${hashSize} maxelem ${Math.max(room, values.length)}${time}`,
    // What is declared is all that is in it; what a program has added stays.
    ...(members === 'declared' ? [`flush ${name}`] : []),
    ...values.map((value) => `add ${name} ${value}`),
  ]
}

/** ipset takes no prefix of length 0, and splits a range by itself into more entries than it says. */
function prefixes(elements: readonly string[], family: AddressFamily): string[] {
  return rangeTexts(elements, family).flatMap((text) => {
    const range = parseAddresses(text)
    if ('problem' in range) return []
    return splitIntoPrefixes(range).flatMap((prefix) => {
      if (!printAddresses(prefix).endsWith('/0')) return [printAddresses(prefix)]
      const half = (prefix.last + 1n) / 2n
      return [printAddresses({ ...prefix, last: half - 1n }), printAddresses({ ...prefix, first: half })]
    })
  })
}

const builtIn: { readonly [hook: string]: string } = { input: 'INPUT', forward: 'FORWARD' }

function tableText(document: FirewallDocument, family: AddressFamily, sets: readonly RulesetSet[]): string {
  const { chains } = compileRules(document)
  const names = new Map(
    chains.map(({ name, hook }) => [name, hook ? `${document.table.slice(0, 20)}_${name}` : name]),
  )
  const lines = chains.flatMap((chain) => {
    const name = names.get(chain.name) ?? chain.name
    const rules = chain.rules
      .filter((rule) => isOf(rule, family))
      .flatMap((rule) => ruleArguments(rule, { family, names, sets }))
    const last = chain.hook?.policy === 'drop' ? ['-j DROP'] : []
    return [...rules, ...last].map((words) => `-A ${name} ${words}`)
  })
  if (lines.length === 0) return ''
  const tool = family === 'ipv4' ? 'iptables' : 'ip6tables'
  const hooks = chains.flatMap(({ name, hook }) =>
    hook === undefined ? [] : [{ own: names.get(name), hook }],
  )
  const jumps = hooks.map(({ own, hook }) => {
    const place = `${builtIn[hook.name] ?? hook.name}`
    return `# once: ${tool} -C ${place} -j ${own} || ${tool} -I ${place} 1 -j ${own}`
  })
  const declared = [...names.values()].map((name) => `:${name} - [0:0]`)
  return `${[...jumps, '*filter', ...declared, ...lines, 'COMMIT'].join('\n')}\n`
}

/** A rule that names no family holds for both. */
function isOf({ statements }: RulesetRule, family: AddressFamily): boolean {
  const named = statements.flatMap((statement: Statement) =>
    'family' in statement ? [statement.family] : [],
  )
  return named.every((each) => each === family)
}
