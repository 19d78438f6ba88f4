import type { AddressFamily, ConnectionState, FirewallLimit } from '../../model/index.ts'

/** What one table holds, in the order and spelling that both a compiled and a listed one have here. */
export interface Ruleset {
  readonly table: string
  /** By name. */
  readonly sets: readonly RulesetSet[]
  /** By name. */
  readonly chains: readonly RulesetChain[]
}

export interface RulesetSet {
  readonly name: string
  readonly family: AddressFamily
  readonly isInterval: boolean
  /** Members may go after a time. */
  readonly hasTimeout: boolean
  /** Seconds; 0: none of its own. */
  readonly timeout: number
  /** 0: as many as there are. */
  readonly capacity: number
  /** `declared`: ours. `runtime`: a program's. `meter`: the kernel's own, of a limit for each source. */
  readonly members: 'declared' | 'runtime' | 'meter'
  readonly elements: readonly RulesetElement[]
}

/** A member of a set: an address, a prefix or a range as text; times in seconds where it has any. */
export interface RulesetElement {
  readonly value: string
  /** Its own, where it is not that of the set. */
  readonly timeout?: number
  /** How long it has left. */
  readonly expires?: number
}

export interface RulesetChain {
  readonly name: string
  readonly hook?: {
    readonly name: string
    readonly priority: number
    readonly policy: 'accept' | 'drop'
  }
  readonly rules: readonly RulesetRule[]
}

export interface RulesetRule {
  /** The name of the rule in the document. */
  readonly comment: string
  readonly statements: readonly Statement[]
}

export type Rate = Pick<FirewallLimit, 'over' | 'per' | 'burst'>

/** One condition, or what happens. A rule's statements stand in the order of evaluation. */
export type Statement =
  | { readonly kind: 'interface'; readonly direction: 'in' | 'out'; readonly names: readonly string[] }
  | {
      readonly kind: 'addresses'
      readonly side: 'source' | 'destination'
      readonly family: AddressFamily
      readonly ranges: readonly string[]
    }
  | {
      readonly kind: 'member'
      readonly side: 'source' | 'destination'
      readonly family: AddressFamily
      readonly set: string
    }
  | { readonly kind: 'family'; readonly family: AddressFamily }
  | { readonly kind: 'state'; readonly states: readonly ConnectionState[] }
  | { readonly kind: 'protocol'; readonly protocols: readonly string[] }
  /** `22`, `8000-8100`. */
  | { readonly kind: 'ports'; readonly protocol: 'tcp' | 'udp'; readonly ports: readonly string[] }
  | { readonly kind: 'limit'; readonly rate: Rate }
  /** A limit for each source, kept in a set. */
  | { readonly kind: 'meter'; readonly set: string; readonly family: AddressFamily; readonly rate: Rate }
  | { readonly kind: 'log'; readonly prefix: string }
  | { readonly kind: 'counter' }
  | { readonly kind: 'verdict'; readonly verdict: Verdict; readonly chain?: string }
  /** What this tool never writes: as nft lists it. */
  | { readonly kind: 'other'; readonly text: string }

export type Verdict = 'accept' | 'drop' | 'reject' | 'return' | 'jump'
