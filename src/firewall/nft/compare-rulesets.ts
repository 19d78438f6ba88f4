import type { Ruleset, RulesetChain, RulesetRule, RulesetSet, Statement } from '../rules/ruleset.ts'
import { printStatement } from './print-nft.ts'

/** One difference between what is loaded and what is wanted. */
export interface RulesetDifference {
  readonly kind: 'table' | 'set' | 'elements' | 'chain' | 'rules'
  /** Of the set or chain. */
  readonly name: string
  readonly action: 'add' | 'change' | 'remove'
  /** What is added and removed: elements, rules as nft writes them, or properties. */
  readonly added: readonly string[]
  readonly removed: readonly string[]
}

/** How `wanted` differs from what is loaded, undefined where there is no such table; empty where it does not. */
export function compareRulesets(loaded: Ruleset | undefined, wanted: Ruleset): RulesetDifference[] {
  const table: RulesetDifference[] =
    loaded === undefined ? [{ kind: 'table', name: wanted.table, action: 'add', added: [], removed: [] }] : []
  return [
    ...table,
    ...pairs(loaded?.sets ?? [], wanted.sets).flatMap(([before, after]) => compareSets(before, after)),
    ...pairs(loaded?.chains ?? [], wanted.chains).flatMap(([before, after]) => compareChains(before, after)),
  ]
}

/** A rule on one line, as nft writes it. */
function ruleText({ comment, statements }: RulesetRule): string {
  const text = statements.map(statementText).join(' ')
  return comment === '' ? text : `${text} comment "${comment}"`
}

function statementText(statement: Statement): string {
  return statement.kind === 'other' ? statement.text : printStatement(statement)
}

/** Those of a name side by side, by name. */
function pairs<T extends { readonly name: string }>(
  before: readonly T[],
  after: readonly T[],
): (readonly [T | undefined, T | undefined])[] {
  const names = [...new Set([...before, ...after].map(({ name }) => name))].sort()
  const find = (all: readonly T[], name: string) => all.find((each) => each.name === name)
  return names.map((name) => [find(before, name), find(after, name)] as const)
}

function compareSets(before: RulesetSet | undefined, after: RulesetSet | undefined): RulesetDifference[] {
  const name = (after ?? before)?.name ?? ''
  if (after === undefined)
    return [{ kind: 'set', name, action: 'remove', added: [], removed: before ? describeSet(before) : [] }]
  const elements = elementDifference(before, after)
  if (before === undefined)
    return [{ kind: 'set', name, action: 'add', added: describeSet(after), removed: [] }, ...elements]
  const was = describeSet(before)
  const is = describeSet(after)
  const added = is.filter((text) => !was.includes(text))
  const removed = was.filter((text) => !is.includes(text))
  if (added.length + removed.length === 0) return elements
  return [{ kind: 'set', name, action: 'change', added, removed }, ...elements]
}

/** What a program or the kernel has put in is no difference. */
function elementDifference(before: RulesetSet | undefined, after: RulesetSet): RulesetDifference[] {
  if (after.members !== 'declared') return []
  const was = new Set(before?.elements.map(({ value }) => value))
  const is = new Set(after.elements.map(({ value }) => value))
  const added = [...is].filter((value) => !was.has(value))
  const removed = [...was].filter((value) => !is.has(value))
  if (added.length + removed.length === 0) return []
  return [{ kind: 'elements', name: after.name, action: 'change', added, removed }]
}

function describeSet({ family, isInterval, hasTimeout, timeout, capacity }: RulesetSet): string[] {
  return [
    `${family} ${isInterval ? 'networks' : 'addresses'}`,
    ...(hasTimeout ? [timeout === 0 ? 'members may have a timeout' : `timeout ${timeout} s`] : []),
    ...(capacity === 0 ? [] : [`capacity ${isInterval ? capacity / 2 : capacity}`]),
  ]
}

function compareChains(
  before: RulesetChain | undefined,
  after: RulesetChain | undefined,
): RulesetDifference[] {
  const name = (after ?? before)?.name ?? ''
  if (after === undefined) {
    const removed = (before?.rules ?? []).map(ruleText)
    return [{ kind: 'chain', name, action: 'remove', added: [], removed }]
  }
  const was = before?.rules.map(ruleText) ?? []
  const is = after.rules.map(ruleText)
  const place = { name, added: hookText(after), removed: hookText(before) }
  const chain: RulesetDifference[] =
    before === undefined
      ? [{ kind: 'chain', ...place, action: 'add' }]
      : place.added.join() === place.removed.join()
        ? []
        : [{ kind: 'chain', ...place, action: 'change' }]
  if (was.join('\n') === is.join('\n')) return chain
  const added = without(is, was)
  const removed = without(was, is)
  return [...chain, { kind: 'rules', name, action: 'change', added, removed }]
}

/** Those of `texts` that `others` does not have, as often as it lacks them. */
function without(texts: readonly string[], others: readonly string[]): string[] {
  const left = [...others]
  return texts.filter((text) => {
    const at = left.indexOf(text)
    if (at >= 0) left.splice(at, 1)
    return at < 0
  })
}

function hookText(chain: RulesetChain | undefined): string[] {
  const hook = chain?.hook
  return hook === undefined ? [] : [`hook ${hook.name} priority ${hook.priority} policy ${hook.policy}`]
}
