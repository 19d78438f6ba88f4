import type { ErrorObject, ValidateFunction, Ajv2020 as Validator } from 'ajv/dist/2020.js'
import {
  appendPointer,
  decodePointer,
  isJsonObject,
  isSecretReference,
  type JsonObject,
  type JsonValue,
  valueAt,
} from '../../model/index.ts'
import { isDuration } from '../durations/duration-rules.ts'
import { hasFormat } from '../formats/has-format.ts'
import { sharedElements } from '../lint/disjoint.ts'
import { knowPatterns, linearEngine } from '../patterns/known-patterns.ts'
import type { Schema } from '../schema.ts'
import { isSecretMark } from '../secret-mark.ts'
import { allSubschemas, mapSubschemas, subschemaKeywords } from '../subschemas.ts'
import { isMultipleOf } from './decimal.ts'
import { isUsableDiscriminator } from './usable-discriminator.ts'

/** One violation as the validator reports it. */
export interface Violation {
  readonly error: ErrorObject
  /** The subschema that has the violated keyword. */
  readonly schemaPointer: string
  /** Where the name of a member is what was refused: that name. The error's path is the object's. */
  readonly key?: string
}

/** Validates values against a schema, or against one subschema of it. */
export interface Checker {
  violations(value: JsonValue, schemaPointer?: string): Violation[]
}

/** A schema that Ajv cannot compile. One that passes the lint is none. */
export class UnusableSchema extends Error {
  constructor(schema: Schema, cause: unknown) {
    const reason = cause instanceof Error ? cause.message : String(cause)
    super(`${schema.file} cannot be used: ${reason}`, { cause })
  }
}

const checkers = new WeakMap<Schema, Promise<Checker>>()

/** The checker of a schema, made once. Rejects with `UnusableSchema` where Ajv does not take it. */
export function checkerOf(schema: Schema): Promise<Checker> {
  let checker = checkers.get(schema)
  if (checker === undefined) {
    checker = createChecker(schema)
    checkers.set(schema, checker)
  }
  return checker
}

/** An Ajv as all our schemas need it. Imported where it is used: it takes a tenth of a second. */
async function createAjv(): Promise<Validator> {
  const { Ajv2020 } = await import('ajv/dist/2020.js')
  const ajv = new Ajv2020({
    // What its strict mode refuses, the house profile refuses in words of its own, with the place.
    strict: false,
    validateFormats: false,
    logger: false,
    allErrors: true,
    discriminator: true,
    verbose: true,
    // Findings have words of their own, and a document is validated once: compiling is what takes the time.
    messages: false,
    code: { optimize: false, regExp: linearEngine },
    inlineRefs: false,
    ownProperties: true,
    useDefaults: false,
    validateSchema: false,
    meta: false,
    // A nested identity is against the profile, but `$defs` and `dependentSchemas` may have a member called `$id`, which
    // Ajv would resolve as one.
    schemaId: 'no identity' as '$id',
    addUsedSchema: false,
  })
  ajv.addVocabulary(['x-unit', 'x-effect', 'x-key'])
  ajv.addKeyword({
    keyword: 'x-secret',
    schemaType: 'boolean',
    validate: (isSecret: boolean, value: unknown) => !isSecret || value === null || isSecretReference(value),
  })
  ajv.addKeyword({
    keyword: 'x-disjoint',
    type: 'object',
    schemaType: 'array',
    validate: (names: string[], value: JsonObject) => sharedElements(names, value).length === 0,
  })
  ajv.removeKeyword('format')
  ajv.addKeyword({
    keyword: 'format',
    type: 'string',
    schemaType: 'string',
    validate: (name: string, value: string) => hasFormat(name, value),
  })
  ajv.addKeyword({
    keyword: 'x-duration',
    type: 'string',
    schemaType: 'string',
    validate: (form: string, value: string, node: JsonObject = {}) => isDuration(form, value, node),
  })
  // Its own divides doubles, which makes 0.07 no multiple of 0.01.
  ajv.removeKeyword('multipleOf')
  ajv.addKeyword({
    keyword: 'multipleOf',
    type: 'number',
    schemaType: 'number',
    validate: (step: number, value: number) => isMultipleOf(value, step),
  })
  return ajv
}

