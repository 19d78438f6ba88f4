import { matches } from '../patterns/known-patterns.ts'
import { textFormat } from './formats.ts'

/** Whether a text has a format; nothing has one that is not known. */
export function hasFormat(name: string, text: string): boolean {
  const format = textFormat(name)
  if (format === undefined) return false
  return [...text].length <= (format.maxLength ?? Number.POSITIVE_INFINITY) && matches(format.pattern, text)
}
