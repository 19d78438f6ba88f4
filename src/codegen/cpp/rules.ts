import { appendPointer, isJsonObject, type JsonObject, type JsonValue, valueAt } from '../../model/index.ts'
import {
  durationBounds,
  durationForm,
  localReference,
  type Schema,
  type TextFormat,
  textFormat,
} from '../../schema/index.ts'
import { anything, type Rule, type RuleNumber, type Tables } from './rule.ts'

export interface RuleContext {
  readonly schema: Schema
  readonly tables: Tables
  /** The number of a subschema's rules; it is written too. */
  readonly nodeAt: (pointer: string) => RuleNumber
}

/** The rules of one subschema, in the order of checking. */
export function rulesOf(context: RuleContext, pointer: string): readonly Rule[] {
  const { tables } = context
  const node = valueAt(context.schema.document, pointer)
  if (!isJsonObject(node)) throw new Error(`no subschema at ${pointer}`)
  const at: Place = { ...context, pointer, node }
  return [
    ...(node['x-secret'] === true ? [{ check: 'secret' }] : []),
    ...referenceRules(at),
    ...typeRules(at),
    ...(durationForm(node['x-duration']) === undefined ? numberRules(node) : durationRules(node, tables)),
    ...textRules(at),
    ...listRules(at),
    ...objectRules(at),
    ...unionRules(at),
  ]
}

interface Place extends RuleContext {
  readonly pointer: string
  readonly node: JsonObject
}

function referenceRules({ node, pointer, nodeAt }: Place): Rule[] {
  const target = localReference(node.$ref)
  const parts = Array.isArray(node.allOf) ? node.allOf : []
  return [
    ...(target === undefined ? [] : [{ check: 'refer', a: nodeAt(target) }]),
    ...parts.map((_, index) => ({ check: 'refer', a: nodeAt(`${pointer}/allOf/${index}`) })),
  ]
}

const typeBits: Readonly<Record<string, number>> = {
  null: 1,
  boolean: 2,
  integer: 4,
  number: 8,
  string: 16,
  array: 32,
  object: 64,
}

function typeRules({ node, tables }: Place): Rule[] {
  const bits = [node.type].flat().reduce<number>((sum, type) => sum | (typeBits[String(type)] ?? 0), 0)
  const lists = [...(Array.isArray(node.enum) ? [node.enum] : []), ...('const' in node ? [[node.const]] : [])]
  return [
    ...(node.type === undefined ? [] : [{ check: 'types', a: bits }]),
    ...lists.map((list) => ({
      check: 'choices',
      a: append(tables.choices, list as JsonValue[]),
      b: list.length,
    })),
  ]
}

function numberRules(node: JsonObject): Rule[] {
  const checks: readonly (readonly [keyword: string, check: string])[] = [
    ['minimum', 'minimum'],
    ['maximum', 'maximum'],
    ['exclusiveMinimum', 'above'],
    ['exclusiveMaximum', 'below'],
    ['multipleOf', 'multiple'],
  ]
  return checks.flatMap(([keyword, check]) => {
    const number = node[keyword]
    return typeof number === 'number' ? [{ check, number }] : []
  })
}

const durationChecks = {
  minimum: 'lasts_least',
  maximum: 'lasts_most',
  exclusiveMinimum: 'lasts_more',
  exclusiveMaximum: 'lasts_less',
}

function durationRules(node: JsonObject, tables: Tables): Rule[] {
  const form = node['x-duration'] === 'iso' ? 1 : 0
  return [
    { check: 'lasts', a: form },
    ...durationBounds(node).map(({ keyword, nanoseconds, text }) => ({
      check: durationChecks[keyword],
      a: form,
      b: append(tables.texts, [text]),
      number: nanoseconds,
    })),
  ]
}

function textRules({ node, tables }: Place): Rule[] {
  const pattern = node.pattern
  const format = textFormat(node.format)
  return [
    ...countRule(node, 'minLength', 'shortest'),
    ...countRule(node, 'maxLength', 'longest'),
    ...(typeof pattern === 'string'
      ? [{ check: 'matches', a: patternIndex(tables, pattern), b: append(tables.texts, [pattern]) }]
      : []),
    ...(format === undefined ? [] : formatRule(format, tables)),
  ]
}

/** A text that is too long has the format no more than one of another form. */
function formatRule({ pattern, words, maxLength = 0 }: TextFormat, tables: Tables): Rule[] {
  return [
    {
      check: 'written_as',
      a: patternIndex(tables, pattern),
      b: append(tables.texts, [words]),
      ...(maxLength > 0 && { number: maxLength }),
    },
  ]
}

