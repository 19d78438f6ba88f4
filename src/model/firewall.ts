/** What a document of firewall rules says of itself, so that nobody takes another document for one. */
export const firewallFormat = 'appia-firewall-1'

export type AddressFamily = 'ipv4' | 'ipv6'
type FirewallAction = 'accept' | 'drop' | 'reject' | 'return' | 'jump' | 'count'
export type ConnectionState = 'new' | 'established' | 'related' | 'invalid' | 'untracked'

/** Firewall rules as they stand in the store: one nftables table of its own. */
export interface FirewallDocument {
  readonly format: typeof firewallFormat
  readonly table: string
  /** Names of interfaces, by zone. */
  readonly zones?: { readonly [zone: string]: readonly string[] }
  readonly management?: FirewallManagement
  readonly sets?: { readonly [name: string]: FirewallSet }
  /** Chains that rules jump to. */
  readonly chains?: { readonly [name: string]: readonly FirewallRule[] }
  /** Packets to this host. */
  readonly input?: FirewallHook
  /** Packets through this host. */
  readonly forward?: FirewallHook
}

/** Who must always be able to open a TCP connection to this host. */
export interface FirewallManagement {
  readonly addresses: readonly string[]
  readonly ports: readonly number[]
  /** They come in there; from anywhere where it is absent. */
  readonly zone?: string
}

export interface FirewallSet {
  readonly family: AddressFamily
  /** `addresses`: single ones, `ipset hash:ip`. `networks`: prefixes and ranges too, `hash:net`. */
  readonly holds: 'addresses' | 'networks'
  /** Who says what is in it: this document, or a program on the host at run time. */
  readonly members: 'declared' | 'runtime'
  readonly elements?: readonly string[]
  /** Seconds after which a member goes; 0 or absent: never. */
  readonly timeout?: number
  readonly capacity?: number
  /** Of ipset; nftables sizes its tables itself. */
  readonly hashSize?: number
}

export interface FirewallHook {
  readonly policy: 'accept' | 'drop'
  /** Among the chains of the hook, lowest first; 0 is where iptables filters. */
  readonly priority?: number
  readonly rules: readonly FirewallRule[]
}

/** It holds for a packet of which all that it says is true. */
export interface FirewallRule {
  readonly name: string
  readonly action: FirewallAction
  /** Where a jump goes. */
  readonly chain?: string
  /** The zone that the packet comes from, or goes to. */
  readonly from?: string
  readonly to?: string
  readonly source?: readonly string[]
  readonly sourceSet?: string
  readonly destination?: readonly string[]
  readonly destinationSet?: string
  readonly state?: readonly ConnectionState[]
  readonly protocol?: 'tcp' | 'udp' | 'icmp'
  /** Destination ports. */
  readonly ports?: readonly number[]
  readonly portRanges?: readonly { readonly from: number; readonly to: number }[]
  readonly limit?: FirewallLimit
  /** Logged with this prefix. */
  readonly log?: string
}

/** It holds for packets beyond this rate. */
export interface FirewallLimit {
  readonly over: number
  readonly per: 'second' | 'minute' | 'hour' | 'day'
  readonly burst: number
  /** Counted for each source address, or for all together. */
  readonly each: 'source' | 'all'
}
