import { appendPointer, isJsonObject } from '../model/index.ts'
import { describePattern, findKeyword, memberPosition, type Position, positionAt } from '../schema/index.ts'
import { commentOn } from './ts-comment-on.ts'
import { member, objectType, propertyName, single, type TypeText, union, unknownType } from './ts-text.ts'
import type { Surroundings, TypeOf, TypeWork } from './ts-work.ts'

/** `{ readonly name: T … }`: what a position says of the members of an object. */
export function membersOf(work: TypeWork, own: Position, inside: Inside): TypeText {
  const named = namedMembers(work, own, inside)
  const free = freeMembers(work, own, inside)
  return objectType([...named.map(({ text }) => text), ...indexSignatures(free, named)])
}

/** What is around the object, and how the types in it are written. */
interface Inside {
  readonly around: Surroundings
  readonly typeOf: TypeOf
}

interface NamedMember {
  readonly name: string
  readonly type: TypeText
  readonly isOptional: boolean
  readonly text: string
}

/** Names that every object has: to TypeScript one without such a member still has Object's own. */
const inherited = new Set(Object.getOwnPropertyNames(Object.prototype))

function namedMembers(work: TypeWork, own: Position, { around, typeOf }: Inside): NamedMember[] {
  const required = new Set(
    own.flatMap(({ node }) => (Array.isArray(node.required) ? node.required.map(String) : [])),
  )
  return orderedNames(own, required).map((name) => {
    const position = memberPosition(work.schema, own, name)
    const effect = findKeyword(position, 'x-effect')?.value ?? around.effect
    const isForbidden = own.some(
      ({ node }) => isJsonObject(node.properties) && node.properties[name] === false,
    )
    const stated = isForbidden ? single('never') : typeOf(work, position, { effect, types: [] })
    const hasDefault = findKeyword(position, 'default') !== undefined
    const isOptional = hasDefault ? work.variant === 'input' : !required.has(name)
    const type = isOptional && inherited.has(name) ? unknownType : stated
    const head = `${propertyName(name)}${isOptional ? '?' : ''}`
    return { name, type, isOptional, text: member(head, type, commentOn(work.schema, position, effect)) }
  })
}

/** As the schema declares them, those of `allOf` last; then what is required without being declared. */
function orderedNames(own: Position, required: ReadonlySet<string>): string[] {
  const names = own.flatMap(({ node }) => (isJsonObject(node.properties) ? Object.keys(node.properties) : []))
  return [...new Set([...names, ...required])]
}

/** Names that the schema leaves free: those that begin with `prefix`, or any. */
interface FreeMembers {
  readonly prefix?: string
  readonly type: TypeText
  readonly comment: string
}

function freeMembers(work: TypeWork, own: Position, { around: { effect }, typeOf }: Inside): FreeMembers[] {
  const around = { effect, types: [] }
  const patterns = own.flatMap(({ pointer, node }) =>
    Object.entries(isJsonObject(node.patternProperties) ? node.patternProperties : {}).map(
      ([pattern, value]) => {
        const position = positionAt(work.schema, appendPointer(`${pointer}/patternProperties`, pattern))
        const form = describePattern([{ pointer, node: { pattern } }])
        const comment = [form, commentOn(work.schema, position, effect)].filter(Boolean).join(' · ')
        const type = value === false ? single('never') : typeOf(work, position, around)
        return { ...prefixOf(pattern), type, comment }
      },
    ),
  )
  const others = otherMembers(work, own, { around, typeOf })
  return others === undefined ? patterns : [...patterns, others]
}

/** Names of any form; undefined where there may be none. */
function otherMembers(work: TypeWork, own: Position, { around, typeOf }: Inside): FreeMembers | undefined {
  const stated = own.filter(({ node }) => node.additionalProperties !== undefined)
  if (stated.some(({ node }) => node.additionalProperties === false)) return undefined
  const [first] = stated
  if (first === undefined) return { type: unknownType, comment: '' }
  const position = positionAt(work.schema, `${first.pointer}/additionalProperties`)
  return { type: typeOf(work, position, around), comment: commentOn(work.schema, position, around.effect) }
}

/** `^x-[a-z]+$` → `x-`: the text that all names of this form begin with. */
function prefixOf(pattern: string): { readonly prefix?: string } {
  const prefix = /^\^([\w-]*)(?![\w?*{|+-])/.exec(pattern)?.[1]
  const isOne =
    prefix !== undefined && prefix !== '' && !/\||[?*{]$/.test(pattern.slice(0, prefix.length + 2))
  return isOne ? { prefix } : {}
}

/**
 * Index signatures. Each member with a name must fit those that its name falls under: names that all begin with texts
 * of their own get a signature each, everything else gets one that takes the named members too.
 */
function indexSignatures(free: readonly FreeMembers[], named: readonly NamedMember[]): string[] {
  if (free.length === 0) return []
  if (areApart(free, named)) {
    return free.map(({ prefix, type, comment }) => member(`[name: \`${prefix}\${string}\`]`, type, comment))
  }
  const types = [...free.map(({ type }) => type), ...named.map(({ type }) => type)]
  // What is long is not repeated.
  const isLong = named.some(
    ({ type }) => type.text.length > 60 && free.every((each) => each.type.text !== type.text),
  )
  const optional = named.some(({ isOptional }) => isOptional) ? [single('undefined')] : []
  const type = isLong ? unknownType : union([...types, ...optional])
  const comment = [...new Set(free.map((each) => each.comment))].filter(Boolean).join('\n')
  return [member('[name: string]', type, comment)]
}

function areApart(free: readonly FreeMembers[], named: readonly NamedMember[]): boolean {
  const prefixes = free.map(({ prefix }) => prefix)
  const others = [...prefixes, ...named.map(({ name }) => name)]
  return prefixes.every(
    (prefix, index) =>
      prefix !== undefined &&
      others.every((other, at) => at === index || other?.startsWith(prefix) === false),
  )
}
