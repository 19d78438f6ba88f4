import { findKeyword, memberNames, memberPosition, type Position, positionAt, unionsOf } from '../position.ts'
import { partAt, type Schema } from '../schema.ts'
import { nameOf, type ProfileBreak } from './profile-break.ts'

/** Leaves that neither state an effect nor stand below one that does. Walks as values do, through `$ref`. */
export function lintEffects(schema: Schema): ProfileBreak[] {
  const missing = new Set<string>()
  const seen = new Set<string>()
  const visit = (position: Position): void => {
    const pointer = position[0]?.pointer
    if (pointer === undefined || seen.has(pointer) || findKeyword(position, 'x-effect') !== undefined) return
    seen.add(pointer)
    const children = childPositions(schema, position)
    if (children.length === 0) missing.add(pointer)
    for (const child of children) visit(child)
  }
  visit(positionAt(schema, ''))
  return [...missing].map((pointer) => ({
    at: pointer,
    message: `${nameOf(partAt(schema, pointer)?.at ?? pointer)} has no x-effect, and nothing above it has one`,
    help: 'add "x-effect": live, restart or none here, or on an object above for all that is in it',
  }))
}

function childPositions(schema: Schema, position: Position): Position[] {
  const members = memberNames(position).map((name) => memberPosition(schema, position, name))
  const others = position.flatMap(({ pointer, node }) => [
    positionAt(schema, `${pointer}/additionalProperties`),
    positionAt(schema, `${pointer}/items`),
    ...(Array.isArray(node.prefixItems)
      ? node.prefixItems.map((_, index) => positionAt(schema, `${pointer}/prefixItems/${index}`))
      : []),
  ])
  return [...members, ...others, ...unionsOf(schema, position).flat()].filter((child) => child.length > 0)
}
