import { decodePointer, isJsonObject, type JsonValue } from '../../model/index.ts'
import type { KeysAt } from '../../plan/index.ts'

/** The element of a list whose `member` is `identity`: `patchElements(member, { identity: … })`. */
export interface ElementStep {
  readonly member: string
  readonly identity: string
}

/** A member of an object, or an element of the list that the step before leads to. */
export type PatchStep = string | ElementStep

/** Where a patch says something, and what: no value means that it is removed. */
export interface PatchEntry {
  readonly path: readonly PatchStep[]
  readonly value?: JsonValue
}

/** A path as one text: the same for the same place. */
export function pathText(path: readonly PatchStep[]): string {
  return JSON.stringify(path)
}

/** True where an element of a list is patched. */
export function patchesElement({ path }: Pick<PatchEntry, 'path'>): boolean {
  return path.some((step) => typeof step !== 'string')
}

/** Two documents, walked side by side from the same pointer on. */
interface Walk {
  readonly from: JsonValue | undefined
  readonly to: JsonValue | undefined
  readonly pointer: string
}

/**
 * What a patch says so that the value at `pointer` of the old document is that of the new one. An element that is known by
 * one member is patched; any other list is replaced whole.
 */
export function patchEntry(
  documents: { readonly from: JsonValue; readonly to: JsonValue },
  pointer: string,
  keysAt: KeysAt,
): PatchEntry {
  const path: PatchStep[] = []
  let at: Walk = { ...documents, pointer: '' }
  for (const token of decodePointer(pointer)) {
    if (Array.isArray(at.from)) {
      const step = elementStep(at, token, keysAt)
      if (step === undefined) break
      path.push(step)
    } else path.push(token)
    at = inside(at, token, path.at(-1))
  }
  return { path, ...(at.to !== undefined && { value: at.to }) }
}

function inside({ from, to, pointer }: Walk, token: string, step: PatchStep | undefined): Walk {
  const next = `${pointer}/${token.replaceAll('~', '~0').replaceAll('/', '~1')}`
  if (Array.isArray(from) && Array.isArray(to) && typeof step === 'object')
    return { from: from[Number(token)], to: to.find((each) => isKnownBy(each, step)), pointer: next }
  return { from: memberOf(from, token), to: memberOf(to, token), pointer: next }
}

function memberOf(value: JsonValue | undefined, name: string): JsonValue | undefined {
  return value !== undefined && isJsonObject(value) && Object.hasOwn(value, name) ? value[name] : undefined
}

/** The member that tells this element from all others, before and after. */
function elementStep({ from, to, pointer }: Walk, token: string, keysAt: KeysAt): ElementStep | undefined {
  if (!Array.isArray(from) || !Array.isArray(to)) return undefined
  for (const [member, ...more] of keysAt(pointer).keys) {
    const identity = memberOf(from[Number(token)], member ?? '')
    if (
      more.length > 0 ||
      identity === '__proto__' ||
      (typeof identity !== 'string' && typeof identity !== 'number')
    )
      continue
    const step = { member: member ?? '', identity: String(identity) }
    const isOne = (list: readonly JsonValue[]) => list.filter((each) => isKnownBy(each, step)).length === 1
    if (isOne(from) && isOne(to)) return step
  }
  return undefined
}

function isKnownBy(value: JsonValue, { member, identity }: ElementStep): boolean {
  const found = memberOf(value, member)
  return (typeof found === 'string' || typeof found === 'number') && String(found) === identity
}
