// Generated from schemas/firewall-rules.schema.json by appia generate; do not edit.
import type { Quantity } from 'appia'

/** Firewall rules: one nftables table of its own, and who is never cut off by it */
export interface FirewallRules {
  /**
   * Says that this is such a document, so that no other is taken for one
   * a change takes effect at once
   */
  readonly format: 'appia-firewall-1'
  /**
   * The table, family inet; nobody else writes to it
   * 1..31 characters, of the form ^[A-Za-z_][A-Za-z0-9_-]*$ · a change takes effect at once
   */
  readonly table: string
  /**
   * Interfaces by zone; a name that ends with * stands for all that begin so
   * at most 32 members
   */
  readonly zones?: {
    /**
     * 1..64 elements · a change takes effect at once
     * each 1..15 characters, of the form ^[A-Za-z0-9._-]+\*?$
     */
    readonly [name: string]: readonly string[]
  }
  /** Who must always be able to open a TCP connection to this host; rules that would cut them are refused */
  readonly management?: Management
  /**
   * Sets of addresses by name: lists of who is let in and who is not
   * at most 256 members
   */
  readonly sets?: {
    readonly [name: string]: Set
  }
  /**
   * Chains that rules jump to, by name
   * at most 64 members
   */
  readonly chains?: {
    /**
     * In this order; the first that accepts, drops or rejects decides
     * at most 1024 elements · a change takes effect at once
     */
    readonly [name: string]: Rules
  }
  /** Packets to this host */
  readonly input?: Hook
  /** Packets through this host */
  readonly forward?: Hook
}

/** Firewall rules: one nftables table of its own, and who is never cut off by it */
export interface FirewallRulesInput {
  /**
   * Says that this is such a document, so that no other is taken for one
   * a change takes effect at once
   */
  readonly format: 'appia-firewall-1'
  /**
   * The table, family inet; nobody else writes to it
   * 1..31 characters, of the form ^[A-Za-z_][A-Za-z0-9_-]*$ · a change takes effect at once
   */
  readonly table: string
  /**
   * Interfaces by zone; a name that ends with * stands for all that begin so
   * at most 32 members
   */
  readonly zones?: {
    /**
     * 1..64 elements · a change takes effect at once
     * each 1..15 characters, of the form ^[A-Za-z0-9._-]+\*?$
     */
    readonly [name: string]: readonly string[]
  }
  /** Who must always be able to open a TCP connection to this host; rules that would cut them are refused */
  readonly management?: Management
  /**
   * Sets of addresses by name: lists of who is let in and who is not
   * at most 256 members
   */
  readonly sets?: {
    readonly [name: string]: SetInput
  }
  /**
   * Chains that rules jump to, by name
   * at most 64 members
   */
  readonly chains?: {
    /**
     * In this order; the first that accepts, drops or rejects decides
     * at most 1024 elements · a change takes effect at once
     */
    readonly [name: string]: Rules
  }
  /** Packets to this host */
  readonly input?: Hook
  /** Packets through this host */
  readonly forward?: Hook
}

/**
 * 192.0.2.1, 192.0.2.0/24, 192.0.2.1-192.0.2.9 or the same of IPv6
 * at most 100000 elements
 * each 2..91 characters
 */
export type Addresses = readonly string[]

export interface Hook {
  /** What becomes of a packet for which no rule decides */
  readonly policy: 'accept' | 'drop'
  /**
   * Among the chains of the hook, lowest first; 0 is where iptables filters
   * -400..400
   */
  readonly priority?: number
  /**
   * In this order; the first that accepts, drops or rejects decides
   * at most 1024 elements
   */
  readonly rules: Rules
}

/** Who must always be able to open a TCP connection to this host; rules that would cut them are refused */
export interface Management {
  /**
   * 192.0.2.1, 192.0.2.0/24, 192.0.2.1-192.0.2.9 or the same of IPv6
   * 1..100000 elements
   */
  readonly addresses: Addresses
  /**
   * 1..16 elements
   * each 1..65535
   */
  readonly ports: readonly number[]
  /**
   * They come in there; from anywhere where it is absent
   * at most 31 characters
   */
  readonly zone?: string
}

