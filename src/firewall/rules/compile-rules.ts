import type { FirewallDocument, FirewallHook, FirewallRule, FirewallSet } from '../../model/index.ts'
import { rangeTexts, singles } from '../addresses.ts'
import { expandRule } from './expand-rule.ts'
import { meterName } from './meter-name.ts'
import type { Ruleset, RulesetChain, RulesetSet } from './ruleset.ts'

/** How many sources one limit keeps apart; beyond that no new one is limited until another has been silent for a minute. */
const meterCapacity = 65_535
const meterSeconds = 60

/** The table that a document without faults asks for. */
export function compileRules(document: FirewallDocument): Ruleset {
  const { table, sets = {}, chains = {} } = document
  const hooks = hooksOf(document)
  const rules = [...Object.values(chains), ...hooks.map(([, { rules }]) => rules)].flat()
  return {
    table,
    sets: sorted([
      ...Object.entries(sets).map(([name, set]) => declaredSet(name, set)),
      ...rules.flatMap((rule) => metersOf(rule, document)),
    ]),
    chains: sorted([
      ...Object.entries(chains).map(([name, rules]) => ({ name, rules: expand(rules, document) })),
      ...hooks.map(([name, hook]): RulesetChain => {
        const { policy, priority = 0 } = hook
        return { name, hook: { name, priority, policy }, rules: expand(hook.rules, document) }
      }),
    ]),
  }
}

/** The hooks that a document has rules for. */
function hooksOf({ input, forward }: FirewallDocument): (readonly ['input' | 'forward', FirewallHook])[] {
  return [
    ...(input === undefined ? [] : [['input', input] as const]),
    ...(forward === undefined ? [] : [['forward', forward] as const]),
  ]
}

function expand(rules: readonly FirewallRule[], document: FirewallDocument) {
  return rules.flatMap((rule) => expandRule(rule, document))
}

function declaredSet(name: string, set: FirewallSet): RulesetSet {
  const { family, holds, members, elements = [], timeout = 0, capacity = 0 } = set
  return {
    ...{ name, family, members, timeout, capacity: kernelCapacity(holds, capacity) },
    isInterval: holds === 'networks',
    hasTimeout: members === 'runtime',
    elements: (holds === 'networks' ? rangeTexts(elements, family) : singles(elements)).map((value) => ({
      value,
    })),
  }
}

/** The kernel keeps both ends of an interval. */
function kernelCapacity(holds: FirewallSet['holds'], capacity: number): number {
  return holds === 'networks' ? capacity * 2 : capacity
}

function metersOf(rule: FirewallRule, document: FirewallDocument): RulesetSet[] {
  if (rule.limit?.each !== 'source') return []
  const used = expandRule(rule, document).flatMap(({ statements }) => statements)
  const families = used.flatMap((statement) => (statement.kind === 'meter' ? [statement.family] : []))
  return families.map((family) => ({
    name: meterName(rule.name, family),
    ...{ family, members: 'meter', isInterval: false, hasTimeout: true, elements: [] },
    ...{ timeout: meterSeconds, capacity: meterCapacity },
  }))
}

function sorted<T extends { readonly name: string }>(named: readonly T[]): T[] {
  return [...named].sort((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : 0))
}
