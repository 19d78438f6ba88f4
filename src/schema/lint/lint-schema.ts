import type { ErrorObject, Ajv2020 as Validator } from 'ajv/dist/2020.js'
import { type Diagnostic, type JsonValue, sortDiagnostics, valueAt } from '../../model/index.ts'
import { knowPatterns } from '../patterns/known-patterns.ts'
import { placeInSchema } from '../place-in-schema.ts'
import { findKeyword, positionAt } from '../position.ts'
import { partAt, type Schema } from '../schema.ts'
import { childSchemas, type Subschema } from '../subschemas.ts'
import { checkerOf, UnusableSchema } from '../validate/checker.ts'
import { describeType, describeValue } from '../validate/describe-type.ts'
import { formatChoice } from '../validate/range.ts'
import { inPlace } from '../validate/reach.ts'
import { lintDefaults } from './lint-defaults.ts'
import { lintEffects } from './lint-effects.ts'
import { nameOf, type ProfileBreak, type ProfileRule, type RuleContext } from './profile-break.ts'
import { dialect, profileRules } from './profile-rules.ts'
import { structureRules } from './structure-rules.ts'

/**
 * Everything in which a schema breaks the house profile, all at once, with its place in the file. What is not JSON
 * Schema is `schema-syntax`. Defaults are looked at only where the schema can be used. What comes from another file is
 * told by the lint of that one, but for effects: a part may leave them to those who use it.
 */
export async function lintSchema(schema: Schema): Promise<Diagnostic[]> {
  await knowPatterns(schema.document)
  const malformed = await malformations(schema)
  const isMalformed = ({ at }: ProfileBreak): boolean =>
    malformed.some((each) => at === each.pointer || at.startsWith(`${each.pointer}/`))
  const structure = lintSubschemas(schema, structureRules)
  const isPart = schema.name.includes('/')
  const effects = isPart ? [] : lintEffects(schema)
  const breaks = [...structure, ...lintSubschemas(schema, profileRules), ...effects]
  const isSound = malformed.length === 0 && structure.length === 0 && !breaks.some(isBrokenReference)
  return sortDiagnostics([
    ...malformed.map(({ diagnostic }) => diagnostic),
    ...breaks.filter((each) => !isMalformed(each)).map((each) => diagnosticOf(schema, each)),
    ...(isSound ? await lintUsable(schema, breaks.length === 0) : []),
  ])
}

function isBrokenReference({ at }: ProfileBreak): boolean {
  return at.endsWith('/$ref')
}

/** Breaks of the defaults. What Ajv does not take for a reason that no rule has is told where no rule has any. */
async function lintUsable(schema: Schema, isUnbroken: boolean): Promise<Diagnostic[]> {
  try {
    await checkerOf(schema)
  } catch (error) {
    if (!(error instanceof UnusableSchema)) throw error
    if (!isUnbroken) return []
    const at = placeInSchema(schema, '')
    return [{ code: 'schema-syntax', severity: 'error', message: error.message, at }]
  }
  return (await lintDefaults(schema)).map((each) => diagnosticOf(schema, each))
}

function lintSubschemas(schema: Schema, rules: readonly ProfileRule[]): ProfileBreak[] {
  const breaks: ProfileBreak[] = []
  const visit = (subschema: Subschema, outer: Pick<RuleContext, 'isCondition' | 'outerTypes'>): void => {
    const own = typesOf(schema, subschema)
    const types = own.length > 0 ? own : outer.outerTypes
    for (const rule of rules) breaks.push(...rule(subschema, { schema, ...outer, types }))
    for (const child of childSchemas(subschema)) {
      if (partAt(schema, child.pointer) !== undefined) continue
      const isCondition = child.keyword !== '$defs' && (outer.isCondition || restricts(child))
      const outerTypes = inPlace.includes(child.keyword) ? types : typesBelow(child)
      visit(child, { isCondition, outerTypes })
    }
  }
  const root = { pointer: '', node: schema.document, keyword: '', parent: undefined }
  visit(root, { isCondition: false, outerTypes: [] })
  return breaks
}

function typesOf(schema: Schema, { pointer }: Subschema): string[] {
  return [findKeyword(positionAt(schema, pointer), 'type')?.value ?? []].flat().map(String)
}

function typesBelow({ keyword }: Subschema): string[] {
  return keyword === 'propertyNames' ? ['string'] : []
}

const conditions = ['if', 'then', 'else', 'not', 'contains', 'propertyNames', 'dependentSchemas', 'allOf']

/** A union's branch defines a value, unless its holder already does. */
function restricts({ keyword, parent }: Subschema): boolean {
  const isBranch = keyword === 'anyOf' || keyword === 'oneOf'
  return conditions.includes(keyword) || (isBranch && parent?.node.properties !== undefined)
}

interface Malformation {
  readonly pointer: string
  readonly diagnostic: Diagnostic
}

async function malformations(schema: Schema): Promise<Malformation[]> {
  // Another dialect is a break of the profile; Ajv would throw at it.
  const document = { ...schema.document, $schema: dialect }
  // As it is loaded it makes what it checks with: only where there is something to check.
  const { quickCheck } = await import('./quick-dialect-check.ts')
  if (quickCheck?.(document) === true) return []
  const ajv = await metaAjv()
  if (ajv.validateSchema(document) !== false) return []
  // Of several errors at one place the first is the most telling: the last is that no alternative fits.
  const byPlace = new Map((ajv.errors ?? []).toReversed().map((error) => [error.instancePath, error]))
  const deepest = [...byPlace.values()].filter(
    ({ instancePath }) =>
      partAt(schema, instancePath) === undefined &&
      ![...byPlace.keys()].some((other) => other.startsWith(`${instancePath}/`)),
  )
  return deepest.map((error) => {
    const pointer = error.instancePath
    const message = `${nameOf(pointer)} is not valid JSON Schema: it ${demandOf(schema, error)}`
    const at = placeInSchema(schema, pointer)
    return { pointer, diagnostic: { code: 'schema-syntax', severity: 'error', message, at } }
  })
}

/** `must be an object or true or false, got 5`: what the dialect asks for at a place of the schema. */
function demandOf({ document }: Schema, { instancePath, keyword, params, message }: ErrorObject): string {
  const got = `got ${describeValue(valueAt(document, instancePath) ?? null)}`
  switch (keyword) {
    case 'type':
      return `must be ${describeType(params.type)}, ${got}`
    case 'enum':
      return `must be one of ${(params.allowedValues as JsonValue[]).map(formatChoice).join(', ')}, ${got}`
    case 'minimum':
    case 'exclusiveMinimum':
      return `must be ${keyword === 'minimum' ? 'at least' : 'more than'} ${params.limit}, ${got}`
    case 'minItems':
      return 'must not be empty'
    case 'uniqueItems':
      return `must not hold the same twice (at ${params.j} and ${params.i})`
    default:
      return `${message}, ${got}`
  }
}

let meta: Promise<Validator> | undefined

/** Compiles the dialect's own schema once for all. */
function metaAjv(): Promise<Validator> {
  meta ??= import('ajv/dist/2020.js').then(({ Ajv2020 }) => new Ajv2020({ allErrors: true, strict: false }))
  return meta
}

function diagnosticOf(schema: Schema, { at, message, help }: ProfileBreak): Diagnostic {
  return { code: 'schema-profile', severity: 'error', message, at: placeInSchema(schema, at), help }
}
