import type { Component } from './component.ts'

/** Every member optional, at every depth; lists are replaced whole. */
export type Patch<T> = T extends readonly unknown[]
  ? T
  : T extends object
    ? { readonly [K in keyof T]?: Patch<T[K]> }
    : T

/** A component with some values replaced: objects merge member by member, everything else is replaced. */
export function override<Input>(base: Component<Input>, patch: Patch<Input>): Component<Input> {
  return { ...base, value: merge(base.value, patch) as Input }
}

function merge(base: unknown, patch: unknown): unknown {
  if (!isPlainObject(base) || !isPlainObject(patch)) return patch
  const merged: Record<string, unknown> = { ...base }
  for (const name of Object.keys(patch)) {
    merged[name] = Object.hasOwn(base, name) ? merge(base[name], patch[name]) : patch[name]
  }
  return merged
}

function isPlainObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value) && !('$quantity' in value)
}
