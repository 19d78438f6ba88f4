import {
  isDate,
  isDateTime,
  isDuration,
  isEmail,
  isHostname,
  isIPv4,
  isIPv6,
  isJsonPointer,
  isTime,
  isUri,
  isUriReference,
  isUuid,
} from '@hyperjump/json-schema-formats'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { formatNames, textFormat } from '../../src/schema/formats/formats.ts'
import { checkValue, hasFormat, lintSchema } from '../../src/schema/index.ts'
import { compilePattern } from '../../src/schema/patterns/compile-pattern.ts'
import { knowPatterns } from '../../src/schema/patterns/known-patterns.ts'
import { formatSamples, nearFormat } from '../support/format-samples.ts'
import { profileSchema, schemaOf } from './schema-of.ts'

const runs = Number(process.env.SCHEMA_RUNS ?? 100) * 10

/** Another implementation, from the same RFCs; it has no networks. */
const peers: Readonly<Record<string, (text: string) => boolean>> = {
  date: isDate,
  'date-time': isDateTime,
  time: isTime,
  duration: isDuration,
  ipv4: isIPv4,
  ipv6: isIPv6,
  hostname: isHostname,
  // It throws at a literal address of a tag that it does not know.
  email: (text) => {
    try {
      return isEmail(text)
    } catch {
      return false
    }
  },
  uri: isUri,
  'uri-reference': isUriReference,
  uuid: isUuid,
  'json-pointer': isJsonPointer,
}

const withFormat = (format: string) =>
  schemaOf(profileSchema({ properties: { x: { type: 'string', format } } }))

describe.each(formatNames)('the format %s', (name) => {
  it.each(formatSamples[name]?.valid ?? [])('takes %j', async (text) => {
    expect((await checkValue(withFormat(name), { x: text })).findings).toEqual([])
  })

  it.each(formatSamples[name]?.invalid ?? [])('refuses %j', async (text) => {
    const { findings } = await checkValue(withFormat(name), { x: text })
    expect(findings.map(({ code, message }) => `${code} ${message}`)).toEqual([
      expect.stringMatching(/^wrong-format \/x must be (a|an) .*, got "/),
    ])
  })

  it('is one that generated code can carry, and matched in linear time', async () => {
    const pattern = textFormat(name)?.pattern ?? ''
    expect((await compilePattern(pattern, { isPortable: true })).steps.length).toBeLessThan(3000)
  })
})

it.each(Object.keys(peers))('the format %s is what another implementation of its RFC takes', async (name) => {
  await knowPatterns({ format: name })
  fc.assert(
    fc.property(nearFormat(name), (text) => {
      // A leap second is none here, and no name is longer than DNS carries.
      fc.pre(!/:60/.test(text) && text.length < 200)
      expect(hasFormat(name, text), text).toBe(peers[name]?.(text))
    }),
    { numRuns: runs },
  )
})

describe('a format', () => {
  it('of any name but those of the list is refused with the list', async () => {
    const [unknown] = await lintSchema(withFormat('phone'))
    expect(unknown).toMatchObject({
      message: '/properties/x has the unknown format "phone"',
      help: `one of ${formatNames.join(', ')}; or use pattern`,
    })
    const [near] = await lintSchema(withFormat('datetime'))
    expect(near?.help).toBe('did you mean date-time?')
  })

  it('says nothing of what is no text', async () => {
    const schema = schemaOf(
      profileSchema({ properties: { x: { type: 'integer', minimum: 0, maximum: 1, format: 'date' } } }),
    )
    expect((await lintSchema(schema)).map(({ message }) => message)).toEqual([
      '/properties/x has format, which says nothing of what is not a string',
    ])
  })

  it('holds for a default, in a condition, and for names', async () => {
    const schema = schemaOf(
      profileSchema({
        properties: {
          a: { type: 'string', format: 'date', default: 'soon' },
        },
      }),
    )
    expect((await lintSchema(schema)).map(({ message }) => message)).toEqual([
      '/properties/a/default must be a date like 2026-02-28, got "soon"',
    ])
    const names = schemaOf({
      ...profileSchema({ propertyNames: { type: 'string', format: 'ipv4' } }),
      additionalProperties: { type: 'boolean' },
    })
    expect((await checkValue(names, { '1.2.3.4': true })).findings).toEqual([])
    expect((await checkValue(names, { host: true })).findings).toHaveLength(1)
  })

  it('is known in full: each has its samples', () => {
    expect(Object.keys(formatSamples)).toEqual(formatNames)
  })
})
