import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { publishedNames, publishedSchema } from '../support/published/schemas.ts'

const script = new URL('../../scripts/quick-check.mjs', import.meta.url).href
const { dialectCheckModule } = (await import(/* @vite-ignore */ script)) as {
  readonly dialectCheckModule: () => string
}
const { quickCheck } = (await import(`data:text/javascript,${encodeURIComponent(dialectCheckModule())}`)) as {
  readonly quickCheck: (schema: unknown) => boolean
}

describe('what the build puts in the place of the dialect’s validator', () => {
  it.each([
    [{}, true],
    [{ type: 'object', properties: { a: { minimum: 1 } }, $defs: { b: true } }, true],
    [{ type: ['string', 'null'], required: ['a', 'b'] }, true],
    [{ type: 'objekt' }, false],
    [{ type: ['string', 'string'] }, false],
    [{ required: ['a', 'a'] }, false],
    [{ properties: { a: { items: { minimum: 'x' } } } }, false],
    [{ $defs: { a: { allOf: [] } } }, false],
    [{ $defs: { a: 5 } }, false],
    [[], false],
  ])('says of %j: %s', (schema, isRight) => {
    expect(quickCheck(schema)).toBe(isRight)
  })

  it.each(publishedNames)('takes %s', (name) => {
    expect(quickCheck(publishedSchema(name).document)).toBe(true)
  })

  it('takes a schema of a workspace', () => {
    const file = join(import.meta.dirname, '../../src/agent/settings/agent.schema.json')
    expect(quickCheck(JSON.parse(readFileSync(file, 'utf8')))).toBe(true)
  })
})
