import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { holdsValue, loadFormats, readDocument, writeDocument } from '../../src/formats/index.ts'
import {
  canonicalJson,
  type DocumentFormat,
  documentFormats,
  findNonJson,
  type JsonValue,
} from '../../src/model/index.ts'

await loadFormats(documentFormats)

const jsonValue = fc.jsonValue().filter((value) => findNonJson(value).length === 0) as fc.Arbitrary<JsonValue>
const withoutNull = jsonValue
  .filter((value) => typeof value === 'object' && value !== null && !Array.isArray(value))
  .filter((value) => !canonicalJson(value).includes('null'))

const valuesOf: { readonly [format in DocumentFormat]: fc.Arbitrary<JsonValue> } = {
  json: jsonValue,
  'pretty-json': jsonValue,
  yaml: jsonValue,
  toml: withoutNull,
  env: fc.dictionary(
    fc.stringMatching(/^[A-Za-z_]\w{0,8}$/),
    fc.string({ unit: 'grapheme' }).filter((text) => !/[\n\r\0]/.test(text)),
  ),
  text: fc.string({ unit: 'grapheme' }),
  number: jsonValue.filter((value) => typeof value === 'number'),
  binary: fc.uint8Array().map((bytes) => Buffer.from(bytes).toString('base64')),
}

describe.each(documentFormats)('%s', (format) => {
  it('gives back every value that it can carry, and writes it the same way again', () => {
    fc.assert(
      fc.property(valuesOf[format], (value) => {
        const outcome = writeDocument(value, format)
        if (!('bytes' in outcome)) throw new Error(outcome.problem)
        const again = readDocument(outcome.bytes, format)
        expect(again).toEqual(JSON.parse(canonicalJson(value)))
        expect(holdsValue(outcome.bytes, value, format)).toBe(true)
        expect(writeDocument(again as JsonValue, format)).toEqual(outcome)
      }),
      { numRuns: 400 },
    )
  })
})