/**
 * The schema as Ajv gets it: a secret is checked by `x-secret` alone, as it is a reference and no literal; what allows
 * nothing is an object, so that a violation can be told by the object that it comes from.
 */
function prepareForAjv(document: JsonObject): JsonObject {
  const { $schema: _version, $id: _identity, ...rest } = document
  const forAjv = (node: JsonObject): JsonObject => {
    const { discriminator: _tag, ...others } = node
    return node.discriminator === undefined || isUsableDiscriminator(document, node) ? node : others
  }
  return mapSubschemas(rest, (node) =>
    isSecretMark(node['x-secret']) ? { 'x-secret': true } : withoutFalse(forAjv(node)),
  )
}

function withoutFalse(node: JsonObject): JsonObject {
  const isNothing = (value: JsonValue): JsonValue => (value === false ? { not: {} } : value)
  return Object.fromEntries(
    Object.entries(node).map(([keyword, value]) => {
      // Both have a keyword's own words.
      if (keyword === 'additionalProperties' || keyword === 'items') return [keyword, value]
      if (subschemaKeywords.single.includes(keyword)) return [keyword, isNothing(value)]
      if (subschemaKeywords.lists.includes(keyword) && Array.isArray(value))
        return [keyword, value.map(isNothing)]
      if (subschemaKeywords.maps.includes(keyword) && isJsonObject(value)) {
        const entries = Object.entries(value).map(([name, member]) => [name, isNothing(member)])
        return [keyword, Object.fromEntries(entries) as JsonObject]
      }
      return [keyword, value]
    }),
  )
}

/** Under which the document is added: Ajv finds a part of it by this and a fragment. */
const documentName = 'document'

async function createChecker(schema: Schema): Promise<Checker> {
  await knowPatterns(schema.document)
  const ajv = await createAjv()
  const prepared = prepareForAjv(schema.document)
  const pointers = new Map<unknown, string>(
    allSubschemas(prepared).map(({ node, pointer }) => [node, pointer]),
  )
  const validateDocument = compileDocument(ajv, prepared, schema)
  return {
    violations(value, schemaPointer = '') {
      const validate = schemaPointer === '' ? validateDocument : compilePart(ajv, schemaPointer)
      if (validate(value)) return []
      return (validate.errors ?? []).map((error) => ({
        error,
        schemaPointer: pointers.get(error.parentSchema) ?? schemaPointer,
        ...keyOf(error, value),
      }))
    },
  }
}

function compileDocument(ajv: Validator, prepared: JsonObject, schema: Schema): ValidateFunction {
  try {
    return ajv.addSchema(prepared, documentName).getSchema(documentName) as ValidateFunction
  } catch (error) {
    throw new UnusableSchema(schema, error)
  }
}

/** A part is compiled once, in its document: what it refers to is there, and compiled already. */
function compilePart(ajv: Validator, schemaPointer: string): ValidateFunction {
  const fragment = decodePointer(schemaPointer.toWellFormed()).map((segment) =>
    encodeURIComponent(appendPointer('', segment).slice(1)),
  )
  const part = ajv.getSchema(`${documentName}#/${fragment.join('/')}`)
  if (part === undefined) throw new Error(`no schema at ${schemaPointer}`)
  return part as ValidateFunction
}

/** Ajv's path stops at the object whose member has the refused name, and its data is the name. */
function keyOf({ data, instancePath }: ErrorObject, value: JsonValue): { readonly key?: string } {
  const isKey = typeof data === 'string' && typeof valueAt(value, instancePath) !== 'string'
  return isKey ? { key: data } : {}
}
