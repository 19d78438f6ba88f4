import type { Ajv2020 as Validator } from 'ajv/dist/2020.js'
import { type Diagnostic, sortDiagnostics } from '../model/index.ts'
import { checkerOf, UnusableSchema } from './checker.ts'
import { lintDefaults } from './lint-defaults.ts'
import { lintEffects } from './lint-effects.ts'
import { placeInSchema } from './place-in-schema.ts'
import { dialect, type ProfileBreak, profileRules } from './profile-rules.ts'
import type { Schema } from './schema.ts'
import { childSchemas, type Subschema } from './subschemas.ts'

/**
 * Everything in which a schema breaks the house profile, with its place in the file. What is no schema at all is
 * `schema-syntax`; defaults and effects are looked at only where the rest is right.
 */
export async function lintSchema(schema: Schema): Promise<Diagnostic[]> {
  const malformed = await malformations(schema)
  if (malformed.length > 0) return sortDiagnostics(malformed)
  const breaks = lintSubschemas(schema)
  if (breaks.length > 0) return sortDiagnostics(breaks.map((each) => diagnosticOf(schema, each)))
  const refused = await refusalOf(schema)
  if (refused !== undefined) return [refused]
  const deeper = [...lintEffects(schema), ...(await lintDefaults(schema))]
  return sortDiagnostics(deeper.map((each) => diagnosticOf(schema, each)))
}

function lintSubschemas(schema: Schema): ProfileBreak[] {
  const breaks: ProfileBreak[] = []
  const visit = (subschema: Subschema, isCondition: boolean): void => {
    for (const rule of profileRules) breaks.push(...rule(subschema, { schema, isCondition }))
    for (const child of childSchemas(subschema)) visit(child, isCondition || restricts(child))
  }
  visit({ pointer: '', node: schema.document, keyword: '', parent: undefined }, false)
  return breaks
}

const conditions = ['if', 'then', 'else', 'not', 'contains', 'propertyNames', 'dependentSchemas', 'allOf']

/** A union's branch defines a value, unless its holder already does. */
function restricts({ keyword, parent }: Subschema): boolean {
  const isBranch = keyword === 'anyOf' || keyword === 'oneOf'
  return conditions.includes(keyword) || (isBranch && parent?.node.properties !== undefined)
}

async function malformations(schema: Schema): Promise<Diagnostic[]> {
  const ajv = await metaAjv()
  // Another dialect is a break of the profile; Ajv would throw at it.
  if (ajv.validateSchema({ ...schema.document, $schema: dialect }) !== false) return []
  // Of several errors at one place the first is the most telling: the last is that no alternative fits.
  const byPlace = new Map((ajv.errors ?? []).toReversed().map((error) => [error.instancePath, error]))
  return [...byPlace.values()]
    .filter(({ instancePath }) => ![...byPlace.keys()].some((other) => other.startsWith(`${instancePath}/`)))
    .map(({ instancePath, message, params }) => ({
      code: 'schema-syntax',
      severity: 'error',
      message: `${instancePath === '' ? 'the schema' : instancePath} is not valid JSON Schema: ${message}${choicesOf(params)}`,
      at: placeInSchema(schema, instancePath),
    }))
}

function choicesOf(params: { readonly [name: string]: unknown }): string {
  return Array.isArray(params.allowedValues) ? ` (${params.allowedValues.join(', ')})` : ''
}

let meta: Promise<Validator> | undefined

/** Compiles the dialect's own schema once for all. */
function metaAjv(): Promise<Validator> {
  meta ??= import('ajv/dist/2020.js').then(({ Ajv2020 }) => new Ajv2020({ allErrors: true, strict: false }))
  return meta
}

/** What Ajv's strict mode refuses beyond the profile: a keyword without its type, a tuple without bounds. */
async function refusalOf(schema: Schema): Promise<Diagnostic | undefined> {
  try {
    await checkerOf(schema)
    return undefined
  } catch (error) {
    if (!(error instanceof UnusableSchema)) throw error
    const at = placeInSchema(schema, error.schemaPointer)
    return { code: 'schema-syntax', severity: 'error', message: error.message, at }
  }
}

function diagnosticOf(schema: Schema, { at, message, help }: ProfileBreak): Diagnostic {
  return { code: 'schema-profile', severity: 'error', message, at: placeInSchema(schema, at), help }
}
