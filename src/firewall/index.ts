// Firewall rules as code: a document becomes one table of nftables, and what nft lists becomes comparable with it. Pure but
// for host/, which runs nft. Knows no store, workspace or agent.
export { checkDocument } from './check/check-document.ts'
export { isFirewallRules, type ParsedRules, parseRules } from './check/parse-rules.ts'
export type { FirewallProblem } from './check/problem.ts'
export { applyRuleset, planRuleset, type RulesetChange, restoreRuleset } from './host/apply-ruleset.ts'
export { listTable, type NftCommand, NftError, readLoaded } from './host/nft.ts'
export { compareRulesets, type RulesetDifference } from './nft/compare-rulesets.ts'
export { printRuleset } from './nft/print-nft.ts'
export { compileRules } from './rules/compile-rules.ts'
export type { Ruleset } from './rules/ruleset.ts'
