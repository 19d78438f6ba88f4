import { isJsonObject, type JsonValue, valueAt } from '../../model/index.ts'
import {
  type CompiledPattern,
  compilePattern,
  localReference,
  PatternRefused,
  type Schema,
  textFormat,
} from '../../schema/index.ts'
import type { Inexpressible } from '../shape/shape.ts'
import { anything, never, type Rule, type RuleNumber, type Tables } from './rule.ts'
import { rulesOf } from './rules.ts'

/** Everything that a schema says at these places, as tables for the judge. */
export async function tablesOf(schema: Schema, places: readonly string[] = ['']): Promise<Tables> {
  const patterns = await patternsOf(schema)
  const rules = new Map<string, readonly Rule[]>()
  const tables: Tables = {
    rules,
    nodes: [],
    texts: [],
    choices: [],
    objects: [],
    properties: [],
    namedByPatterns: [],
    patterns: patterns.compiled,
    problems: patterns.problems,
  }
  // Rules name patterns by their place in the list.
  if (tables.problems.length > 0) return tables
  const waiting = places.map((place) => targetOf(schema, place))
  const nodeAt = (pointer: string): RuleNumber => {
    const target = targetOf(schema, pointer)
    const value = valueAt(schema.document, target)
    if (typeof value === 'boolean') return value ? anything : never
    if (!rules.has(target) && !waiting.includes(target)) waiting.push(target)
    return { node: target }
  }
  for (let pointer = waiting.shift(); pointer !== undefined; pointer = waiting.shift()) {
    if (rules.has(pointer)) continue
    rules.set(pointer, []) // holds its place while what it refers to is noted
    rules.set(pointer, rulesOf({ schema, tables, nodeAt }, pointer))
  }
  return tables
}

/** The number of the first rule of each subschema. */
export function layOut({ rules }: Tables): Map<string, number> {
  const numbers = new Map<string, number>()
  let next = 2
  for (const [pointer, list] of rules) {
    numbers.set(pointer, next)
    next += list.length + 1
  }
  return numbers
}

/** Where a subschema is that only refers to another one: at that one. */
export function targetOf(schema: Schema, pointer: string): string {
  const value = valueAt(schema.document, pointer)
  if (!isJsonObject(value)) return pointer
  const target = localReference(value.$ref)
  if (target === undefined) return pointer
  const isBare = Object.keys(value).every((keyword) => keyword === '$ref' || annotations.includes(keyword))
  return isBare ? targetOf(schema, target) : pointer
}

const annotations = [
  ...['$comment', '$schema', '$id', '$defs', 'title', 'description', 'default', 'examples', 'deprecated'],
  ...['x-unit', 'x-effect', 'x-key'],
]

async function patternsOf(
  schema: Schema,
): Promise<{ readonly compiled: CompiledPattern[]; readonly problems: readonly Inexpressible[] }> {
  const compiled: CompiledPattern[] = []
  const problems: Inexpressible[] = []
  for (const { source, at } of patternSources(schema.document, '')) {
    if (compiled.some((each) => each.source === source)) continue
    try {
      compiled.push(await compilePattern(source, { isPortable: true }))
    } catch (error) {
      if (!(error instanceof PatternRefused)) throw error
      problems.push({
        at,
        message: `the pattern ${source} ${error.message}`,
        help: 'write it with characters, classes, groups, repetition, ^, $ and \\b alone',
      })
    }
  }
  return { compiled, problems }
}

interface PatternSource {
  readonly source: string
  readonly at: string
}

function patternSources(value: JsonValue, pointer: string): PatternSource[] {
  if (typeof value !== 'object' || value === null) return []
  return Object.entries(value as Record<string, JsonValue>).flatMap(([name, member]): PatternSource[] => {
    const at = `${pointer}/${name.replaceAll('~', '~0').replaceAll('/', '~1')}`
    if (['default', 'enum', 'const', 'examples'].includes(name) && !pointer.endsWith('/properties')) return []
    if (name === 'pattern' && typeof member === 'string') return [{ source: member, at }]
    const format = name === 'format' ? textFormat(member) : undefined
    if (format !== undefined) return [{ source: format.pattern, at }]
    const names =
      name === 'patternProperties' && isJsonObject(member) && !pointer.endsWith('/properties')
        ? Object.keys(member).map((source) => ({ source, at }))
        : []
    return [...names, ...patternSources(member, at)]
  })
}
