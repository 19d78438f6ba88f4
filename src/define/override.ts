import type { Component } from './component.ts'

/** Every member optional, at every depth; lists are replaced whole. */
export type Patch<T> = T extends readonly unknown[]
  ? T
  : T extends object
    ? { readonly [K in keyof T]?: Patch<T[K]> }
    : T

/** How a component came about, for those that `override` made. */
const overrides = new WeakMap<object, { readonly base: Component; readonly patch: unknown }>()

/**
 * A component with some values replaced: objects merge member by member, everything else is replaced. That of a node
 * starts from what its environment makes of the component.
 */
export function override<Input>(base: Component<Input>, patch: Patch<Input>): Component<Input> {
  const component = { ...base, value: merge(base.value, patch) as Input }
  overrides.set(component, { base, patch })
  return component
}

/**
 * An override with its patches put on `onto`, from where the two have a common beginning; what does not begin where
 * `onto` does is as it was.
 */
export function rebase(component: Component, onto: Component): Component {
  return rebaseOn(component, { onto, begun: [onto, ...basesOf(onto)] })
}

function rebaseOn(
  component: Component,
  target: { readonly onto: Component; readonly begun: readonly Component[] },
): Component {
  const made = overrides.get(component)
  if (made === undefined || target.begun.includes(component)) return component
  const base = target.begun.includes(made.base) ? target.onto : rebaseOn(made.base, target)
  if (base === made.base) return component
  const rebased = { ...component, value: merge(base.value, made.patch) }
  overrides.set(rebased, { base, patch: made.patch })
  return rebased
}

/** What a component was made of, the newest first. */
function basesOf(component: Component): Component[] {
  const base = overrides.get(component)?.base
  return base === undefined ? [] : [base, ...basesOf(base)]
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
