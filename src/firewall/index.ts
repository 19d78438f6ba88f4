// Firewall rules as code: a document becomes one table of nftables, and what nft lists becomes comparable with it. Pure but
// for host/, which runs nft. Knows no store, workspace or agent.
export { checkDocument } from './check/check-document.ts'
export { isFirewallRules, parseRules } from './check/parse-rules.ts'
export { applyRuleset, planRuleset, type RulesetChange, restoreRuleset } from './host/apply-ruleset.ts'
export {
  awaitConfirmation,
  confirm,
  isAwaited,
  listUnconfirmed,
  noteUnconfirmed,
  revertUnconfirmed,
} from './host/confirmation.ts'
export { listTable, type NftCommand, NftError, readLoaded } from './host/nft.ts'
export { type IpsetFiles, printIpset } from './ipset/print-ipset.ts'
export { compareRulesets, type RulesetDifference } from './nft/compare-rulesets.ts'
export { printRuleset } from './nft/print-nft.ts'
export { readCounters } from './nft/read-listing.ts'
export { compileRules } from './rules/compile-rules.ts'
