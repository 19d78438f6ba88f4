import { type JsonValue, jsonType } from '../model/index.ts'
import type { Position } from './position.ts'

/** The JSON types that a position names, in `type`, `enum` or `const`, sorted; `number` for integers too. */
export function statedTypes(position: Position): readonly string[] {
  const types = position.flatMap(({ node }): JsonValue[] => {
    if (node.type !== undefined) return Array.isArray(node.type) ? [...node.type] : [node.type]
    const values = Array.isArray(node.enum) ? node.enum : node.const === undefined ? [] : [node.const]
    return values.map(jsonType)
  })
  return [...new Set(types.map((type) => (type === 'integer' ? 'number' : String(type))))].sort()
}
