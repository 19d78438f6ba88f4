import { appendPointer, isJsonObject, type JsonObject, type JsonValue, valueAt } from '../../model/index.ts'
import { note, noteLoss, type Part } from './conversion.ts'
import { convertLists } from './convert-lists.ts'
import { convertObjects } from './convert-objects.ts'
import { convertScalars } from './convert-scalars.ts'
import { handledKeywords, plainKeywords, typeOfKeyword } from './keywords.ts'
import { definitionName, referenceTo, targetOf } from './references.ts'

/** A subschema below a part, converted. */
export type ConvertBelow = (
  part: Part,
  place: { readonly keyword: string; readonly name?: string | number },
  around: Pick<Part, 'outerTypes' | 'isCondition'>,
) => JsonValue

/** A subschema in the words of the house profile. It takes every value that the published one takes. */
export function convertNode(base: Omit<Part, 'draft'>): JsonObject {
  const part: Part = { ...base, draft: {} }
  const { draft, conversion } = part
  conversion.sources.set(draft, part.pointer)
  addReference(part)
  if (draft.$ref === undefined || !conversion.isOld) {
    convertScalars(part)
    if (isImpossible(part)) return { not: {} }
    const own = { ...part, outerTypes: typesOf(part) }
    convertLists(own, below)
    convertObjects(own, below)
    addLogic(own)
    dropMeaningless(own)
  }
  noteUnknown(part)
  return draft
}

/** Types are narrowed to what is around; nothing may be left. */
function isImpossible({ draft, outerTypes }: Part): boolean {
  if (draft.type === undefined || outerTypes.length === 0) return false
  const stated = [draft.type].flat().map(String)
  const possible = stated.flatMap((type) => {
    if (outerTypes.includes(type) || (type === 'integer' && outerTypes.includes('number'))) return [type]
    return type === 'number' && outerTypes.includes('integer') ? ['integer'] : []
  })
  if (possible.length === 0) return true
  draft.type = possible.length === 1 ? (possible[0] as string) : possible
  return false
}

/** A subschema that may be `true` or `false`. */
function convertValue(part: Omit<Part, 'node' | 'draft'>, value: JsonValue | undefined): JsonValue {
  return isJsonObject(value) ? convertNode({ ...part, node: value }) : value === false ? { not: {} } : {}
}

const below: ConvertBelow = ({ conversion, pointer, node }, { keyword, name }, around) => {
  const holder = node[keyword]
  const value = name === undefined ? holder : (holder as { readonly [name: string]: JsonValue })[name]
  const at = name === undefined ? `${pointer}/${keyword}` : appendPointer(`${pointer}/${keyword}`, name)
  return convertValue({ conversion, pointer: at, ...around }, value)
}

function addReference(part: Part): void {
  const { conversion, node, draft } = part
  const keyword = ['$ref', '$dynamicRef', '$recursiveRef'].find((each) => typeof node[each] === 'string')
  if (keyword === undefined) return
  const target = targetOf(conversion, String(node[keyword]))
  if (target === undefined) {
    noteLoss(part, keyword, `refers to ${node[keyword]}, which is not in this file: anything is taken`)
    return
  }
  if (keyword !== '$ref') note(part, keyword, `is taken for the $ref that it is in this file`)
  const isKnown = conversion.names.has(target)
  const name = definitionName(conversion, target)
  draft.$ref = referenceTo(name)
  for (const each of ['title', 'description', 'default']) {
    const said = node[each]
    if (said !== undefined && !(each === 'default' && part.isCondition)) draft[each] = said
  }
  if (isKnown) return
  conversion.definitions.set(name, {}) // in its place, also where it refers to itself
  const value = target === '' ? withoutDefinitions(conversion.document) : valueAt(conversion.document, target)
  conversion.definitions.set(
    name,
    convertValue({ conversion, pointer: target, outerTypes: [], isCondition: false }, value),
  )
}

/** They are converted where they are referred to. */
export function withoutDefinitions({
  $defs: _defs,
  definitions: _definitions,
  ...rest
}: JsonObject): JsonObject {
  return rest
}

