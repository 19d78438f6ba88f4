import type { Ruleset, RulesetElement, RulesetSet } from '../rules/ruleset.ts'
import { compareRulesets } from './compare-rulesets.ts'
import { addChain, addRule, addSet, elementLines } from './print-nft.ts'

/**
 * One transaction of nft that makes `wanted` of what is loaded; '' where nothing differs. Sets stay where the kernel can
 * change them in place, so that what a program adds meanwhile is never lost; one that must be replaced takes its members
 * along with the time they have left. `replaceSets`: also those whose capacity or timeout changes, which kernels before 6.5
 * leave as they are without a word.
 */
export function planScript(
  loaded: Ruleset | undefined,
  wanted: Ruleset,
  { replaceSets = false }: { readonly replaceSets?: boolean } = {},
): string {
  const differences = compareRulesets(loaded, wanted)
  if (differences.length === 0) return ''
  const before: Ruleset = loaded ?? { table: wanted.table, sets: [], chains: [] }
  const gone = before.sets.filter((set) => isGone(set, wanted, replaceSets))
  const kept = before.sets.filter((set) => !gone.includes(set))
  const areRulesNew = gone.length > 0 || differences.some(({ kind }) => kind === 'chain' || kind === 'rules')
  const lines = [
    `add table inet ${wanted.table}`,
    ...(areRulesNew ? removeRules(before, wanted) : []),
    ...gone.map(({ name }) => `delete set inet ${wanted.table} ${name}`),
    ...wanted.sets.flatMap((set) =>
      setLines({ kept: named(kept, set.name), gone: named(gone, set.name) }, set, wanted),
    ),
    ...(areRulesNew ? addRules(wanted) : []),
  ]
  return `${lines.join('\n')}\n`
}

/** As it would be `seconds` later: members whose time is over are not in it. */
export function aged(ruleset: Ruleset, seconds: number): Ruleset {
  const sets = ruleset.sets.map((set) => ({
    ...set,
    elements: set.elements.flatMap((element) => {
      if (element.expires === undefined) return [element]
      const expires = element.expires - Math.ceil(seconds)
      return expires > 0 ? [{ ...element, expires }] : []
    }),
  }))
  return { ...ruleset, sets }
}

/** A set that is wanted no longer, or of another kind than it is. */
function isGone(set: RulesetSet, wanted: Ruleset, replaceSets: boolean): boolean {
  const after = named(wanted.sets, set.name)
  if (after === undefined) return true
  const isOther = set.timeout !== after.timeout || set.capacity !== after.capacity
  return isOfOtherKind(set, after) || (replaceSets && isOther)
}

/** What the kernel cannot change in place. */
function isOfOtherKind(before: RulesetSet, after: RulesetSet): boolean {
  return (
    before.family !== after.family ||
    before.isInterval !== after.isInterval ||
    before.hasTimeout !== after.hasTimeout
  )
}

/** All rules go, so that no set or chain is in use; chains go that are not wanted, or not at this hook. */
function removeRules(before: Ruleset, { table, chains }: Ruleset): string[] {
  const gone = before.chains.filter(({ name, hook }) => {
    const after = named(chains, name)
    return after === undefined || hook?.name !== after.hook?.name || hook?.priority !== after.hook?.priority
  })
  return [
    ...before.chains.map(({ name }) => `flush chain inet ${table} ${name}`),
    ...gone.map(({ name }) => `delete chain inet ${table} ${name}`),
  ]
}

function addRules({ table, chains }: Ruleset): string[] {
  return [
    ...chains.map((chain) => addChain(table, chain)),
    ...chains.flatMap((chain) => chain.rules.map((rule) => addRule(table, chain.name, rule))),
  ]
}

/** The set of a name before: one that stays, or one that went. */
interface Before {
  readonly kept: RulesetSet | undefined
  readonly gone: RulesetSet | undefined
}

function setLines(before: Before, set: RulesetSet, { table }: Ruleset): string[] {
  const { kept } = before
  const isChanged = kept === undefined || kept.timeout !== set.timeout || kept.capacity !== set.capacity
  return [...(isChanged ? [addSet(table, set)] : []), ...memberLines(before, set, table)]
}

function memberLines({ kept, gone }: Before, set: RulesetSet, table: string): string[] {
  if (set.members === 'meter') return []
  if (set.members === 'runtime') {
    if (kept !== undefined) return []
    const elements = gone?.family === set.family ? carried(gone, set) : set.elements
    return elementLines('add', table, { set, elements })
  }
  const old = new Set(kept?.elements.map(({ value }) => value))
  const now = new Set(set.elements.map(({ value }) => value))
  const removed = (kept?.elements ?? []).filter(({ value }) => !now.has(value))
  return [
    ...elementLines('delete', table, { set, elements: removed }),
    ...elementLines('add', table, { set, elements: set.elements.filter(({ value }) => !old.has(value)) }),
  ]
}

/** Members of a set as they go into the one that replaces it; a time that has run out is not begun again. */
function carried(gone: RulesetSet, set: RulesetSet): RulesetElement[] {
  const fitting = gone.elements.filter(({ value }) => set.isInterval || !/[/-]/.test(value))
  return fitting
    .filter(({ expires }) => expires === undefined || expires > 0)
    .map(({ value, timeout, expires }) =>
      expires === undefined || !set.hasTimeout
        ? { value }
        : { value, timeout: timeout ?? (gone.timeout || expires), expires },
    )
}

function named<T extends { readonly name: string }>(all: readonly T[], name: string): T | undefined {
  return all.find((each) => each.name === name)
}
