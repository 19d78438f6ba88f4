import { Ajv2020, type ErrorObject, type ValidateFunction } from 'ajv/dist/2020.js'
import { isJsonObject, type JsonObject, type JsonValue } from '../../../src/model/index.ts'
import { isMultipleOf, type Schema } from '../../../src/schema/index.ts'

/** Holds documents against one schema, by Ajv itself, and says which places are wrong. */
export interface Oracle {
  /** Pointers, sorted, each once. */
  readonly pointersOf: (value: JsonValue) => string[]
}

/**
 * What generated code must say. Ajv decides; where it reports less or more than one error a place, the rule is:
 * an unknown key is named itself, a missing one by its object, a repeated element is each that equals an earlier one;
 * a union is what is wrong with its one alternative that is for such a value, else itself; what only follows from
 * another error (`if`, `propertyNames`) is none.
 */
export function oracleOf(schema: Schema): Oracle {
  const ajv = new Ajv2020({
    ...{ strict: false, allErrors: true, verbose: true, discriminator: true, ownProperties: true },
    ...{ validateSchema: false, messages: false, inlineRefs: false },
  })
  ajv.removeKeyword('multipleOf')
  ajv.addKeyword({
    keyword: 'multipleOf',
    type: 'number',
    validate: (step: number, value: number) => isMultipleOf(value, step),
  })
  ajv.addKeyword({ keyword: 'x-disjoint', type: 'object', validate: () => true })
  const { $schema: _dialect, $id: _id, ...document } = schema.document
  ajv.addSchema(document, 'document')
  const parts: Parts = (pointer) => {
    const fragment = pointer.split('/').map(encodeURIComponent).join('/')
    return ajv.getSchema(`document#${fragment}`) as ValidateFunction
  }
  const whole = ajv.getSchema('document') as ValidateFunction
  const pointers = schemaPointers(document)
  const work: Work = { document, parts, pointers }
  return {
    pointersOf: (value) => [...new Set(reduce(work, { value, base: '', errors: errorsOf(whole, value) }))].sort(),
  }
}

type Parts = (pointer: string) => ValidateFunction

interface Work {
  readonly document: JsonObject
  readonly parts: Parts
  /** Of each subschema. */
  readonly pointers: ReadonlyMap<unknown, string>
}

interface Findings {
  readonly value: JsonValue
  /** The pointer of `value` in the document. */
  readonly base: string
  readonly errors: readonly ErrorObject[]
}

function errorsOf(validate: ValidateFunction, value: JsonValue): readonly ErrorObject[] {
  return validate(value) ? [] : (validate.errors ?? [])
}

function reduce(work: Work, { value, base, errors }: Findings): string[] {
  const own = errors.filter((error) => !isWithinUnion(work, error, errors))
  return own.flatMap((error) => {
    const at = base + error.instancePath
    switch (error.keyword) {
      case 'if':
      case 'propertyNames':
        return []
      case 'additionalProperties':
        return [`${at}/${escape(String(error.params.additionalProperty))}`]
      case 'uniqueItems':
        return repeated(error.data as JsonValue[]).map((index) => `${at}/${index}`)
      case 'discriminator': {
        const tag = String(error.params.tag)
        return [Object.hasOwn(error.data as object, tag) ? `${at}/${escape(tag)}` : at]
      }
      case 'anyOf':
      case 'oneOf':
        return reduceUnion(work, error, at)
      default:
        return [isOfName(error, value) ? `${at}/${escape(String(error.data))}` : at]
    }
  })
}
