import { compareRulesets, type RulesetDifference } from '../nft/compare-rulesets.ts'
import { planScript } from '../nft/plan-script.ts'
import type { Ruleset } from '../rules/ruleset.ts'
import { loadScript, type NftCommand, NftError, readLoaded } from './nft.ts'

/** What an apply would do, or did. */
export interface RulesetChange {
  readonly differences: readonly RulesetDifference[]
  /** What nft was given; '' where nothing differed. */
  readonly script: string
}

/** What loading `wanted` would change. Throws `NftError`. */
export async function planRuleset(command: NftCommand, wanted: Ruleset): Promise<RulesetChange> {
  const loaded = await readLoaded(command, wanted.table)
  return { differences: compareRulesets(loaded, wanted), script: planScript(loaded, wanted) }
}

/**
 * Makes what is loaded the same as `wanted`: one transaction, read back and compared. Nothing is touched where nothing
 * differs. Throws `NftError`: `not-taken` where what is listed afterwards is not what was loaded.
 */
export async function applyRuleset(command: NftCommand, wanted: Ruleset): Promise<RulesetChange> {
  const change = await planRuleset(command, wanted)
  if (change.script === '') return change
  await loadScript(command, change.script)
  const loaded = await readLoaded(command, wanted.table)
  if (compareRulesets(loaded, wanted).length === 0) return change
  // What an older kernel has left as it was is made anew.
  const script = planScript(loaded, wanted, { replaceSets: true })
  await loadScript(command, script)
  const left = compareRulesets(await readLoaded(command, wanted.table), wanted)
  if (left.length === 0) return { ...change, script: `${change.script}${script}` }
  const names = left.map(({ kind, name }) => `${kind} ${name}`).join(', ')
  throw new NftError('not-taken', `table ${wanted.table} was loaded, and what is listed differs: ${names}`)
}

/** Puts back what was loaded before, undefined where there was no such table. Throws `NftError`. */
export async function restoreRuleset(
  command: NftCommand,
  table: string,
  before: Ruleset | undefined,
): Promise<void> {
  if (before !== undefined) await applyRuleset(command, before)
  else if ((await readLoaded(command, table)) !== undefined)
    await loadScript(command, `delete table inet ${table}\n`)
}
