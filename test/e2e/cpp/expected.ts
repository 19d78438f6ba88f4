import { Ajv2020, type ErrorObject, type Options, type ValidateFunction } from 'ajv/dist/2020.js'
import { appendPointer, canonicalJson, type JsonObject, type JsonValue } from '../../../src/model/index.ts'
import type { Schema } from '../../../src/schema/index.ts'
import { sharedElements } from '../../../src/schema/lint/disjoint.ts'
import { isMultipleOf } from '../../../src/schema/validate/decimal.ts'

/** Holds documents against one schema, by Ajv. */
export interface Oracle {
  readonly accepts: (value: JsonValue) => boolean
  /** Pointers of all that is wrong, sorted, each once. */
  readonly pointersOf: (value: JsonValue) => string[]
}

/**
 * What generated code must say. Ajv decides; which places that are is the rule here: an unknown key is named itself, a
 * missing one by its object, a repeated element is each that equals an earlier one; a union is what is wrong with the
 * one alternative that is for such a value, else itself; what only follows from another error is none.
 */
export function oracleOf(schema: Schema): Oracle {
  const { $schema: _dialect, $id: _id, ...document } = schema.document
  const plain = createAjv().compile(document)
  const ajv = createAjv()
  const work: Work = {
    partAt: (pointer) => {
      const fragment = pointer.split('/').map(encodeURIComponent).join('/')
      return ajv.getSchema(`document#${fragment}`) as ValidateFunction
    },
  }
  addOpaqueKeywords(ajv, work.partAt)
  ajv.addSchema(withOpaqueKeywords(document), 'document')
  return {
    accepts: (value) => plain(value),
    pointersOf: (value) => {
      const findings = findingsBelow(work, '', { value, base: '' })
      return [...new Set(findings.map(({ pointer }) => pointer))].sort()
    },
  }
}

interface Work {
  readonly partAt: (pointer: string) => ValidateFunction
}

function createAjv(): Ajv2020 {
  const options: Options = {
    ...{ strict: false, allErrors: true, verbose: true, ownProperties: true },
    ...{ validateSchema: false, messages: false, inlineRefs: false, addUsedSchema: false },
  }
  const ajv = new Ajv2020(options)
  ajv.removeKeyword('multipleOf')
  const validate = (step: number, value: number) => isMultipleOf(value, step)
  ajv.addKeyword({ keyword: 'multipleOf', type: 'number', validate })
  const areDisjoint = (names: string[], value: unknown) => sharedElements(names, value).length === 0
  ajv.addKeyword({ keyword: 'x-disjoint', type: 'object', validate: areDisjoint })
  return ajv
}

/** Keywords whose errors inside are none of the document: each is judged apart, as one yes or no. */
const opaque = ['anyOf', 'oneOf', 'contains', 'propertyNames', 'not'] as const

/** `anyOf` becomes `of-anyOf`, which Ajv ignores, and `x-anyOf` with the pointer of that. */
function withOpaqueKeywords(document: JsonObject): JsonObject {
  const visit = (value: JsonValue, pointer: string, isSchema: boolean): JsonValue => {
    if (typeof value !== 'object' || value === null) return value
    if (Array.isArray(value)) return value.map((each, index) => visit(each, `${pointer}/${index}`, isSchema))
    const entries = Object.entries(value as JsonObject).flatMap(([name, member]): [string, JsonValue][] => {
      if (isSchema && ['default', 'enum', 'const', 'examples', 'required'].includes(name))
        return [[name, member]]
      const isMap =
        isSchema && ['properties', 'patternProperties', '$defs', 'dependentSchemas'].includes(name)
      const keyword = opaque.find((each) => isSchema && each === name)
      const moved = keyword === undefined ? name : `of-${name}`
      const at = appendPointer(pointer, moved)
      const visited = visit(member, at, !isMap)
      return moved === name
        ? [[name, visited]]
        : [
            [moved, visited],
            [`x-${name}`, at],
          ]
    })
    return Object.fromEntries(entries)
  }
  return visit(document, '', true) as JsonObject
}

