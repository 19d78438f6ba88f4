import type { DocumentOptions } from './component.ts'

/** A document under a key of its own. */
export interface Entry extends DocumentOptions {
  readonly kind: 'entry'
  readonly key: string
  /** The component that reads it. */
  readonly component: string
  readonly schema: string
  readonly value: unknown
}

/** Declares a document that is not a component's own: `entry({ key: '/config/firewall/rules/json', … })`. */
export function entry(input: Omit<Entry, 'kind'>): Entry {
  return { kind: 'entry', ...input }
}
