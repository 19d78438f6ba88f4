import { isJsonObject, valueAt } from '../../model/index.ts'
import { childSchemas, localReference, type Schema } from '../../schema/index.ts'
import type { Inexpressible } from './shape.ts'

/** Subschemas that come back to themselves without a step down in the value: following them would never end. */
export function endlessReferences(schema: Schema): Inexpressible[] {
  const endless = new Set<string>()
  const done = new Set<string>()
  const visit = (pointer: string, above: readonly string[]): void => {
    if (above.includes(pointer)) endless.add(above.slice(above.indexOf(pointer)).sort()[0] ?? pointer)
    if (done.has(pointer) || above.includes(pointer)) return
    for (const next of sameValue(schema, pointer)) visit(next, [...above, pointer])
    done.add(pointer)
  }
  const visitAll = (pointer: string): void => {
    visit(pointer, [])
    for (const child of childrenOf(schema, pointer)) visitAll(child.pointer)
  }
  visitAll('')
  return [...endless].map((at) => ({
    at,
    message: `${at} refers to itself without a step down in the value`,
    help: 'take one of the references out',
  }))
}

/** Keywords whose subschemas are about the value itself. */
const inPlace = ['allOf', 'anyOf', 'oneOf', 'not', 'if', 'then', 'else', 'dependentSchemas']

function sameValue(schema: Schema, pointer: string): string[] {
  const children = childrenOf(schema, pointer).filter(({ keyword }) => inPlace.includes(keyword))
  const node = valueAt(schema.document, pointer)
  const target = isJsonObject(node) ? localReference(node.$ref) : undefined
  return [...children.map((child) => child.pointer), ...(target === undefined ? [] : [target])]
}

function childrenOf({ document }: Schema, pointer: string): ReturnType<typeof childSchemas> {
  const node = valueAt(document, pointer)
  return isJsonObject(node) ? childSchemas({ pointer, node }) : []
}
