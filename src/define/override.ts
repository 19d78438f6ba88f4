import type { Component } from './component.ts'
import type { Remove } from './remove.ts'

/**
 * Every member optional, at every depth; `remove` takes one away. Lists are replaced whole, or changed element by
 * element with `patchElements`.
 */
export type Patch<T> = T extends readonly (infer Element)[]
  ? T | ElementPatches<Element>
  : T extends object
    ? { readonly [K in keyof T]?: Patch<T[K]> | Remove }
    : T

/** Changes of single elements of a list, as `patchElements` makes them. */
export interface ElementPatches<Element> {
  readonly kind: 'elements'
  readonly member: string
  readonly patches: { readonly [identity: string]: Patch<Element> | Remove }
}

/**
 * Changes elements of a list, each known by one of its members: `patchElements('name', { two: { port: 81 }, old: remove })`.
 * Throws where no element, or more than one, has that member.
 */
export function patchElements<Element>(
  member: string,
  patches: ElementPatches<Element>['patches'],
): ElementPatches<Element> {
  return { kind: 'elements', member, patches }
}

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
  if (Array.isArray(base) && isElementPatches(patch)) return mergeElements(base, patch)
  if (!isPlainObject(base) || !isPlainObject(patch)) return patch
  const merged: Record<string, unknown> = { ...base }
  for (const name of Object.keys(patch)) {
    if (isRemove(patch[name])) delete merged[name]
    else merged[name] = Object.hasOwn(base, name) ? merge(base[name], patch[name]) : patch[name]
  }
  return merged
}

function mergeElements(base: readonly unknown[], { member, patches }: ElementPatches<unknown>): unknown[] {
  const merged = [...base]
  for (const identity of Object.keys(patches)) {
    const places = merged.flatMap((element, index) => (isKnownBy(element, member, identity) ? [index] : []))
    const [place] = places
    if (place === undefined) throw new Error(`no element has the ${member} ${JSON.stringify(identity)}`)
    if (places.length > 1)
      throw new Error(`${places.length} elements have the ${member} ${JSON.stringify(identity)}`)
    const patch = patches[identity]
    if (isRemove(patch)) merged.splice(place, 1)
    else merged[place] = merge(merged[place], patch)
  }
  return merged
}

/** Numbers are known by their digits. */
function isKnownBy(element: unknown, member: string, identity: string): boolean {
  return isPlainObject(element) && Object.hasOwn(element, member) && String(element[member]) === identity
}

function isElementPatches(patch: unknown): patch is ElementPatches<unknown> {
  return isPlainObject(patch) && patch.kind === 'elements' && isPlainObject(patch.patches)
}

function isRemove(patch: unknown): patch is Remove {
  return isPlainObject(patch) && patch.kind === 'remove' && Object.keys(patch).length === 1
}

function isPlainObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value) && !('$quantity' in value)
}
