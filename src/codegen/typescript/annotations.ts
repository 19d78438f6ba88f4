import type { JsonObject, JsonValue } from '../../model/index.ts'
import { describeRange, findKeyword, type Position, positionAt, type Schema } from '../../schema/index.ts'
import { commentOf } from '../comment.ts'

/** What stands above a place: its comment, for a list also what each of its elements may be, and that it is deprecated. */
export function annotationsOf(
  schema: Schema,
  position: Position,
  { effect, form = '' }: { readonly effect: JsonValue | undefined; readonly form?: string },
): JsonObject {
  // What a definition says of its elements stands there.
  const [own] = position
  const element = own === undefined ? [] : positionAt(schema, `${own.pointer}/items`)
  const isTyped = findKeyword(element, 'enum') ?? findKeyword(element, 'const')
  const range = isTyped === undefined ? describeRange(element) : undefined
  const comment = [commentOf(position, effect), range === undefined ? '' : `each ${range}`]
  const stated = [form, comment.filter(Boolean).join('\n')].filter(Boolean).join(' · ')
  // As a keyword it would come first, and take all that follows for its reason.
  const tag = findKeyword(position, 'deprecated')?.value === true ? '@deprecated' : ''
  return describe([stated, tag].filter(Boolean).join('\n'))
}

/** As the `description` that becomes the comment; nothing for nothing. */
export function describe(comment: string): JsonObject {
  // The end of a comment, written so that it is none.
  const text = comment.replaceAll('*/', '*\\/').replace(/\r\n|[\r\u2028\u2029]/g, '\n')
  return text === '' ? {} : { description: text }
}
