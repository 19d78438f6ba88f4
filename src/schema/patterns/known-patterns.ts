import { isJsonObject, type JsonObject } from '../../model/index.ts'
import { textFormat } from '../formats/formats.ts'
import { mayHave, type Schema } from '../schema.ts'
import { allSubschemas } from '../subschemas.ts'
import { type CompiledPattern, compilePattern, PatternRefused } from './compile-pattern.ts'
import { hasMatch } from './match-steps.ts'

/** A pattern that was compiled, or why it cannot be: "looks around ((?=a))". */
type Known = CompiledPattern | { readonly refused: string }

const known = new Map<string, Known>()

/** Compiles the patterns of a schema, so that they are matched in linear time from then on. */
export async function knowPatterns(document: JsonObject): Promise<void> {
  await know(allSubschemas(document).flatMap(({ node }) => [...textPatterns(node), ...namePatterns(node)]))
}

/**
 * As `knowPatterns`, for those of names alone: they say which part of the schema a value belongs to.
 */
export async function knowNamePatterns(schema: Schema): Promise<void> {
  if (!mayHave(schema, 'patternProperties')) return
  await know(allSubschemas(schema.document).flatMap(({ node }) => namePatterns(node)))
}

async function know(patterns: readonly string[]): Promise<void> {
  for (const pattern of patterns) if (!known.has(pattern)) known.set(pattern, await compiled(pattern))
}

/** Why a pattern that is known cannot be matched, or undefined. */
export function refusalOf(pattern: string): string | undefined {
  const found = known.get(pattern)
  return found !== undefined && 'refused' in found ? found.refused : undefined
}

/**
 * Whether a text matches; nothing matches what is no regular expression or was refused. A pattern that nobody compiled is
 * left to the language: in the evaluation, whose time is limited.
 */
export function matches(pattern: string, text: string): boolean {
  const found = known.get(pattern)
  if (found === undefined) return expressionOf(pattern)?.test(text) === true
  return !('refused' in found) && hasMatch(found, text)
}

/** The engine of Ajv: an expression is told from others by its text. */
export const linearEngine = Object.assign(
  (pattern: string) => {
    const refused = refusalOf(pattern)
    if (refused !== undefined) throw new Error(`the pattern ${JSON.stringify(pattern)} ${refused}`)
    return { test: (text: string) => matches(pattern, text), toString: () => `/${pattern}/u` }
  },
  { code: 'linearEngine' },
)

function textPatterns({ pattern, format }: JsonObject): string[] {
  const named = textFormat(format)
  return [...(typeof pattern === 'string' ? [pattern] : []), ...(named === undefined ? [] : [named.pattern])]
}

function namePatterns({ patternProperties }: JsonObject): string[] {
  return isJsonObject(patternProperties) ? Object.keys(patternProperties) : []
}

async function compiled(pattern: string): Promise<Known> {
  try {
    return await compilePattern(pattern, { isPortable: false })
  } catch (error) {
    if (error instanceof PatternRefused) return { refused: error.message }
    return { refused: 'is not a regular expression' }
  }
}

const expressions = new Map<string, RegExp | undefined>()

function expressionOf(pattern: string): RegExp | undefined {
  if (!expressions.has(pattern)) expressions.set(pattern, parsed(pattern))
  return expressions.get(pattern)
}

function parsed(pattern: string): RegExp | undefined {
  try {
    return new RegExp(pattern, 'u')
  } catch {
    return undefined
  }
}
