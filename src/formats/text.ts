import type { Format } from './format.ts'

/** The document is a text, and stands there as it is. */
export const text: Format = {
  name: 'text',
  read: (bytes) => ({ value: bytes }),
  write: (value) =>
    typeof value === 'string'
      ? { text: value }
      : { pointer: '', problem: 'the document is not a text, and its format is text' },
}
