import { appendPointer, nearest } from '../../model/index.ts'
import { memberNames, memberPosition, type Position, positionAt, withAllBranches } from '../position.ts'
import type { Schema } from '../schema.ts'

const deepest = 8
const mostListed = 12

/**
 * What to do about the unknown key `name` of the object at `pointer`, where `position` refused it; `meant` is the
 * sibling it looks like.
 */
export function suggestKey(
  schema: Schema,
  {
    pointer,
    position,
    name,
  }: { readonly pointer: string; readonly position: Position; readonly name: string },
): { readonly help: string; readonly meant?: string } {
  const siblings = memberNames(withAllBranches(schema, position)).filter((each) => each !== name)
  const nearestName = nearest(name, siblings)
  const elsewhere = findPlaces(schema, name).filter((place) => place !== pointer)
  const below = elsewhere.find((place) => place.startsWith(`${pointer}/`)) ?? elsewhere[0]
  if (nearestName !== undefined) {
    const also = below === undefined ? '' : `, or ${appendPointer(below, name)}`
    return { help: `did you mean ${nearestName}${also}?`, meant: nearestName }
  }
  if (below !== undefined)
    return { help: `${name} belongs in ${below === '' ? 'the document itself' : below}` }
  return { help: listSiblings(siblings) }
}

/** Pointers of the objects in which the schema knows `name`, the least deep first. Free names (`*`) are left out. */
function findPlaces(schema: Schema, name: string): string[] {
  const places: string[] = []
  let level: { pointer: string; position: Position }[] = [{ pointer: '', position: positionAt(schema, '') }]
  for (let depth = 0; depth < deepest && level.length > 0; depth++) {
    const next: typeof level = []
    for (const { pointer, position } of level) {
      const all = withAllBranches(schema, position)
      for (const member of memberNames(all)) {
        if (member === name) places.push(pointer)
        next.push({ pointer: appendPointer(pointer, member), position: memberPosition(schema, all, member) })
      }
    }
    level = next
  }
  return places
}

function listSiblings(siblings: readonly string[]): string {
  if (siblings.length === 0) return 'no key is allowed here'
  const listed = siblings.slice(0, mostListed).join(', ')
  return siblings.length <= mostListed ? `known here: ${listed}` : `known here: ${listed}, …`
}
