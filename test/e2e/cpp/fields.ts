import { appendPointer, isJsonObject, type JsonObject, type JsonValue } from '../../../src/model/index.ts'
import { memberPosition, type Position, positionAt, type Schema } from '../../../src/schema/index.ts'
import { allSubschemas } from '../../../src/schema/subschemas.ts'

/** A field that a schema declares, by the pointer of its subschema. */
export function declaredFields(schema: Schema): string[] {
  return allSubschemas(schema.document)
    .filter(({ keyword, pointer }) => keyword === 'properties' && !isCondition(pointer))
    .map(({ pointer }) => pointer)
}

/** What only restricts a field that is declared elsewhere. */
function isCondition(pointer: string): boolean {
  return /\/(if|then|else|not|contains|propertyNames|dependentSchemas)(\/|$)/.test(pointer)
}

/** One field in one document. */
export interface FieldUse {
  readonly field: string
  /** Where it is in the document. */
  readonly pointer: string
}

/** The declared fields that a document has, with where. */
export function fieldsIn(schema: Schema, document: JsonValue): FieldUse[] {
  const found: FieldUse[] = []
  const visit = (position: Position, value: JsonValue, pointer: string): void => {
    const all = withBranches(schema, position)
    if (Array.isArray(value)) {
      for (const [index, element] of value.entries()) {
        const inner = all.flatMap(({ pointer: at, node }) => {
          const prefix = Array.isArray(node.prefixItems) && index < node.prefixItems.length
          return positionAt(schema, prefix ? `${at}/prefixItems/${index}` : `${at}/items`)
        })
        visit(inner, element, `${pointer}/${index}`)
      }
    } else if (isJsonObject(value)) {
      for (const name of Object.keys(value)) {
        const at = appendPointer(pointer, name)
        for (const { pointer: holder, node } of all) {
          if (isJsonObject(node.properties) && Object.hasOwn(node.properties, name)) {
            found.push({ field: appendPointer(`${holder}/properties`, name), pointer: at })
          }
        }
        visit(memberPosition(schema, all, name), (value as JsonObject)[name] as JsonValue, at)
      }
    }
  }
  visit(positionAt(schema, ''), document, '')
  return found
}

function withBranches(schema: Schema, position: Position): Position {
  const branches = position.flatMap(({ pointer, node }) =>
    ['anyOf', 'oneOf'].flatMap((keyword) =>
      (Array.isArray(node[keyword]) ? node[keyword] : []).map((_: JsonValue, index: number) =>
        positionAt(schema, `${pointer}/${keyword}/${index}`),
      ),
    ),
  )
  return branches.length === 0
    ? position
    : [...position, ...branches.flatMap((each) => withBranches(schema, each))]
}
