import { appendPointer, isJsonObject, type JsonValue, nearest, valueAt } from '../../model/index.ts'
import { formatHelp, textFormat } from '../formats/formats.ts'
import { localReference, memberNames, positionAt, withAllBranches } from '../position.ts'
import type { Schema } from '../schema.ts'
import { isSecretMark } from '../secret-mark.ts'
import type { Subschema } from '../subschemas.ts'
import { nameOf, type ProfileBreak, type ProfileRule, typesOf } from './profile-break.ts'
import { checkDuration, checkUnit } from './unit-rules.ts'

/** What the house asks of a schema beyond what JSON Schema does, one subschema at a time. */
export const profileRules: readonly ProfileRule[] = [
  refuseBanned,
  refuseUnknownKeyword,
  refuseEmptyEnum,
  demandOpenOrClosed,
  demandBounds,
  demandKnownRequired,
  checkReference,
  checkFormat,
  checkDuration,
  checkUnit,
  checkEffect,
  checkSecret,
  checkDisjoint,
  checkElementKey,
  checkQuestion,
  refuseDefaultInCondition,
]

/** The one dialect of schemas here. */
export const dialect = 'https://json-schema.org/draft/2020-12/schema'

/** Keywords that Ajv gets wrong or that have a plainer form, with what to do instead. */
const banned: Readonly<Record<string, string>> = {
  $dynamicRef: 'use $ref to an entry of $defs',
  $dynamicAnchor: 'use $ref to an entry of $defs',
  $recursiveRef: 'use $ref to an entry of $defs',
  $anchor: 'use $ref to an entry of $defs',
  unevaluatedProperties: 'use additionalProperties',
  unevaluatedItems: 'use items',
  definitions: 'use $defs at the root',
  dependencies: 'use dependentRequired or dependentSchemas',
}

const bannedKeywords = Object.keys(banned)

const profileKeywords = [
  ...[
    '$comment',
    '$ref',
    'title',
    'description',
    'default',
    'examples',
    'deprecated',
    'type',
    'enum',
    'const',
  ],
  ...['minimum', 'maximum', 'exclusiveMinimum', 'exclusiveMaximum', 'multipleOf'],
  ...['minLength', 'maxLength', 'pattern', 'format'],
  ...[
    'items',
    'prefixItems',
    'minItems',
    'maxItems',
    'uniqueItems',
    'contains',
    'minContains',
    'maxContains',
  ],
  ...[
    'properties',
    'patternProperties',
    'additionalProperties',
    'propertyNames',
    'required',
    'dependentRequired',
  ],
  ...['dependentSchemas', 'minProperties', 'maxProperties', 'discriminator'],
  ...['allOf', 'anyOf', 'oneOf', 'not', 'if', 'then', 'else'],
  ...['x-duration', 'x-unit', 'x-effect', 'x-secret', 'x-disjoint', 'x-key', 'x-question'],
]
const knownAtRoot = ['$schema', '$id', '$defs', ...profileKeywords]

function refuseBanned({ pointer, node }: Subschema): ProfileBreak[] {
  const breaks = bannedKeywords
    .filter((keyword) => Object.hasOwn(node, keyword))
    .map((keyword) => ({
      at: `${pointer}/${keyword}`,
      message: `${nameOf(pointer)} uses ${keyword}`,
      help: banned[keyword] as string, // one of its own names
    }))
  if (pointer !== '' || node.$schema === dialect) return breaks
  const help = `begin with "$schema": "${dialect}"`
  return [...breaks, { at: '/$schema', message: 'the schema does not declare draft 2020-12', help }]
}

function refuseUnknownKeyword({ pointer, node }: Subschema): ProfileBreak[] {
  const allowed = pointer === '' ? knownAtRoot : profileKeywords
  return Object.keys(node)
    .filter((keyword) => !allowed.includes(keyword) && !Object.hasOwn(banned, keyword))
    .map((keyword) => {
      const nearestKeyword = nearest(keyword, allowed)
      const isMisplaced = knownAtRoot.includes(keyword)
      const help = isMisplaced
        ? 'it belongs at the root'
        : nearestKeyword === undefined
          ? 'remove it'
          : `did you mean ${nearestKeyword}?`
      const what = isMisplaced ? 'a nested' : 'the unknown keyword'
      return {
        at: appendPointer(pointer, keyword),
        message: `${nameOf(pointer)} has ${what} ${keyword}`,
        help,
      }
    })
}

