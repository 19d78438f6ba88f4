import { appendPointer, isJsonObject, type JsonObject, type JsonValue } from '../../model/index.ts'
import { matches, refusalOf } from '../patterns/known-patterns.ts'
import { findKeyword, localReference, memberPosition, positionAt } from '../position.ts'
import { isSecretMark } from '../secret-mark.ts'
import type { Subschema } from '../subschemas.ts'
import { describeType } from '../validate/describe-type.ts'
import { reachesHere } from '../validate/reach.ts'
import type { ProfileBreak, ProfileRule } from './profile-break.ts'
import { nameOf } from './profile-break.ts'

/** Rules without which a schema says nothing, or not what it seems to say: as strict as Ajv's own, in our words. */
export const structureRules: readonly ProfileRule[] = [
  checkPatterns,
  demandType,
  demandTypeThatFits,
  demandTupleLength,
  checkContains,
  checkCondition,
  refuseOverlappingNames,
  refusePrototypeName,
  checkDiscriminator,
  refuseSelfReference,
]

/** Keywords that say nothing of a value of another type. */
const typeOfKeyword: Readonly<Record<string, string>> = Object.fromEntries([
  ...['minimum', 'maximum', 'exclusiveMinimum', 'exclusiveMaximum', 'multipleOf'].map((k) => [k, 'number']),
  ...['minLength', 'maxLength', 'pattern', 'format', 'x-duration'].map((k) => [k, 'string']),
  ...['items', 'prefixItems', 'minItems', 'maxItems', 'uniqueItems', 'contains'].map((k) => [k, 'array']),
  ...['properties', 'patternProperties', 'additionalProperties', 'propertyNames', 'required'].map((k) => [
    k,
    'object',
  ]),
  ...['dependentRequired', 'dependentSchemas', 'minProperties', 'maxProperties', 'x-disjoint'].map((k) => [
    k,
    'object',
  ]),
])

function checkPatterns({ pointer, node }: Subschema): ProfileBreak[] {
  const patterns = [
    ...(typeof node.pattern === 'string' ? [{ at: `${pointer}/pattern`, pattern: node.pattern }] : []),
    ...Object.keys(isJsonObject(node.patternProperties) ? node.patternProperties : {}).map((pattern) => ({
      at: appendPointer(`${pointer}/patternProperties`, pattern),
      pattern,
    })),
  ]
  return patterns.flatMap(({ at, pattern }) => {
    const reason = faultOf(pattern)
    const refused = refusalOf(pattern)
    if (reason === undefined && refused !== undefined) {
      const message = `${nameOf(pointer)} has the pattern ${JSON.stringify(pattern)}, which ${refused}`
      return [{ at, message, help: 'say it in a way that is matched character by character' }]
    }
    if (reason === undefined) return []
    const message = `${nameOf(pointer)} has the pattern ${JSON.stringify(pattern)}, which is not a regular expression: ${reason}`
    return [{ at, message, help: 'write it as ECMAScript has it with the flag u, and try it there' }]
  })
}

function faultOf(pattern: string): string | undefined {
  try {
    new RegExp(pattern, 'u')
    return undefined
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error)
    return reason.slice(reason.lastIndexOf(': ') + 2).toLowerCase()
  }
}

function demandType({ pointer, node }: Subschema, { types }: { types: readonly string[] }): ProfileBreak[] {
  if (isSecretMark(node['x-secret'])) return []
  return Object.keys(node).flatMap((keyword) => {
    const type = Object.hasOwn(typeOfKeyword, keyword) ? typeOfKeyword[keyword] : undefined
    const isOfDuration = type === 'number' && keyword !== 'multipleOf' && node['x-duration'] !== undefined
    const speaks =
      type === undefined ||
      isOfDuration ||
      types.includes(type) ||
      (type === 'number' && types.includes('integer'))
    if (speaks) return []
    const message = `${nameOf(pointer)} has ${keyword}, which says nothing of what is not ${describeType(type)}`
    return [{ at: appendPointer(pointer, keyword), message, help: `add "type": "${type}"` }]
  })
}

function demandTypeThatFits(
  { pointer, node }: Subschema,
  { outerTypes }: { outerTypes: readonly string[] },
): ProfileBreak[] {
  const isAllowed = (type: JsonValue): boolean =>
    outerTypes.includes(String(type)) || (type === 'integer' && outerTypes.includes('number'))
  const other = node.type === undefined ? [] : [node.type].flat().filter((type) => !isAllowed(type))
  if (outerTypes.length === 0 || other.length === 0 || isSecretMark(node['x-secret'])) return []
  const message = `${nameOf(pointer)} asks for ${describeType(other)}, where only ${describeType([...outerTypes])} can be`
  return [{ at: `${pointer}/type`, message, help: 'let the type here be one of those around it' }]
}

function demandTupleLength({ pointer, node }: Subschema): ProfileBreak[] {
  if (!Array.isArray(node.prefixItems)) return []
  const length = node.prefixItems.length
  const isBounded = node.maxItems === length || node.items === false || isJsonObject(node.items)
  if (node.minItems === length && isBounded) return []
  const message = `${nameOf(pointer)} is a tuple of ${length} that may be shorter or longer`
  return [{ at: `${pointer}/prefixItems`, message, help: `add "minItems": ${length} and "items": false` }]
}

