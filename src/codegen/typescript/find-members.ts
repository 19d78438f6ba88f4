import { appendPointer, isJsonObject, type JsonObject, type JsonValue } from '../../model/index.ts'
import {
  describePattern,
  findKeyword,
  memberPosition,
  type Position,
  positionAt,
  type Schema,
} from '../../schema/index.ts'
import { annotationsOf } from './annotations.ts'

/** What a position says of a member of an object, or of members whose names it leaves free. */
export interface FoundMember {
  readonly position: Position
  /** The schema of it is `false`. */
  readonly isForbidden: boolean
  readonly effect: JsonValue | undefined
  readonly annotations: JsonObject
}

export interface NamedMember extends FoundMember {
  readonly name: string
  readonly isRequired: boolean
  readonly hasDefault: boolean
}

export interface FreeMembers extends FoundMember {
  /** What the names begin with, as far as that alone tells them apart; undefined for names of any form. */
  readonly prefix: string | undefined
}

/** As the schema declares them, those of `allOf` last; then what is required without being declared. */
export function namedMembers(schema: Schema, own: Position, inherited: JsonValue | undefined): NamedMember[] {
  const required = new Set(
    own.flatMap(({ node }) => (Array.isArray(node.required) ? node.required.map(String) : [])),
  )
  const maps = own.map(({ node }) => (isJsonObject(node.properties) ? node.properties : {}))
  const names = new Set([...maps.flatMap((properties) => Object.keys(properties)), ...required])
  return [...names].map((name) => {
    const position = memberPosition(schema, own, name)
    const effect = findKeyword(position, 'x-effect')?.value ?? inherited
    return {
      name,
      position,
      effect,
      isForbidden: maps.some((properties) => Object.hasOwn(properties, name) && properties[name] === false),
      isRequired: required.has(name),
      hasDefault: findKeyword(position, 'default') !== undefined,
      annotations: annotationsOf(schema, position, { effect }),
    }
  })
}

/** Names that the schema leaves free: those of a pattern each, then all others. */
export function freeMembers(schema: Schema, own: Position, effect: JsonValue | undefined): FreeMembers[] {
  const patterns = own.flatMap(({ pointer, node }) =>
    Object.entries(isJsonObject(node.patternProperties) ? node.patternProperties : {}).map(
      ([pattern, value]) => {
        const position = positionAt(schema, appendPointer(`${pointer}/patternProperties`, pattern))
        const form = describePattern([{ pointer, node: { pattern } }]) ?? ''
        const annotations = annotationsOf(schema, position, { effect, form })
        return { prefix: prefixOf(pattern), position, isForbidden: value === false, effect, annotations }
      },
    ),
  )
  const others = otherMembers(schema, own, effect)
  return others === undefined ? patterns : [...patterns, others]
}

/** Names of any form; undefined where there may be none. */
function otherMembers(schema: Schema, own: Position, effect: JsonValue | undefined): FreeMembers | undefined {
  const stated = own.filter(({ node }) => node.additionalProperties !== undefined)
  if (stated.some(({ node }) => node.additionalProperties === false)) return undefined
  const [first] = stated
  const leading = { prefix: undefined, isForbidden: false, effect }
  if (first === undefined) return { ...leading, position: [], annotations: {} }
  const position = positionAt(schema, `${first.pointer}/additionalProperties`)
  return { ...leading, position, annotations: annotationsOf(schema, position, { effect }) }
}

/** `^x-[a-z]+$` → `x-`: the text that all names of this form begin with. */
function prefixOf(pattern: string): string | undefined {
  const prefix = /^\^([\w-]*)(?![\w?*{|+-])/.exec(pattern)?.[1]
  const isOne =
    prefix !== undefined && prefix !== '' && !/\||[?*{]$/.test(pattern.slice(0, prefix.length + 2))
  return isOne ? prefix : undefined
}
