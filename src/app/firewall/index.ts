// Firewall rules of the workspace as texts, and of the store in the kernel of this host.
export type { RulesetDifference } from '../../firewall/index.ts'
export {
  applyFirewall,
  confirmFirewall,
  type FirewallOutcome,
  type FirewallRequest,
  planFirewall,
} from './apply-firewall.ts'
export { renderFirewall } from './render-firewall.ts'