function addOpaqueKeywords(ajv: Ajv2020, partAt: Work['partAt']): void {
  const branches = (pointer: string, parent: unknown): ValidateFunction[] => {
    const list = (parent as Record<string, unknown>)[pointer.slice(pointer.lastIndexOf('/') + 1)] as unknown[]
    return list.map((_, index) => partAt(`${pointer}/${index}`))
  }
  const count = (pointer: string, value: unknown, parent: unknown): number =>
    branches(pointer, parent).filter((validate) => validate(value)).length
  ajv.addKeyword({
    keyword: 'x-anyOf',
    validate: (pointer: string, value: unknown, parent: unknown) => count(pointer, value, parent) > 0,
  })
  ajv.addKeyword({
    keyword: 'x-oneOf',
    validate: (pointer: string, value: unknown, parent: unknown) => count(pointer, value, parent) === 1,
  })
  ajv.addKeyword({
    keyword: 'x-not',
    validate: (pointer: string, value: unknown) => !partAt(pointer)(value),
  })
  ajv.addKeyword({
    keyword: 'x-propertyNames',
    type: 'object',
    validate: (pointer: string, value: object) => Object.keys(value).every((name) => partAt(pointer)(name)),
  })
  ajv.addKeyword({
    keyword: 'x-contains',
    type: 'array',
    validate: (pointer: string, list: unknown[], parent: unknown) => {
      const { minContains = 1, maxContains = Number.POSITIVE_INFINITY } = parent as Record<string, number>
      const found = list.filter((element) => partAt(pointer)(element)).length
      return found >= minContains && found <= maxContains
    },
  })
}

interface Subject {
  readonly value: JsonValue
  /** Its pointer in the document. */
  readonly base: string
}

interface Finding {
  readonly pointer: string
  /** Another value is wanted; a part is missing or too many; anything else. */
  readonly kind: 'choice' | 'part' | 'other'
}

function findingsBelow(work: Work, schemaPointer: string, { value, base }: Subject): Finding[] {
  const validate = work.partAt(schemaPointer)
  const errors = validate(value) ? [] : (validate.errors ?? [])
  return errors.flatMap((error) => {
    const at = { value: error.data as JsonValue, base: base + error.instancePath }
    return findingsOf(work, error, at)
  })
}

function findingsOf(work: Work, error: ErrorObject, { value, base }: Subject): Finding[] {
  const others = (pointers: readonly string[]): Finding[] =>
    pointers.map((pointer) => ({ pointer, kind: 'other' }))
  switch (error.keyword) {
    case 'if':
      return []
    case 'enum':
    case 'const':
      return [{ pointer: base, kind: 'choice' }]
    case 'additionalProperties':
      return others([appendPointer(base, String(error.params.additionalProperty))])
    case 'uniqueItems':
      return others(repeated(value as readonly JsonValue[]).map((index) => `${base}/${index}`))
    case 'x-disjoint':
      return others(
        sharedElements(error.schema as string[], value).map(({ second }) =>
          appendPointer(appendPointer(base, second.name), second.index),
        ),
      )
    case 'x-propertyNames': {
      const names = Object.keys(value as JsonObject)
      const wrong = names.filter((name) => !work.partAt(String(error.schema))(name))
      return others(wrong.map((name) => appendPointer(base, name)))
    }
    case 'x-anyOf':
    case 'x-oneOf':
      return findingsOfUnion(work, error, { value, base })
    default:
      return [{ pointer: base, kind: ofParts.includes(error.keyword) ? 'part' : 'other' }]
  }
}

const ofParts = [
  ...['required', 'dependentRequired', 'minItems', 'maxItems', 'items', 'x-contains'],
  ...['minProperties', 'maxProperties'],
]

function repeated(list: readonly JsonValue[]): number[] {
  const texts = list.map((element) => canonicalJson(element))
  return [...texts.keys()].filter((index) => texts.indexOf(texts[index] as string) < index)
}

function findingsOfUnion(work: Work, error: ErrorObject, at: Subject): Finding[] {
  const pointer = String(error.schema)
  const list = (error.parentSchema as JsonObject)[pointer.slice(pointer.lastIndexOf('/') + 1)] as JsonValue[]
  const branches = list.map((_, index) => `${pointer}/${index}`)
  const itself: Finding = { pointer: at.base, kind: 'other' }
  if (branches.some((branch) => work.partAt(branch)(at.value))) return [itself]
  const meant = branches
    .map((branch) => findingsBelow(work, branch, at))
    .filter((findings) => !findings.some((finding) => isForOthers(finding, at.base)))
  return meant.length === 1 ? (meant[0] as Finding[]) : [itself]
}

/** True where an alternative wants another kind of value: another type, or a member that tells them apart. */
function isForOthers({ pointer, kind }: Finding, base: string): boolean {
  if (pointer === base) return kind !== 'part'
  return kind === 'choice' && !pointer.slice(base.length + 1).includes('/')
}
