import { appendPointer, type Diagnostic, formatPlace, type JsonObject } from '../../model/index.ts'
import { childSchemas, placeInSchema, type Schema, type SchemaNode } from '../../schema/index.ts'
import type { Conversion, Draft } from './conversion.ts'

/** A schema with what is wrong in it. */
interface Broken {
  readonly schema: Schema
  readonly diagnostics: readonly Diagnostic[]
  readonly conversion: Conversion
}

/** Keywords without which a schema means something else altogether. */
const kept = new Set(['$schema', '$ref', '$defs', 'type', 'properties', 'allOf', 'anyOf', 'oneOf'])

/** Leaves out the keywords at which a schema breaks the house profile; false where that is not to be done. */
export function repair(converted: JsonObject, { schema, diagnostics, conversion }: Broken): boolean {
  const places = new Map(
    diagnostics.map(({ at, message }) => [at === undefined ? '' : formatPlace(at), message]),
  )
  let isRepaired = false
  const visit = ({ pointer, node }: SchemaNode): void => {
    const draft = node as Draft // made here, and of nobody else's
    for (const keyword of Object.keys(draft)) {
      if (kept.has(keyword)) continue
      const message = places.get(formatPlace(placeInSchema(schema, appendPointer(pointer, keyword))))
      const inside =
        keyword === 'default' ? messageInside(places, schema, appendPointer(pointer, keyword)) : undefined
      if ((message ?? inside) === undefined) continue
      Reflect.deleteProperty(draft, keyword)
      if (keyword !== 'default') conversion.lossy.add(draft)
      conversion.notes.push({
        pointer: appendPointer(conversion.sources.get(draft) ?? '', keyword),
        message: `is left out: ${message ?? inside}`,
      })
      isRepaired = true
    }
    for (const child of childSchemas({ pointer, node })) visit(child)
  }
  visit({ pointer: '', node: converted })
  return isRepaired
}

/** A default is refused at the part of it that is wrong. */
function messageInside(
  places: ReadonlyMap<string, string>,
  schema: Schema,
  pointer: string,
): string | undefined {
  const { line, column, length = 0 } = placeInSchema(schema, pointer)
  for (const [place, message] of places) {
    const [, at, from] = /:(\d+):(\d+)$/.exec(place) ?? []
    const isWithin = Number(at) === line && Number(from) >= column && Number(from) < column + length
    if (isWithin && message.includes('default')) return message
  }
  return undefined
}
