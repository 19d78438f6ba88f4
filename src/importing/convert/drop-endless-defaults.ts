import { appendPointer, isJsonObject, type JsonObject, type JsonValue } from '../../model/index.ts'
import { childSchemas, localReference } from '../../schema/index.ts'
import type { Conversion, Draft } from './conversion.ts'

/** Leaves out defaults of objects that could hold themselves: filled in, they would be filled in again inside. */
export function dropEndlessDefaults(document: JsonObject, conversion: Conversion): void {
  const visit = (node: JsonObject): void => {
    const draft = node as Draft // made here, and of nobody else's
    if (isJsonObject(draft.default) && holdsItself(document, draft)) {
      Reflect.deleteProperty(draft, 'default')
      const pointer = appendPointer(conversion.sources.get(draft) ?? '', 'default')
      conversion.notes.push({ pointer, message: 'is left out: it would be filled in again inside itself' })
    }
    for (const child of childSchemas({ pointer: '', node })) visit(child.node)
  }
  visit(document)
}

function holdsItself(document: JsonObject, start: JsonObject): boolean {
  const seen = new Set<JsonValue>()
  const leads = (node: JsonObject): boolean =>
    nextOf(document, node).some((next) => {
      if (next === start) return true
      if (seen.has(next)) return false
      seen.add(next)
      return leads(next)
    })
  return leads(start)
}

/** The subschemas below one, and the definition that it refers to. */
export function nextOf(document: JsonObject, node: JsonObject): JsonObject[] {
  const name = localReference(node.$ref)?.replace('/$defs/', '').replaceAll('~1', '/').replaceAll('~0', '~')
  const definitions = isJsonObject(document.$defs) ? document.$defs : {}
  const referred = name !== undefined && Object.hasOwn(definitions, name) ? definitions[name] : undefined
  const below = childSchemas({ pointer: '', node }).filter(({ keyword }) => keyword !== '$defs')
  return [...below.map((child) => child.node), ...(isJsonObject(referred) ? [referred] : [])]
}