/** What a value here can be: by the schema itself, what it refers to, or what is around it. */
function typesOf(part: Part): readonly string[] {
  const { draft } = part
  const own = draft.type ?? typeBehind(part, part.node, 0)
  if (own !== undefined) return [own].flat().map(String)
  if (part.outerTypes.length > 0) return part.outerTypes
  const spoken = Object.keys(part.node).flatMap((keyword) => {
    const type = Object.hasOwn(typeOfKeyword, keyword) ? typeOfKeyword[keyword] : undefined
    return type === undefined ? [] : [type]
  })
  const implied = [...new Set(part.node.dependencies === undefined ? spoken : [...spoken, 'object'])]
  if (implied.length === 0) return []
  draft.type = implied.length === 1 ? (implied[0] as string) : implied
  noteLoss(part, '', `has no type, and keywords of ${implied.join(' and ')}: nothing else is taken`)
  return implied
}

function typeBehind({ conversion }: Part, node: JsonObject, depth: number): JsonValue | undefined {
  if (depth > 8) return undefined
  const target = typeof node.$ref === 'string' ? targetOf(conversion, node.$ref) : undefined
  const referred = target === undefined ? undefined : valueAt(conversion.document, target)
  const parts = [referred, ...(Array.isArray(node.allOf) ? node.allOf : [])].filter(isJsonObject)
  for (const each of parts) {
    const type = each.type ?? typeBehind({ conversion } as Part, each, depth + 1)
    if (type !== undefined && type !== 'any') return type
  }
  return undefined
}

function addLogic(part: Part): void {
  const { node, outerTypes, draft } = part
  const inCondition = { outerTypes, isCondition: true }
  for (const keyword of ['allOf', 'anyOf', 'oneOf']) {
    const list = node[keyword]
    if (!Array.isArray(list) || list.length === 0) continue
    const restricts = keyword === 'allOf' || node.properties !== undefined
    const around = { outerTypes, isCondition: part.isCondition || restricts }
    draft[keyword] = list.map((_, index) => below(part, { keyword, name: index }, around))
  }
  if (node.not !== undefined) draft.not = below(part, { keyword: 'not' }, inCondition)
  if (node.if !== undefined && (node.then ?? node.else) !== undefined) {
    for (const keyword of ['if', 'then', 'else'])
      if (node[keyword] !== undefined) draft[keyword] = below(part, { keyword }, inCondition)
  }
  mergeSingle(part)
}

/** `allOf` of one, where nothing else is said of the same. */
function mergeSingle({ draft, conversion }: Part): void {
  const [only, ...others] = Array.isArray(draft.allOf) ? (draft.allOf as JsonValue[]) : []
  if (
    !isJsonObject(only) ||
    others.length > 0 ||
    Object.keys(only).some((keyword) => Object.hasOwn(draft, keyword))
  )
    return
  if (only.$ref === undefined) return
  if (conversion.lossy.has(only)) conversion.lossy.add(draft)
  Reflect.deleteProperty(draft, 'allOf')
  Object.assign(draft, only)
}

/** Keywords of another type than the value can have say nothing. */
function dropMeaningless(part: Part): void {
  const { outerTypes: types, draft } = part
  if (types.length === 0) return
  for (const keyword of Object.keys(draft)) {
    const type = Object.hasOwn(typeOfKeyword, keyword) ? typeOfKeyword[keyword] : undefined
    if (type === undefined || types.includes(type) || (type === 'number' && types.includes('integer')))
      continue
    Reflect.deleteProperty(draft, keyword)
    if (part.node[keyword] !== undefined)
      note(part, keyword, `says nothing of ${types.join(' or ')}, and is left out`)
  }
}

function noteUnknown(part: Part): void {
  for (const keyword of Object.keys(part.node)) {
    if (plainKeywords.has(keyword) || handledKeywords.has(keyword)) continue
    conversionNote(part, keyword, `${keyword} is no keyword here`)
  }
}

function conversionNote(part: Part, keyword: string, message: string): void {
  part.conversion.notes.push({ pointer: appendPointer(part.pointer, keyword), message })
}
