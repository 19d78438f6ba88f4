import { canonicalJson, type JsonValue, jsonType } from '../../model/index.ts'
import type { Position } from '../../schema/index.ts'

export type TypeName = 'null' | 'boolean' | 'integer' | 'number' | 'string' | 'array' | 'object'

/** The types that every `type` of a position allows, within others; undefined where nothing states one. */
export function allowedTypes(
  position: Position,
  within?: ReadonlySet<TypeName>,
): ReadonlySet<TypeName> | undefined {
  const stated = position.flatMap(({ node }) =>
    node.type === undefined ? [] : [new Set([node.type].flat() as TypeName[])],
  )
  const all = within === undefined ? stated : [...stated, within]
  return all.reduce<ReadonlySet<TypeName> | undefined>(
    (types, more) => (types === undefined ? more : common(types, more)),
    undefined,
  )
}

/** An integer is a number too. */
function common(a: ReadonlySet<TypeName>, b: ReadonlySet<TypeName>): ReadonlySet<TypeName> {
  const isIn = (types: ReadonlySet<TypeName>, type: TypeName): boolean =>
    types.has(type) || (type === 'integer' && types.has('number'))
  const kept = [...new Set([...a, ...b])].filter((type) => isIn(a, type) && isIn(b, type))
  return new Set(kept.includes('number') ? kept.filter((type) => type !== 'integer') : kept)
}

/** The values that every `enum` and `const` of a position allows, of its types; undefined where nothing lists any. */
export function choicesOf(position: Position): readonly JsonValue[] | undefined {
  const lists = position.flatMap(({ node }) => [
    ...(Array.isArray(node.enum) ? [node.enum as readonly JsonValue[]] : []),
    ...(node.const === undefined ? [] : [[node.const]]),
  ])
  const [first, ...rest] = lists
  if (first === undefined) return undefined
  const types = allowedTypes(position)
  const texts = rest.map((list) => new Set(list.map(canonicalJson)))
  return first.filter((choice) => {
    const type = typeOf(choice)
    const isAllowed = types === undefined || types.has(type) || (type === 'integer' && types.has('number'))
    return isAllowed && texts.every((list) => list.has(canonicalJson(choice)))
  })
}

function typeOf(value: JsonValue): TypeName {
  if (typeof value === 'number') return Number.isInteger(value) ? 'integer' : 'number'
  return jsonType(value) as TypeName
}
