import type { ErrorObject, Ajv2020 as Validator } from 'ajv/dist/2020.js'
import { isJsonObject, isSecretReference, type JsonObject, type JsonValue, valueAt } from '../model/index.ts'
import { isMultipleOf } from './decimal.ts'
import { sharedElements } from './disjoint.ts'
import type { Schema } from './schema.ts'
import { allSubschemas, mapSubschemas } from './subschemas.ts'

/** One violation as the validator reports it. */
export interface Violation {
  readonly error: ErrorObject
  /** The subschema that has the violated keyword. */
  readonly schemaPointer: string
}

/** Validates values against a schema, or against one subschema of it. */
export interface Checker {
  violations(value: JsonValue, schemaPointer?: string): Violation[]
}

/** A schema that Ajv does not take: not a schema at all, or refused by its strict mode. */
export class UnusableSchema extends Error {
  /** The subschema that it stopped at, as far as it says. */
  readonly schemaPointer: string

  constructor(schema: Schema, cause: unknown) {
    const reason = cause instanceof Error ? cause.message : String(cause)
    super(`${schema.file} cannot be used: ${reason}`, { cause })
    this.schemaPointer = /(?:at|path) "[^"#]*#([^"]*)"/.exec(reason)?.[1] ?? ''
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
    strict: true,
    // A condition may require what the schema around it declares.
    strictRequired: false,
    allowUnionTypes: true,
    allErrors: true,
    verbose: true,
    // Findings have words of their own, and a document is validated once: compiling is what takes the time.
    messages: false,
    code: { optimize: false },
    inlineRefs: false,
    discriminator: true,
    ownProperties: true,
    useDefaults: false,
    validateSchema: false,
    addUsedSchema: false,
  })
  ajv.addVocabulary(['x-unit', 'x-effect'])
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

/** The schema as Ajv gets it: a secret is checked by `x-secret` alone, as it is a reference and no literal. */
function prepareForAjv(document: JsonObject): JsonObject {
  const { $schema: _version, $id: _identity, ...rest } = document
  return mapSubschemas(rest, (node) => (node['x-secret'] === true ? { 'x-secret': true } : node))
}

async function createChecker(schema: Schema): Promise<Checker> {
  const ajv = await createAjv()
  const prepared = prepareForAjv(schema.document)
  const pointers = new Map<unknown, string>(
    allSubschemas(prepared).map(({ node, pointer }) => [node, pointer]),
  )
  const validateDocument = compile(ajv, prepared, schema)
  return {
    violations(value, schemaPointer = '') {
      let validate = validateDocument
      if (schemaPointer !== '') {
        const part = partOf(prepared, schemaPointer)
        pointers.set(part, schemaPointer)
        validate = ajv.compile(part)
      }
      if (validate(value)) return []
      return (validate.errors ?? []).map((error) => ({
        error,
        schemaPointer: pointers.get(error.parentSchema) ?? schemaPointer,
      }))
    },
  }
}

function compile(ajv: Validator, prepared: JsonObject, schema: Schema): ReturnType<Validator['compile']> {
  try {
    return ajv.compile(prepared)
  } catch (error) {
    throw new UnusableSchema(schema, error)
  }
}

function partOf(prepared: JsonObject, schemaPointer: string): JsonObject {
  const node = valueAt(prepared, schemaPointer)
  const definitions = prepared.$defs
  return { ...(isJsonObject(node) ? node : {}), ...(definitions !== undefined && { $defs: definitions }) }
}
