import { appendPointer, isJsonObject, type JsonValue } from '../model/index.ts'
import { describeNotAllowed } from './describe-scalars.ts'
import { describeType } from './describe-type.ts'
import { sharedElements } from './disjoint.ts'
import { nameOf } from './finding.ts'
import { childPosition, findKeyword, positionAt } from './position.ts'
import { describeCount } from './range.ts'
import { type Draft, listOf, positionOf, type Subject, showValue } from './subject.ts'
import { suggestKey } from './suggest-key.ts'

/** The tag of a union that is missing or unknown. */
export function describeWrongTag(subject: Subject): Draft[] {
  const tag = String(subject.params.tag)
  const pointer = appendPointer(subject.pointer, tag)
  const value = isJsonObject(subject.value) ? subject.value[tag] : undefined
  if (value === undefined) {
    return [{ code: 'missing-key', message: `${nameOf(subject.pointer)} lacks ${tag}`, lacks: pointer }]
  }
  const branches = findKeyword(subject.position, 'oneOf')
  const tags = (Array.isArray(branches?.value) ? branches.value : []).flatMap((_, index) => {
    const branch = positionAt(subject.schema, `${branches?.pointer}/oneOf/${index}`)
    const member = childPosition(subject.schema, branch, tag)
    return findKeyword(member, 'const')?.value ?? findKeyword(member, 'enum')?.value ?? []
  })
  const choices = tags.flat() as JsonValue[]
  return describeNotAllowed({ ...subject, pointer, value, params: { allowedValues: choices } }).map(
    (draft) => ({
      ...draft,
      pointer,
    }),
  )
}

/** An element that a list may hold once. */
export function describeRepeated(subject: Subject): Draft[] {
  const [first, second] = [Number(subject.params.j), Number(subject.params.i)].sort((a, b) => a - b)
  const pointer = appendPointer(subject.pointer, second ?? 0)
  const element = Array.isArray(subject.value) ? (subject.value[second ?? 0] as JsonValue) : null
  const text = showValue(subject.schema, pointer, element)
  const message = `${nameOf(subject.pointer)} holds ${text} twice, at ${first} and at ${second}`
  return [{ code: 'wrong-count', pointer, message, help: 'remove one of them' }]
}

/** A key that is required. */
export function describeMissing(subject: Subject): Draft[] {
  const name = String(subject.params.missingProperty)
  const lacks = appendPointer(subject.pointer, name)
  const member = positionOf(subject.schema, lacks)
  const description = findKeyword(member, 'description')?.value
  const what = `${describeType(findKeyword(member, 'type')?.value)}${description ? ` (${description})` : ''}`
  const help = member.length === 0 ? {} : { help: `add ${name}, ${what}` }
  return [{ code: 'missing-key', message: `${nameOf(subject.pointer)} lacks ${name}`, lacks, ...help }]
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
  const message = `${nameOf(subject.pointer)} must have ${describeCount(subject.position, suffix, noun)}, got ${size}`
  return [{ code: 'wrong-count', message }]
}

/** More elements than a tuple has. */
export function describeTooLong({ pointer, value, params }: Subject): Draft[] {
  const size = Array.isArray(value) ? value.length : 0
  return [
    { code: 'wrong-count', message: `${nameOf(pointer)} must have ${params.limit} elements, got ${size}` },
  ]
}