function refuseEmptyEnum({ pointer, node }: Subschema): ProfileBreak[] {
  if (!Array.isArray(node.enum) || node.enum.length > 0) return []
  const message = `${nameOf(pointer)} has an empty enum, which allows nothing`
  return [{ at: `${pointer}/enum`, message, help: 'list the allowed values' }]
}

const demandOpenOrClosedHelp =
  'add "additionalProperties": false, or a schema for the names that are free to choose'

function demandOpenOrClosed({ pointer, node }: Subschema, context: { isCondition: boolean }): ProfileBreak[] {
  // An object that is only a union is as open as its branches.
  const isUnion = node.properties === undefined && (node.anyOf ?? node.oneOf) !== undefined
  const isObject = (typesOf(node.type).includes('object') && !isUnion) || node.properties !== undefined
  // A banned keyword that means the same is complained of by itself.
  const isMeant = node.additionalProperties !== undefined || node.unevaluatedProperties !== undefined
  if (!isObject || context.isCondition || isMeant) return []
  const message = `${nameOf(pointer)} is an object that is neither open nor closed on purpose`
  return [{ at: pointer, message, help: demandOpenOrClosedHelp }]
}

function demandBounds({ pointer, node }: Subschema, context: { isCondition: boolean }): ProfileBreak[] {
  if (!typesOf(node.type).includes('integer') || context.isCondition) return []
  if (node.enum !== undefined || node.const !== undefined) return []
  const missing = [
    node.minimum === undefined && node.exclusiveMinimum === undefined && 'minimum',
    node.maximum === undefined && node.exclusiveMaximum === undefined && 'maximum',
  ].filter((bound) => bound !== false)
  if (missing.length === 0) return []
  const message = `${nameOf(pointer)} is an integer without ${missing.join(' and ')}`
  return [{ at: pointer, message, help: 'bound it by what the component can hold' }]
}

function demandKnownRequired({ pointer, node }: Subschema): ProfileBreak[] {
  if (!Array.isArray(node.required) || node.additionalProperties !== false) return []
  const properties = isJsonObject(node.properties) ? Object.keys(node.properties) : []
  return node.required.flatMap((name, index) => {
    if (properties.includes(String(name))) return []
    const nearestProperty = nearest(String(name), properties)
    const help =
      nearestProperty === undefined ? 'declare it in properties' : `did you mean ${nearestProperty}?`
    const message = `${nameOf(pointer)} requires ${name}, which it does not allow`
    return [{ at: `${pointer}/required/${index}`, message, help }]
  })
}

function checkReference({ pointer, node }: Subschema, { schema }: { schema: Schema }): ProfileBreak[] {
  if (node.$ref === undefined) return []
  const target = localReference(node.$ref)
  const at = `${pointer}/$ref`
  const unlinked = schema.unlinked?.find((each) => each.pointer === pointer)
  if (unlinked !== undefined) {
    const message = `${nameOf(pointer)} refers to ${JSON.stringify(node.$ref)}, ${unlinked.reason}`
    return [{ at, message, help: unlinked.help }]
  }
  if (target === undefined || !target.startsWith('/$defs/')) {
    const message = `${nameOf(pointer)} refers to ${JSON.stringify(node.$ref)}, which is not an entry of $defs`
    return [{ at, message, help: 'use "#/$defs/<name>", or the path of another file of schemas/' }]
  }
  if (valueAt(schema.document, target) !== undefined) return []
  const names = isJsonObject(schema.document.$defs) ? Object.keys(schema.document.$defs) : []
  const nearestDefinition = nearest(target.slice('/$defs/'.length), names)
  const help =
    nearestDefinition === undefined ? 'add it to $defs' : `did you mean #/$defs/${nearestDefinition}?`
  return [{ at, message: `${nameOf(pointer)} refers to ${String(node.$ref)}, which is not there`, help }]
}

