import { readDocument } from '../../formats/index.ts'
import type { JsonValue, ManagedKey } from '../../model/index.ts'
import { type Content, maskSecrets } from '../../plan/index.ts'

type State = ReadonlyMap<string, ManagedKey>

/** A state by what can be compared of it. */
type Contents = ReadonlyMap<string, Content>

/**
 * Two states as they can be compared: where an apply put secrets into a key, both sides with references in the place of
 * these. What the history has is that already.
 */
export function comparableStates(
  before: State,
  after: State,
): { readonly before: Contents; readonly after: Contents } {
  const secretive = new Set(
    [...before, ...after].flatMap(([key, { secrets, template }]) => ((secrets ?? template) ? [key] : [])),
  )
  const comparable = (state: State) =>
    new Map(
      [...state].map(([key, managed]) => [key, secretive.has(key) ? withReferences(managed) : managed.bytes]),
    )
  return { before: comparable(before), after: comparable(after) }
}

function withReferences({ format, bytes, secrets, template }: ManagedKey): Content {
  if (secrets !== undefined) return { value: JSON.parse(new TextDecoder().decode(bytes)) as JsonValue } // canonical JSON
  const document = readDocument(bytes, format)
  if (document === undefined) return bytes
  return {
    value: maskSecrets({ document, applied: template, wanted: undefined, keysAt: () => ({ keys: [] }) }),
  }
}
