import { appendPointer, isJsonObject, type JsonValue } from '../../model/index.ts'
import { sharedElements } from '../lint/disjoint.ts'
import { findKeyword, memberPosition, positionAt, type SchemaNode } from '../position.ts'
import type { Schema } from '../schema.ts'
import { describeNotAllowed } from './describe-scalars.ts'
import { describeType } from './describe-type.ts'
import { nameOf } from './finding.ts'
import { describeCount } from './range.ts'
import { type Draft, listOf, positionOf, type Subject, showValue } from './subject.ts'
import { suggestKey } from './suggest-key.ts'

/** The tag of a union (`discriminator`) that is missing or unknown; undefined where it is neither. */
export function describeWrongTag(subject: Subject): Draft[] | undefined {
  const holder = subject.position.find(({ node }) => Array.isArray(node.oneOf))
  const discriminator = holder?.node.discriminator
  if (holder === undefined || !isJsonObject(discriminator) || !isJsonObject(subject.value)) return undefined
  const tag = String(discriminator.propertyName)
  const pointer = appendPointer(subject.pointer, tag)
  const value = Object.hasOwn(subject.value, tag) ? subject.value[tag] : undefined
  if (value === undefined) return [missing(subject, tag)]
  const choices = tagsOf(subject.schema, holder, tag)
  if (choices.includes(value)) return undefined
  const about = { ...subject, pointer, label: nameOf(pointer), value, params: { allowedValues: choices } }
  return describeNotAllowed(about).map((draft) => ({ ...draft, pointer }))
}

function tagsOf(schema: Schema, holder: SchemaNode, tag: string): JsonValue[] {
  const branches = Array.isArray(holder.node.oneOf) ? holder.node.oneOf : []
  return branches.flatMap((_, index) => {
    const member = memberPosition(schema, positionAt(schema, `${holder.pointer}/oneOf/${index}`), tag)
    const constant = findKeyword(member, 'const')?.value
    const choices = findKeyword(member, 'enum')?.value
    return constant !== undefined ? [constant] : Array.isArray(choices) ? choices : []
  })
}

/** An element that a list may hold once. */
export function describeRepeated(subject: Subject): Draft[] {
  const [first, second] = [Number(subject.params.j), Number(subject.params.i)].sort((a, b) => a - b)
  const pointer = appendPointer(subject.pointer, second ?? 0)
  const element = Array.isArray(subject.value) ? (subject.value[second ?? 0] as JsonValue) : null
  const text = showValue(subject.schema, pointer, element)
  const message = `${subject.label} holds ${text} twice, at ${first} and at ${second}`
  return [{ code: 'wrong-count', pointer, message, help: 'remove one of them' }]
}

/** A key that is required, perhaps because another one is there. */
export function describeMissing(subject: Subject): Draft[] {
  const name = String(subject.params.missingProperty)
  const cause = subject.params.property
  const member = positionOf(subject.schema, appendPointer(subject.pointer, name))
  const type = findKeyword(member, 'type')?.value
  const description = findKeyword(member, 'description')?.value
  const what = [
    ...(type === undefined ? [] : [`, ${describeType(type)}`]),
    ...(typeof description === 'string' ? [` (${description})`] : []),
  ].join('')
  return [
    {
      ...missing(subject, name),
      ...(typeof cause === 'string' && { because: `${appendPointer(subject.pointer, cause)} is there` }),
      ...(member.length > 0 && { help: `add ${name}${what}` }),
    },
  ]
}

function missing({ pointer, label }: Subject, name: string): Draft {
  return { code: 'missing-key', pointer, message: `${label} lacks ${name}`, lacks: [name] }
}

/** A key that is not allowed. */
export function describeUnknown(subject: Subject): Draft[] {
  const name = String(subject.params.additionalProperty)
  const pointer = appendPointer(subject.pointer, name)
  const { help, meant } = suggestKey(subject.schema, {
    pointer: subject.pointer,
    position: positionAt(subject.schema, subject.schemaPointer),
    name,
  })
  return [
    {
      code: 'unknown-key',
      pointer,
      isKey: true,
      message: `${pointer} is not a key that the schema knows`,
      help,
      ...(meant !== undefined && { meant: appendPointer(subject.pointer, meant) }),
    },
  ]
}

/** Elements that stand in two lists which may share none. */
export function describeShared(subject: Subject): Draft[] {
  const names = findKeyword(subject.position, 'x-disjoint')?.value
  return sharedElements(Array.isArray(names) ? names.map(String) : [], subject.value).map((shared) => {
    const pointer = appendPointer(appendPointer(subject.pointer, shared.second.name), shared.second.index)
    const text = showValue(subject.schema, pointer, shared.value)
    return {
      code: 'schema-rule',
      pointer,
      message: `${pointer} repeats ${text}, which ${shared.first.name} holds too`,
      because: `${listOf(names as JsonValue[], 'and')} may share no element`,
      help: `remove ${text} from one of them`,
    }
  })
}

/** Too few or too many elements or members. */
export function count(subject: Subject, suffix: 'Items' | 'Properties', noun: string): Draft[] {
  const size = isJsonObject(subject.value) ? Object.keys(subject.value).length : (subject.value as []).length
  const message = `${subject.label} must have ${describeCount(subject.position, suffix, noun)}, got ${size}`
  return [{ code: 'wrong-count', message }]
}

/** More elements than a tuple has. */
export function describeTooLong({ label, value, params }: Subject): Draft[] {
  const size = Array.isArray(value) ? value.length : 0
  return [{ code: 'wrong-count', message: `${label} must have ${params.limit} elements, got ${size}` }]
}
