import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { JsonObject, JsonValue } from '../../src/model/index.ts'
import { checkValue, formatDuration, lintSchema, parseDuration } from '../../src/schema/index.ts'
import { durationSamples } from '../support/duration-samples.ts'
import { profileSchema, schemaOf } from './schema-of.ts'

const withField = (field: JsonObject) => schemaOf(profileSchema({ properties: { x: field } }))
const timeout: JsonObject = { type: 'string', 'x-duration': 'go', 'x-unit': 's', minimum: 1, maximum: 300 }

async function messages(field: JsonObject, value: JsonValue): Promise<string[]> {
  return (await checkValue(withField(field), { x: value })).findings.map(
    ({ code, message, help }) => `${code} ${message}${help === undefined ? '' : `; ${help}`}`,
  )
}

describe.each(['go', 'iso'] as const)('a duration as %s writes it', (form) => {
  it.each<readonly [string, bigint]>([...durationSamples[form].valid])('%s', (text, nanoseconds) => {
    expect(parseDuration(form, text)).toBe(nanoseconds)
  })

  it.each(durationSamples[form].invalid)('is not %j', async (text) => {
    expect(parseDuration(form, text)).toBe(undefined)
    expect(await messages({ type: 'string', 'x-duration': form }, text)).toEqual([
      expect.stringMatching(/^wrong-format \/x must be a duration like/),
    ])
  })

  it('is read again as what was written', () => {
    fc.assert(
      fc.property(fc.bigInt({ min: 0n, max: 2n ** 63n - 1n }), (nanoseconds) => {
        expect(parseDuration(form, formatDuration(form, nanoseconds))).toBe(nanoseconds)
      }),
    )
  })
})

describe('a field that is a duration', () => {
  it('is bounded by numbers in its unit', async () => {
    expect(await lintSchema(withField(timeout))).toEqual([])
    expect(await messages(timeout, '5m')).toEqual([])
    expect(await messages(timeout, '5m1ns')).toEqual([
      'out-of-range /x must be 1..300 s (5 min), got "5m1ns"',
    ])
    expect(await messages(timeout, '999ms')).toHaveLength(1)
    expect(await messages({ ...timeout, exclusiveMinimum: 1 }, '1s')).toHaveLength(1)
  })

  it('takes what an author says in any unit of time, and has it as text', async () => {
    const quantity = (amount: number, text: string) => ({ $quantity: 'time', amount, text })
    const schema = withField({ ...timeout, 'x-duration': 'iso' })
    const given = { x: quantity(90_000, 'seconds(90)') }
    expect(await checkValue(schema, given)).toMatchObject({ value: { x: 'PT1M30S' }, findings: [] })
    const size = { x: { $quantity: 'size', amount: 1, text: 'bytes(1)' } }
    expect((await checkValue(schema, size)).findings.map(({ code }) => code)).toEqual(['wrong-dimension'])
  })

  it('of ISO has no years and months, which have no fixed length', async () => {
    const field: JsonObject = { type: 'string', 'x-duration': 'iso' }
    expect(await messages(field, 'P1M')).toEqual([
      'wrong-format /x must be a duration like PT15S or PT1H30M, got "P1M"; years and months have no fixed length: write days',
    ])
  })

  it.each<[string, JsonObject, string]>([
    [
      'another form',
      { type: 'string', 'x-duration': 'cron' },
      '/properties/x has the unknown duration "cron"',
    ],
    [
      'bounds without a unit',
      { type: 'string', 'x-duration': 'go', minimum: 1 },
      '/properties/x bounds a duration without a unit of time',
    ],
    [
      'a unit of another dimension',
      { type: 'string', 'x-duration': 'go', 'x-unit': 'KiB' },
      '/properties/x bounds a duration without a unit of time',
    ],
    [
      'a number',
      { type: 'number', 'x-duration': 'go' },
      '/properties/x has x-duration, which says nothing of what is not a string',
    ],
    [
      'a text or a number',
      { type: ['string', 'number'], 'x-duration': 'go' },
      '/properties/x is a duration as text, and takes number too',
    ],
    [
      'steps',
      { type: 'string', 'x-duration': 'go', multipleOf: 2 },
      '/properties/x has multipleOf, which says nothing of what is not a number',
    ],
    [
      'a default that is none',
      { type: 'string', 'x-duration': 'go', default: '5' },
      '/properties/x/default must be a duration like 15s or 1h30m, got "5"',
    ],
  ])('is refused with %s', async (_, field, message) => {
    expect((await lintSchema(withField(field))).map((each) => each.message)).toContain(message)
  })
})