function checkFormat({ pointer, node }: Subschema): ProfileBreak[] {
  const { format } = node
  if (typeof format !== 'string' || textFormat(format) !== undefined) return []
  const message = `${nameOf(pointer)} has the unknown format ${JSON.stringify(format)}`
  return [{ at: `${pointer}/format`, message, help: formatHelp(format) }]
}

function checkEffect({ pointer, node }: Subschema): ProfileBreak[] {
  const effect = node['x-effect']
  if (effect === undefined || effect === 'live' || effect === 'restart' || effect === 'none') return []
  const message = `${nameOf(pointer)} has the unknown effect ${JSON.stringify(effect)}`
  return [{ at: `${pointer}/x-effect`, message, help: 'one of live, restart, none' }]
}

function checkSecret({ pointer, node }: Subschema, context: { isCondition: boolean }): ProfileBreak[] {
  const isSecret = node['x-secret']
  if (isSecret === undefined) return []
  const at = `${pointer}/x-secret`
  if (typeof isSecret !== 'boolean' && !isSecretMark(isSecret)) {
    const message = `${nameOf(pointer)} has an x-secret that is not true, 'plain' or 'sealed'`
    const help =
      '"sealed": an apply writes age text for the component\'s members; "plain": the secret itself; true: the component fetches it'
    return [{ at, message, help }]
  }
  if (!context.isCondition) return []
  const message = `${nameOf(pointer)} has an x-secret inside a condition`
  return [{ at, message, help: 'put it where the property is defined' }]
}

function checkDisjoint({ pointer, node }: Subschema): ProfileBreak[] {
  const names = node['x-disjoint']
  if (names === undefined) return []
  const properties = isJsonObject(node.properties) ? Object.keys(node.properties) : []
  const areKnown =
    Array.isArray(names) && names.length > 1 && names.every((name) => properties.includes(String(name)))
  if (areKnown) return []
  const message = `${nameOf(pointer)} has an x-disjoint that does not name two or more of its own lists`
  return [{ at: `${pointer}/x-disjoint`, message, help: 'name list properties of this object' }]
}

/** A key that no element has tells nothing apart; one that may be missing tells apart only the lists where it is not. */
function checkElementKey({ pointer, node }: Subschema, { schema }: { schema: Schema }): ProfileBreak[] {
  const key = node['x-key']
  if (key === undefined) return []
  const at = `${pointer}/x-key`
  const names: readonly JsonValue[] = Array.isArray(key) ? key : [key]
  const areNames = names.length > 0 && names.every((name) => typeof name === 'string')
  if (!areNames || (node.items === undefined && node.$ref === undefined)) {
    const message = `${nameOf(pointer)} has an x-key that does not name members of a list's elements`
    return [
      { at, message, help: 'beside items, name the member, or members, by which elements are told apart' },
    ]
  }
  const itemPosition = withAllBranches(schema, positionAt(schema, `${pointer}/items`))
  const declared = memberNames(itemPosition)
  const isClosed =
    declared.length > 0 && itemPosition.some(({ node: each }) => each.additionalProperties === false)
  const unknown = isClosed ? names.find((name) => !declared.includes(String(name))) : undefined
  if (unknown === undefined) return []
  const nearestMember = nearest(String(unknown), declared)
  const help =
    nearestMember === undefined ? `one of ${declared.join(', ')}` : `did you mean ${nearestMember}?`
  return [
    { at, message: `${nameOf(pointer)} has the x-key ${unknown}, which its elements do not have`, help },
  ]
}

function checkQuestion({ pointer, node }: Subschema): ProfileBreak[] {
  const question = node['x-question']
  if (question === undefined || (typeof question === 'string' && question !== '')) return []
  const message = `${nameOf(pointer)} has an x-question that is no text`
  return [{ at: `${pointer}/x-question`, message, help: 'write what somebody has to answer, or remove it' }]
}

function refuseDefaultInCondition(
  { pointer, node }: Subschema,
  context: { isCondition: boolean },
): ProfileBreak[] {
  if (node.default === undefined || !context.isCondition) return []
  const message = `${nameOf(pointer)} has a default inside a condition, where it is never filled in`
  return [{ at: `${pointer}/default`, message, help: 'put the default where the property is defined' }]
}
