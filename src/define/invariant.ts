import type { Verdict } from './agree.ts'

/** The documents of one environment after defaults: components by name, all others in `entries` by key. */
export interface Documents {
  // biome-ignore lint/suspicious/noExplicitAny: authors narrow it with the generated types: `({ sniffer }: { sniffer: Sniffer }) => …`
  readonly [component: string]: any
}

/** A rule across components. `check` returns true when it holds, or a sentence saying why not. */
export interface Invariant {
  readonly kind: 'invariant'
  readonly id: string
  readonly rule: string
  readonly check: (documents: Documents) => Verdict
}

/**
 * Declares a rule. The leaves that `check` reads are recorded and named, with their source lines, when it fails.
 * It sees validated documents after defaults.
 */
export function invariant<Input = Documents>(
  id: string,
  rule: string,
  check: (documents: Input) => Verdict,
): Invariant {
  return { kind: 'invariant', id, rule, check: check as Invariant['check'] }
}

/** A violated invariant that is agreed to, as `waive` makes it; `until` is YYYY-MM-DD. */
export interface WaiverInput {
  readonly kind: 'waiver'
  readonly invariant: string
  readonly reason: string
  readonly until: string
}

/** Agrees to a violated invariant until a day (YYYY-MM-DD, the last on which it counts, UTC). */
export function waive(
  invariantId: string,
  options: { readonly reason: string; readonly until: string },
): WaiverInput {
  return { kind: 'waiver', invariant: invariantId, ...options }
}
