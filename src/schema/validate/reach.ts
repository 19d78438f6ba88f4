import { isJsonObject, type JsonValue, valueAt } from '../../model/index.ts'
import { localReference } from '../position.ts'
import type { Schema } from '../schema.ts'
import { childPlaces, type SubschemaPlace } from '../subschemas.ts'

/** Keywords whose subschemas look at the same value as the schema that holds them. */
export const inPlace: readonly string[] = [
  ...['allOf', 'anyOf', 'oneOf', 'not', 'if', 'then', 'else', 'dependentSchemas'],
]

/** Whether what is at `pointer` says something, through references too, of the very value that `start` is about. */
export function reachesHere(schema: Schema, start: string, pointer: string): boolean {
  return reachOf(here, schema, start).has(pointer)
}

/** Whether what is at `pointer` says something of that value or of anything in it. */
export function reachesInside(schema: Schema, start: string, pointer: string): boolean {
  return reachOf(inside, schema, start).has(pointer)
}

interface Reach {
  readonly follows: (child: SubschemaPlace) => boolean
  readonly bySchema: WeakMap<Schema, Map<string, ReadonlySet<string>>>
}

const here: Reach = { follows: ({ keyword }) => inPlace.includes(keyword), bySchema: new WeakMap() }
const inside: Reach = { follows: ({ keyword }) => keyword !== '$defs', bySchema: new WeakMap() }

function reachOf({ follows, bySchema }: Reach, schema: Schema, start: string): ReadonlySet<string> {
  const reachByPointer = bySchema.get(schema) ?? new Map<string, ReadonlySet<string>>()
  bySchema.set(schema, reachByPointer)
  const reached = reachByPointer.get(start) ?? collect(schema, start, follows)
  reachByPointer.set(start, reached)
  return reached
}

/** The pointers of all subschemas that lie below `start`, or that these refer to, by way of what `follows` allows. */
function collect(schema: Schema, start: string, follows: Reach['follows']): Set<string> {
  const reached = new Set<string>()
  const pending = startsOf(valueAt(schema.document, start), start)
  for (let pointer = pending.pop(); pointer !== undefined; pointer = pending.pop()) {
    const node = reached.has(pointer) ? undefined : valueAt(schema.document, pointer)
    if (node === undefined) continue
    reached.add(pointer)
    if (!isJsonObject(node)) continue
    const target = localReference(node.$ref)
    if (target !== undefined) pending.push(target)
    const children = childPlaces({ pointer, node }).filter(follows)
    pending.push(...children.map((child) => child.pointer))
  }
  return reached
}

function startsOf(value: JsonValue | undefined, pointer: string): string[] {
  return Array.isArray(value) ? value.map((_, index) => `${pointer}/${index}`) : [pointer]
}