function listRules({ node, pointer, nodeAt, tables }: Place): Rule[] {
  const prefix = Array.isArray(node.prefixItems) ? node.prefixItems : []
  const rules: Rule[] = [
    ...countRule(node, 'minItems', 'fewest_elements'),
    ...countRule(node, 'maxItems', 'most_elements'),
  ]
  if (node.uniqueItems === true) rules.push({ check: 'distinct_elements' })
  if (prefix.length > 0) {
    const nodes = prefix.map((_, index) => nodeAt(`${pointer}/prefixItems/${index}`))
    rules.push({ check: 'first_elements', a: append(tables.nodes, nodes), b: nodes.length })
  }
  if (node.items === false && prefix.length > 0) rules.push({ check: 'no_further_element', a: prefix.length })
  else if (node.items !== undefined && node.items !== true) {
    rules.push({ check: 'elements', a: nodeAt(`${pointer}/items`), b: prefix.length })
  }
  if (node.contains !== undefined) {
    const [least = 1, most = -1] = [node.minContains, node.maxContains] as (number | undefined)[]
    rules.push({ check: 'contains', a: nodeAt(`${pointer}/contains`), b: least, number: most })
  }
  return rules
}

function objectRules(place: Place): Rule[] {
  const { node, pointer, nodeAt, tables } = place
  const properties = isJsonObject(node.properties) ? node.properties : {}
  const required = Array.isArray(node.required) ? node.required.map(String) : []
  const others = required.filter((name) => !Object.hasOwn(properties, name))
  const rules: Rule[] = []
  if (
    [node.properties, node.patternProperties, node.additionalProperties].some((each) => each !== undefined)
  ) {
    rules.push({ check: 'members', a: addMembers(place, properties, required) })
  }
  for (const name of others) rules.push({ check: 'required', a: append(tables.texts, [name]) })
  if (node.propertyNames !== undefined) rules.push({ check: 'names', a: nodeAt(`${pointer}/propertyNames`) })
  rules.push(...countRule(node, 'minProperties', 'fewest_members'))
  rules.push(...countRule(node, 'maxProperties', 'most_members'))
  for (const [name, needed] of Object.entries(
    isJsonObject(node.dependentRequired) ? node.dependentRequired : {},
  )) {
    const texts = [name, ...(needed as readonly string[])]
    rules.push({ check: 'also_required', a: append(tables.texts, texts), b: texts.length })
  }
  for (const name of Object.keys(isJsonObject(node.dependentSchemas) ? node.dependentSchemas : {})) {
    const a = nodeAt(appendPointer(`${pointer}/dependentSchemas`, name))
    rules.push({ check: 'also', a, b: append(tables.texts, [name]) })
  }
  const disjoint = node['x-disjoint']
  if (Array.isArray(disjoint)) {
    rules.push({ check: 'disjoint', a: append(tables.texts, disjoint.map(String)), b: disjoint.length })
  }
  return rules
}

function addMembers(
  { node, pointer, nodeAt, tables }: Place,
  properties: JsonObject,
  required: readonly string[],
): number {
  const entries = Object.keys(properties)
    .sort(byBytes)
    .map((name) => ({
      name,
      node: nodeAt(appendPointer(`${pointer}/properties`, name)),
      isRequired: required.includes(name),
    }))
  const patterns = Object.keys(isJsonObject(node.patternProperties) ? node.patternProperties : {}).map(
    (source) => ({
      pattern: patternIndex(tables, source),
      node: nodeAt(appendPointer(`${pointer}/patternProperties`, source)),
    }),
  )
  const others = node.additionalProperties
  return append(tables.objects, [
    {
      firstProperty: append(tables.properties, entries),
      propertyCount: entries.length,
      requiredCount: entries.filter(({ isRequired }) => isRequired).length,
      firstPattern: append(tables.namedByPatterns, patterns),
      patternCount: patterns.length,
      others: others === undefined ? anything : nodeAt(`${pointer}/additionalProperties`),
    },
  ])
}

function unionRules(place: Place): Rule[] {
  const { node, pointer, nodeAt, tables } = place
  const branches = (keyword: string): RuleNumber[] =>
    Array.isArray(node[keyword])
      ? node[keyword].map((_, index) => nodeAt(`${pointer}/${keyword}/${index}`))
      : []
  const union = (keyword: string, check: string): Rule[] => {
    const nodes = branches(keyword)
    return nodes.length === 0 ? [] : [{ check, a: append(tables.nodes, nodes), b: nodes.length }]
  }
  const rules = [...union('anyOf', 'any_of'), ...union('oneOf', 'one_of')]
  if (node.not !== undefined) rules.push({ check: 'negation', a: nodeAt(`${pointer}/not`) })
  if (node.if !== undefined && (node.then !== undefined || node.else !== undefined)) {
    const part = (keyword: string): RuleNumber =>
      node[keyword] === undefined ? anything : nodeAt(`${pointer}/${keyword}`)
    rules.push({ check: 'condition', a: append(tables.nodes, [part('if'), part('then'), part('else')]) })
  }
  return rules
}

function countRule(node: JsonObject, keyword: string, check: string): Rule[] {
  const count = node[keyword]
  return typeof count === 'number' ? [{ check, a: Math.min(count, 0xffffffff) }] : []
}

function patternIndex({ patterns }: Tables, source: string): number {
  return patterns.findIndex((pattern) => pattern.source === source)
}

/** Appends and returns the index of the first. */
function append<T>(list: T[], values: readonly T[]): number {
  return list.push(...values) - values.length
}

/** The order of std::string_view. */
function byBytes(a: string, b: string): number {
  return Buffer.compare(Buffer.from(a), Buffer.from(b))
}
