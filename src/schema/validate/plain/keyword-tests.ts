import { isJsonObject, type JsonObject, type JsonValue } from '../../../model/index.ts'
import { isDuration } from '../../durations/duration-rules.ts'
import { hasFormat } from '../../formats/has-format.ts'
import { matches, refusalOf } from '../../patterns/known-patterns.ts'
import { isMultipleOf } from '../decimal.ts'
import { arrayTests } from './array-tests.ts'
import { objectTests } from './object-tests.ts'
import { comparable, listOf, type MakeTest, NotPlain, numberOf, type Test, textOf } from './test.ts'
import { unionTests } from './union-tests.ts'

/** What each keyword asks of a value. One that is neither here nor an annotation is left to Ajv. */
export const keywordTests: Readonly<Record<string, MakeTest>> = {
  ...objectTests,
  ...arrayTests,
  ...unionTests,
  type: typeTest,
  const: (node) => valueTest([node.const as JsonValue]),
  enum: (node) => valueTest(listOf(node, 'enum')),
  minimum: numberTest('minimum', (value, limit) => value >= limit),
  maximum: numberTest('maximum', (value, limit) => value <= limit),
  exclusiveMinimum: numberTest('exclusiveMinimum', (value, limit) => value > limit),
  exclusiveMaximum: numberTest('exclusiveMaximum', (value, limit) => value < limit),
  multipleOf: numberTest('multipleOf', isMultipleOf),
  minLength: (node) => {
    const least = numberOf(node, 'minLength')
    return ofText((text) => text.length >= least && [...text].length >= least)
  },
  maxLength: (node) => {
    const most = numberOf(node, 'maxLength')
    return ofText((text) => text.length <= most || [...text].length <= most)
  },
  pattern: (node) => {
    const pattern = textOf(node, 'pattern')
    if (refusalOf(pattern) !== undefined) throw new NotPlain()
    return ofText((text) => matches(pattern, text))
  },
  format: (node) => {
    const name = textOf(node, 'format')
    return ofText((text) => hasFormat(name, text))
  },
  'x-duration': (node) => {
    const form = textOf(node, 'x-duration')
    return ofText((text) => isDuration(form, text, node))
  },
}

function typeTest({ type }: JsonObject): Test {
  const tests = [type].flat().map((name) => {
    const test = typeof name === 'string' && Object.hasOwn(typeTests, name) ? typeTests[name] : undefined
    if (test === undefined) throw new NotPlain()
    return test
  })
  const [first, ...others] = tests
  if (first === undefined) throw new NotPlain()
  return others.length === 0 ? first : (value) => tests.some((test) => test(value))
}

const typeTests: Readonly<Record<string, Test>> = {
  null: (value) => value === null,
  boolean: (value) => typeof value === 'boolean',
  number: Number.isFinite,
  integer: Number.isInteger,
  string: (value) => typeof value === 'string',
  array: Array.isArray,
  object: isJsonObject,
}

function valueTest(values: readonly JsonValue[]): Test {
  const allowed = new Set(values.map(comparable))
  return (value) => allowed.has(comparable(value))
}

function numberTest(keyword: string, holds: (value: number, limit: number) => boolean): MakeTest {
  return (node) => {
    const limit = numberOf(node, keyword)
    return (value) => typeof value !== 'number' || holds(value, limit)
  }
}

function ofText(test: (text: string) => boolean): Test {
  return (value) => typeof value !== 'string' || test(value)
}
