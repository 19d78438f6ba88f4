import { type AddressFamily, isJsonObject, type JsonObject, type JsonValue } from '../../model/index.ts'
import { rangeTexts, singles } from '../addresses.ts'
import { isMeterName } from '../rules/meter-name.ts'
import type { Ruleset, RulesetChain, RulesetElement, RulesetRule, RulesetSet } from '../rules/ruleset.ts'
import { readRule } from './read-rule.ts'

/**
 * What `nft -j list table inet TABLE` printed, in the form that `compileRules` gives. What this tool never writes becomes
 * `other`. The listing leaves out whether the kernel fills a set; its name tells.
 */
export function readListing(listing: unknown, table: string): Ruleset {
  const objects = isJsonObject(listing) && Array.isArray(listing.nftables) ? listing.nftables : []
  const named = (kind: string): JsonObject[] =>
    objects.flatMap((object: JsonValue) => {
      const found = isJsonObject(object) ? object[kind] : undefined
      return isJsonObject(found) ? [found] : []
    })
  const rules = named('rule')
  return {
    table,
    sets: named('set').map(readSet).sort(byName),
    chains: named('chain')
      .map((chain) =>
        readChain(
          chain,
          rules.filter((rule) => rule.chain === chain.name),
        ),
      )
      .sort(byName),
  }
}

/** How many packets each rule has counted, by its comment; rules of both families together. */
export function readCounters(listing: unknown): ReadonlyMap<string, number> {
  const objects = isJsonObject(listing) && Array.isArray(listing.nftables) ? listing.nftables : []
  const counters = new Map<string, number>()
  for (const object of objects as readonly JsonValue[]) {
    const rule = isJsonObject(object) ? object.rule : undefined
    if (!isJsonObject(rule) || typeof rule.comment !== 'string' || !Array.isArray(rule.expr)) continue
    for (const expression of rule.expr as readonly JsonValue[]) {
      const counter = isJsonObject(expression) ? expression.counter : undefined
      if (!isJsonObject(counter) || typeof counter.packets !== 'number') continue
      counters.set(rule.comment, (counters.get(rule.comment) ?? 0) + counter.packets)
    }
  }
  return counters
}

function readSet(set: JsonObject): RulesetSet {
  const flags = Array.isArray(set.flags) ? set.flags : []
  const family: AddressFamily = set.type === 'ipv6_addr' ? 'ipv6' : 'ipv4'
  const name = String(set.name)
  const isInterval = flags.includes('interval')
  const hasTimeout = flags.includes('timeout')
  const elements = (Array.isArray(set.elem) ? set.elem : []).map(readElement)
  return {
    // Another type than addresses is none of ours, and differs by its capacity already.
    ...{ name, family, isInterval },
    members: !hasTimeout ? 'declared' : isMeterName(name) ? 'meter' : 'runtime',
    hasTimeout,
    timeout: numberOf(set.timeout),
    capacity: numberOf(set.size),
    elements: inOrder(elements, { family, isInterval }),
  }
}

/** As a compiled set has them. With times of their own they stay as they are: none may take over another's. */
function inOrder(
  elements: readonly RulesetElement[],
  { family, isInterval }: Pick<RulesetSet, 'family' | 'isInterval'>,
): RulesetElement[] {
  if (elements.some(({ expires }) => expires !== undefined)) return [...elements]
  const values = elements.map(({ value }) => value)
  return (isInterval ? rangeTexts(values, family) : singles(values)).map((value) => ({ value }))
}

function readElement(element: JsonValue): RulesetElement {
  if (isJsonObject(element) && isJsonObject(element.elem)) {
    const { val = null, timeout, expires } = element.elem
    return {
      value: addressText(val),
      ...(typeof timeout === 'number' && { timeout }),
      ...(typeof expires === 'number' && { expires }),
    }
  }
  return { value: addressText(element) }
}

/** `"10.0.0.1"`, `{prefix: {addr, len}}` or `{range: [first, last]}` as text. */
function addressText(value: JsonValue): string {
  if (!isJsonObject(value)) return String(value)
  const { prefix, range } = value
  if (isJsonObject(prefix)) return `${prefix.addr}/${prefix.len}`
  return Array.isArray(range) ? range.map(String).join('-') : JSON.stringify(value)
}

function readChain(chain: JsonObject, rules: readonly JsonObject[]): RulesetChain {
  const read = rules.map((rule): RulesetRule => readRule(rule, addressText))
  const name = String(chain.name)
  if (chain.hook === undefined) return { name, rules: read }
  const policy = chain.policy === 'drop' ? 'drop' : 'accept'
  // A chain of another type is none of ours, and differs by its hook.
  const hook = chain.type === 'filter' ? String(chain.hook) : `${chain.hook} of type ${chain.type}`
  return { name, hook: { name: hook, priority: numberOf(chain.prio), policy }, rules: read }
}

function numberOf(value: JsonValue | undefined): number {
  return typeof value === 'number' ? value : 0
}

function byName(a: { readonly name: string }, b: { readonly name: string }): number {
  return a.name < b.name ? -1 : a.name > b.name ? 1 : 0
}
