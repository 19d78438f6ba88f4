import { isJsonObject, type JsonObject, type JsonValue } from '../../model/index.ts'
import { noteLoss, type Part } from './conversion.ts'
import type { ConvertBelow } from './convert-node.ts'
import { readablePattern } from './convert-scalars.ts'

/** Members: by name, by pattern, all others; what depends on what; whether other names may be there. */
export function convertObjects(part: Part, below: ConvertBelow): void {
  const { node, draft } = part
  const around = { outerTypes: [], isCondition: part.isCondition }
  if (isJsonObject(node.properties))
    draft.properties = convertNamed(part, 'properties', (name) =>
      below(part, { keyword: 'properties', name }, around),
    )
  if (node.additionalProperties !== undefined) {
    const value = node.additionalProperties
    draft.additionalProperties =
      typeof value === 'boolean' ? value : below(part, { keyword: 'additionalProperties' }, around)
  }
  if (isJsonObject(node.patternProperties)) convertPatterns(part, below)
  if (node.propertyNames !== undefined && node.propertyNames !== true)
    draft.propertyNames = below(
      part,
      { keyword: 'propertyNames' },
      { outerTypes: ['string'], isCondition: true },
    )
  convertDependencies(part, below)
  if (node.unevaluatedProperties !== undefined)
    noteLoss(part, 'unevaluatedProperties', 'is left out: other members are taken')
  convertRequired(part)
  decideOpenness(part)
}

/** Names that cannot be checked are left out, and then others are taken. */
function convertNamed(part: Part, keyword: string, convert: (name: string) => JsonValue): JsonObject {
  const names = Object.keys(part.node[keyword] as JsonObject)
  const usable = names.filter((name) => name !== '__proto__' && name.isWellFormed())
  if (usable.length < names.length)
    noteLoss(part, keyword, 'has a name that cannot be checked, which is left out')
  return Object.fromEntries(usable.map((name) => [name, convert(name)]))
}

/** A pattern that every name fits is what `additionalProperties` says; one that fits a declared name is left out. */
function convertPatterns(part: Part, below: ConvertBelow): void {
  const { draft } = part
  const around = { outerTypes: [], isCondition: part.isCondition }
  const declared = Object.keys(isJsonObject(draft.properties) ? draft.properties : {})
  const kept: [string, JsonValue][] = []
  for (const pattern of Object.keys(part.node.patternProperties as JsonObject)) {
    const converted = () => below(part, { keyword: 'patternProperties', name: pattern }, around)
    const readable = readablePattern(pattern)
    const isEverything = /^(\^?\.[*+]\$?|\^?)$/.test(pattern)
    if (isEverything && typeof draft.additionalProperties !== 'object') {
      draft.additionalProperties = converted()
      if (declared.length > 0)
        noteLoss(
          part,
          'patternProperties',
          `${JSON.stringify(pattern)} is taken for all names but the declared ones`,
        )
    } else if (
      readable === undefined ||
      isEverything ||
      declared.some((name) => new RegExp(readable, 'u').test(name))
    ) {
      draft.additionalProperties = true
      noteLoss(
        part,
        'patternProperties',
        `${JSON.stringify(pattern)} fits a declared name, or is no regular expression: other names are taken`,
      )
    } else kept.push([readable, converted()])
  }
  if (kept.length > 0) draft.patternProperties = Object.fromEntries(kept)
}

function convertDependencies(part: Part, below: ConvertBelow): void {
  const { draft } = part
  const inCondition = { outerTypes: ['object'], isCondition: true }
  const schemas: Record<string, JsonValue> = {}
  const names: Record<string, JsonValue> = isJsonObject(draft.dependentRequired)
    ? { ...draft.dependentRequired }
    : {}
  for (const keyword of ['dependencies', 'dependentSchemas']) {
    const map = part.node[keyword]
    for (const [name, value] of Object.entries(isJsonObject(map) ? map : {})) {
      if (name === '__proto__') continue
      if (Array.isArray(value) || typeof value === 'string') names[name] = [value].flat()
      else schemas[name] = below(part, { keyword, name }, inCondition)
    }
  }
  if (Object.keys(schemas).length > 0) draft.dependentSchemas = schemas
  if (Object.keys(names).length > 0) draft.dependentRequired = names
}

function convertRequired(part: Part): void {
  const { draft } = part
  if (draft.required === undefined) return
  const names = Array.isArray(draft.required) ? [...new Set((draft.required as JsonValue[]).map(String))] : []
  const properties = isJsonObject(draft.properties) ? Object.keys(draft.properties) : []
  const known =
    draft.additionalProperties === false ? names.filter((name) => properties.includes(name)) : names
  if (known.length < names.length || !Array.isArray(draft.required))
    noteLoss(part, 'required', 'asks for a member that is not declared, or is no list: that is left out')
  if (known.length > 0) draft.required = known
  else Reflect.deleteProperty(draft, 'required')
}

/** JSON Schema takes other members unless it is told not to; the house asks that this is meant. */
function decideOpenness(part: Part): void {
  const { draft } = part
  const isUnion = draft.properties === undefined && (part.node.anyOf ?? part.node.oneOf) !== undefined
  const isObject = ([draft.type].flat().includes('object') && !isUnion) || draft.properties !== undefined
  if (!isObject || part.isCondition || draft.additionalProperties !== undefined) return
  draft.additionalProperties = true
  if (part.node.properties !== undefined && draft['x-question'] === undefined)
    draft['x-question'] = 'are other members meant to be taken?'
}