/** Holds for a packet of which all that it says is true */
export interface Rule {
  /**
   * Of this rule alone: in comments, counters and messages
   * 1..31 characters, of the form ^[A-Za-z_][A-Za-z0-9_-]*$
   */
  readonly name: string
  /** return: back to where the jump came from; count: nothing but counting and logging */
  readonly action: 'accept' | 'drop' | 'reject' | 'return' | 'jump' | 'count'
  /**
   * Where a jump goes
   * at most 28 characters
   */
  readonly chain?: string
  /**
   * Zone that the packet comes from
   * at most 31 characters
   */
  readonly from?: string
  /**
   * Zone that the packet goes to
   * at most 31 characters
   */
  readonly to?: string
  /**
   * 192.0.2.1, 192.0.2.0/24, 192.0.2.1-192.0.2.9 or the same of IPv6
   * 1..100000 elements
   */
  readonly source?: Addresses
  /**
   * Its source is in this set
   * at most 31 characters
   */
  readonly sourceSet?: string
  /**
   * 192.0.2.1, 192.0.2.0/24, 192.0.2.1-192.0.2.9 or the same of IPv6
   * 1..100000 elements
   */
  readonly destination?: Addresses
  /**
   * Its destination is in this set
   * at most 31 characters
   */
  readonly destinationSet?: string
  /**
   * Of its connection, as the kernel tracks it
   * 1..5 elements
   */
  readonly state?: readonly ('new' | 'established' | 'related' | 'invalid' | 'untracked')[]
  /** icmp: that of either family */
  readonly protocol?: 'tcp' | 'udp' | 'icmp'
  /**
   * Destination ports, of tcp or udp
   * 1..1024 elements
   * each 1..65535
   */
  readonly ports?: readonly number[]
  /**
   * Destination ports from … to, both included
   * 1..128 elements
   */
  readonly portRanges?: readonly {
    /** 1..65535 */
    readonly from: number
    /** 1..65535 */
    readonly to: number
  }[]
  /** The rule holds for packets beyond this rate */
  readonly limit?: {
    /** 1..1000000 packets */
    readonly over: number
    readonly per: 'second' | 'minute' | 'hour' | 'day'
    /**
     * That many at once are not beyond it
     * 1..100000 packets
     */
    readonly burst: number
    /** Counted for each source address, or for all together */
    readonly each: 'source' | 'all'
  }
  /**
   * Logged with this prefix
   * 1..29 characters, of the form ^[A-Za-z0-9 _.:=/-]+$
   */
  readonly log?: string
}

/**
 * In this order; the first that accepts, drops or rejects decides
 * at most 1024 elements
 */
export type Rules = readonly Rule[]

export interface Set {
  readonly family: 'ipv4' | 'ipv6'
  /** addresses: single ones; networks: prefixes and ranges too */
  readonly holds: 'addresses' | 'networks'
  /** declared: what elements says; runtime: what a program on the host adds, which an apply keeps */
  readonly members: 'declared' | 'runtime'
  /**
   * 192.0.2.1, 192.0.2.0/24, 192.0.2.1-192.0.2.9 or the same of IPv6
   * at most 100000 elements
   */
  readonly elements?: Addresses
  /**
   * A member goes after this time, unless it was added with another; 0: never
   * 0..2147483 s
   */
  readonly timeout?: number
  /**
   * Most members that fit in
   * 1..16777216 count
   */
  readonly capacity?: number
  /**
   * Of ipset: buckets at the beginning, a power of two
   * 64..16777216 count
   */
  readonly hashSize?: number
}

export interface SetInput {
  readonly family: 'ipv4' | 'ipv6'
  /** addresses: single ones; networks: prefixes and ranges too */
  readonly holds: 'addresses' | 'networks'
  /** declared: what elements says; runtime: what a program on the host adds, which an apply keeps */
  readonly members: 'declared' | 'runtime'
  /**
   * 192.0.2.1, 192.0.2.0/24, 192.0.2.1-192.0.2.9 or the same of IPv6
   * at most 100000 elements
   */
  readonly elements?: Addresses
  /**
   * A member goes after this time, unless it was added with another; 0: never
   * 0..2147483 s
   */
  readonly timeout?: number | Quantity
  /**
   * Most members that fit in
   * 1..16777216 count
   */
  readonly capacity?: number
  /**
   * Of ipset: buckets at the beginning, a power of two
   * 64..16777216 count
   */
  readonly hashSize?: number
}