function checkContains({ pointer, node }: Subschema): ProfileBreak[] {
  const least = node.minContains
  const most = node.maxContains
  const at = `${pointer}/${least === undefined ? 'maxContains' : 'minContains'}`
  if (least === undefined && most === undefined) return []
  if (node.contains === undefined) {
    return [{ at, message: `${nameOf(pointer)} counts elements without contains`, help: 'add contains' }]
  }
  if (typeof least === 'number' && typeof most === 'number' && least > most) {
    const message = `${nameOf(pointer)} asks for ${least} elements or more and ${most} or fewer`
    return [{ at, message, help: 'let minContains be at most maxContains' }]
  }
  if (least !== 0 || most !== undefined) return []
  const message = `${nameOf(pointer)} has contains, which asks for nothing with minContains 0`
  return [{ at, message, help: 'remove both, or add maxContains' }]
}

function checkCondition({ pointer, node }: Subschema): ProfileBreak[] {
  const branch = node.then === undefined ? 'else' : 'then'
  if (node.if !== undefined && node.then === undefined && node.else === undefined) {
    const message = `${nameOf(pointer)} has a condition without consequence`
    return [{ at: `${pointer}/if`, message, help: 'add then or else' }]
  }
  if (node.if !== undefined || node[branch] === undefined) return []
  const message = `${nameOf(pointer)} has ${branch} without if`
  return [{ at: `${pointer}/${branch}`, message, help: 'add if' }]
}

function refuseOverlappingNames({ pointer, node }: Subschema): ProfileBreak[] {
  if (!isJsonObject(node.properties) || !isJsonObject(node.patternProperties)) return []
  const patterns = Object.keys(node.patternProperties)
  return Object.keys(node.properties).flatMap((name) => {
    const pattern = patterns.find((each) => matches(each, name))
    if (pattern === undefined) return []
    const message = `${nameOf(pointer)} declares ${name} twice: by name, and by the pattern ${pattern}`
    const at = appendPointer(`${pointer}/patternProperties`, pattern)
    return [{ at, message, help: 'let the pattern match no name of properties' }]
  })
}

function refusePrototypeName({ pointer, node }: Subschema): ProfileBreak[] {
  return ['properties', 'patternProperties', 'dependentSchemas', 'dependentRequired', '$defs'].flatMap(
    (keyword) => {
      const map = node[keyword]
      const names = isJsonObject(map) ? Object.keys(map) : []
      return names.flatMap((name) => {
        if (name !== '__proto__' && name.isWellFormed()) return []
        const message = `${nameOf(pointer)} uses the name ${JSON.stringify(name)}, which cannot be checked`
        return [{ at: appendPointer(`${pointer}/${keyword}`, name), message, help: 'choose another name' }]
      })
    },
  )
}

function checkDiscriminator(
  { pointer, node }: Subschema,
  { schema }: Parameters<ProfileRule>[1],
): ProfileBreak[] {
  const { discriminator } = node
  if (discriminator === undefined) return []
  const at = `${pointer}/discriminator`
  const complain = (what: string, help: string): ProfileBreak[] => [
    { at, message: `${nameOf(pointer)} has a discriminator ${what}`, help },
  ]
  const tag = isJsonObject(discriminator) ? discriminator.propertyName : undefined
  if (typeof tag !== 'string' || Object.keys(discriminator as JsonObject).length > 1)
    return complain(
      'that is not { "propertyName": … } alone',
      'name the property that tells the branches apart',
    )
  if (!Array.isArray(node.oneOf)) return complain('without oneOf', 'put it beside oneOf')
  const tags = node.oneOf.map((_, index) => {
    const branch = positionAt(schema, `${pointer}/oneOf/${index}`)
    const isRequired = [...branch, { node }].some(({ node: { required } }) =>
      Array.isArray(required) ? required.includes(tag) : false,
    )
    const member = memberPosition(schema, branch, tag)
    const choices = findKeyword(member, 'const')?.value ?? findKeyword(member, 'enum')?.value ?? []
    return { isRequired, choices: Array.isArray(choices) ? choices : [choices] }
  })
  const all = tags.flatMap(({ choices }) => choices)
  if (tags.some(({ choices }) => choices.length === 0) || all.some((each) => typeof each !== 'string'))
    return complain(`of which a branch does not say its ${tag}`, `give ${tag} a const or an enum of texts`)
  if (new Set(all).size < all.length)
    return complain(`of which two branches share a ${tag}`, `let each ${tag} stand in one branch`)
  if (tags.some(({ isRequired }) => !isRequired))
    return complain(`of which a branch does not require ${tag}`, `add "required": ["${tag}"]`)
  return []
}

function refuseSelfReference(
  { pointer, node }: Subschema,
  { schema }: Parameters<ProfileRule>[1],
): ProfileBreak[] {
  const target = localReference(node.$ref)
  if (target === undefined || !reachesHere(schema, target, pointer)) return []
  const message = `${nameOf(pointer)} refers to itself, which says nothing of any value`
  return [
    { at: `${pointer}/$ref`, message, help: 'refer from a property or an element, a step into the value' },
  ]
}
