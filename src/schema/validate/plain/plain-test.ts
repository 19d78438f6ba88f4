import { isJsonObject, isSecretReference, type JsonObject, type JsonValue } from '../../../model/index.ts'
import { knowPatterns } from '../../patterns/known-patterns.ts'
import type { Schema } from '../../schema.ts'
import { isSecretMark } from '../../secret-mark.ts'
import { keywordTests } from './keyword-tests.ts'
import { type Making, NotPlain, type Test } from './test.ts'

/** From here on Ajv is faster, once it is compiled: a collection has more documents, a workspace fewer. */
const mostValues = 5_000

const asked = new WeakMap<Schema, number>()

/**
 * True of a value that suits its schema, which is told without Ajv: that takes a tenth of a second to load and as long
 * again to compile a large schema, and most values are sound. False where Ajv has to be asked.
 */
export async function isSurelyValid(schema: Schema, value: JsonValue): Promise<boolean> {
  const times = asked.get(schema) ?? 0
  if (times >= mostValues) return false
  asked.set(schema, times + 1)
  return (await plainTestOf(schema))?.(value) === true
}

const tests = new WeakMap<Schema, Promise<Test | undefined>>()

/** Tells whether a value suits a schema. Undefined where the schema says anything that Ajv might refuse. */
export function plainTestOf(schema: Schema): Promise<Test | undefined> {
  const test = tests.get(schema) ?? makeTest(schema)
  tests.set(schema, test)
  return test
}

async function makeTest({ document }: Schema): Promise<Test | undefined> {
  await knowPatterns(document)
  try {
    return makingOf(document).test(document)
  } catch (error) {
    if (error instanceof NotPlain) return undefined
    throw error
  }
}

function makingOf(document: JsonObject): Making {
  const made = new Map<JsonObject, Test>()
  const making: Making = {
    document,
    test(subschema) {
      if (typeof subschema === 'boolean') return () => subschema
      if (!isJsonObject(subschema)) throw new NotPlain()
      const known = made.get(subschema)
      if (known !== undefined) return known
      let own: Test | undefined
      // What refers to itself is asked once all is made.
      made.set(subschema, (value) => own?.(value) === true)
      own = testOf(subschema, making)
      made.set(subschema, own)
      return own
    },
  }
  return making
}

function testOf(node: JsonObject, making: Making): Test {
  const mark = node['x-secret']
  // A secret is a reference and no literal: nothing else that is said of it is asked.
  if (isSecretMark(mark)) return (value) => value === null || isSecretReference(value)
  if (mark !== undefined && mark !== false) throw new NotPlain()
  const parts = Object.keys(node).flatMap((keyword) => {
    if (annotations.has(keyword)) return []
    const make = Object.hasOwn(keywordTests, keyword) ? keywordTests[keyword] : undefined
    if (make === undefined) throw new NotPlain()
    return make(node, making) ?? []
  })
  return parts.length === 1 ? (parts[0] as Test) : (value) => parts.every((part) => part(value))
}

/** What asks for nothing by itself. */
const annotations = new Set([
  ...['$schema', '$id', '$defs', '$comment', 'title', 'description', 'default', 'examples', 'deprecated'],
  ...['x-unit', 'x-effect', 'x-key', 'x-question', 'x-secret'],
  ...['minContains', 'maxContains', 'then', 'else', 'discriminator'],
])
