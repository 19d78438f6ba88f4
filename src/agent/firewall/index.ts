// Tables of nftables that follow documents of firewall rules.
export { planFirewall } from './firewall-follower.ts'
