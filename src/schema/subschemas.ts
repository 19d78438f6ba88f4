import { appendPointer, isJsonObject, type JsonObject, type JsonValue } from '../model/index.ts'
import type { SchemaNode } from './position.ts'

/** Keywords that hold subschemas: one, a list, or one a name. */
export const subschemaKeywords: Readonly<Record<'single' | 'lists' | 'maps', readonly string[]>> = {
  single: ['additionalProperties', 'items', 'contains', 'propertyNames', 'not', 'if', 'then', 'else'],
  lists: ['allOf', 'anyOf', 'oneOf', 'prefixItems'],
  maps: ['properties', 'patternProperties', 'dependentSchemas', '$defs'],
}
const { single, lists, maps } = subschemaKeywords

/** One subschema with the keyword that it stands under ('' for the root). */
export interface Subschema extends SchemaNode {
  readonly keyword: string
  readonly parent: SchemaNode | undefined
}

/** A place where a subschema belongs, whatever is there. */
export interface SubschemaPlace {
  readonly keyword: string
  readonly pointer: string
  readonly value: JsonValue | undefined
}

/** The places of the subschemas right below a schema, boolean ones among them. */
export function childPlaces({ pointer, node }: SchemaNode): SubschemaPlace[] {
  const places: SubschemaPlace[] = []
  for (const keyword of single) {
    const value = node[keyword]
    if (value !== undefined) places.push({ keyword, pointer: `${pointer}/${keyword}`, value })
  }
  for (const keyword of lists) {
    const list = node[keyword]
    if (!Array.isArray(list)) continue
    for (const [index, value] of list.entries())
      places.push({ keyword, pointer: `${pointer}/${keyword}/${index}`, value })
  }
  for (const keyword of maps) {
    const map = node[keyword]
    if (!isJsonObject(map)) continue
    for (const name of Object.keys(map)) {
      places.push({ keyword, pointer: appendPointer(`${pointer}/${keyword}`, name), value: map[name] })
    }
  }
  return places
}

/** The subschemas right below `parent`. Boolean schemas are left out. */
export function childSchemas(parent: SchemaNode): Subschema[] {
  return childPlaces(parent).flatMap(({ keyword, pointer, value }) =>
    isJsonObject(value) ? [{ keyword, pointer, node: value, parent }] : [],
  )
}

/** Every subschema of a document, the root first, parents before children. */
export function allSubschemas(document: JsonObject): Subschema[] {
  const root: Subschema = { pointer: '', node: document, keyword: '', parent: undefined }
  const subschemas: Subschema[] = []
  const visit = (subschema: Subschema): void => {
    subschemas.push(subschema)
    for (const child of childSchemas(subschema)) visit(child)
  }
  visit(root)
  return subschemas
}

/** The schema with every subschema replaced by what `change` makes of it, children first. */
export function mapSubschemas(node: JsonObject, change: (node: JsonObject) => JsonObject): JsonObject {
  const one = (value: JsonValue): JsonValue => (isJsonObject(value) ? mapSubschemas(value, change) : value)
  const mapped: Record<string, JsonValue> = {}
  for (const [keyword, value] of Object.entries(node)) {
    if (single.includes(keyword)) mapped[keyword] = one(value)
    else if (lists.includes(keyword) && Array.isArray(value)) mapped[keyword] = value.map(one)
    else if (maps.includes(keyword) && isJsonObject(value)) {
      mapped[keyword] = Object.fromEntries(Object.entries(value).map(([name, member]) => [name, one(member)]))
    } else mapped[keyword] = value
  }
  return change(mapped)
}
