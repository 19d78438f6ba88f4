import type { JsonValue } from '../model/index.ts'
import { describeRange, findKeyword, type Position, positionAt, type Schema } from '../schema/index.ts'
import { commentOf } from './ts-comment.ts'

/** The comment on a place, and for a list what each of its elements may be, as far as the type does not say it. */
export function commentOn(schema: Schema, position: Position, effect: JsonValue | undefined): string {
  // What a definition says of its elements stands there.
  const [own] = position
  const element = own === undefined ? [] : positionAt(schema, `${own.pointer}/items`)
  const isTyped = findKeyword(element, 'enum') ?? findKeyword(element, 'const')
  const range = isTyped === undefined ? describeRange(element) : undefined
  const each = range === undefined ? '' : `each ${range}`.replaceAll('*/', '*\\/')
  return [commentOf(position, effect), each].filter((line) => line !== '').join('\n')
}
