/** What `initial(value)` makes: the value is set once, and then left as it is live. */
export interface Initial {
  readonly $initial: unknown
}

/** True for what `initial(value)` makes. */
export function isInitial(value: unknown): value is Initial {
  if (typeof value !== 'object' || value === null || !Object.hasOwn(value, '$initial')) return false
  return Object.keys(value).length === 1
}
