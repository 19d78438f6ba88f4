import { decodePointer, type JsonValue } from '../../model/index.ts'
import { childPosition, findKeyword, type Position, positionAt, withAllBranches } from '../position.ts'
import type { Schema } from '../schema.ts'
import { isSecretMark } from '../secret-mark.ts'
import { childSchemas } from '../subschemas.ts'
import type { Checker } from './checker.ts'
import { describeValue } from './describe-type.ts'
import type { DraftFinding } from './finding.ts'
import { formatChoice } from './range.ts'

/** What is needed to word a violation. */
export interface ViolationContext {
  readonly schema: Schema
  readonly checker: Checker
  /** The whole document, and the pointer in it that the violations' paths begin from. */
  readonly document: JsonValue
  readonly base: string
  /** Where the name of a member is judged: that name; `base` is the object's. */
  readonly key?: string
  /** Findings of unions by place: alternatives that hold the same come to the same. */
  readonly reduced: Map<string, readonly DraftFinding[]>
}

/** One violation with what its words are made of. */
export interface Subject {
  readonly schema: Schema
  readonly pointer: string
  /** What the words call it. */
  readonly label: string
  /** The subject is the name of a member. */
  readonly isKey: boolean
  readonly value: JsonValue
  readonly position: Position
  readonly params: Readonly<Record<string, unknown>>
  readonly schemaPointer: string
  readonly document: JsonValue
}

/** A finding at the subject's place, or at another one. */
export type Draft = Omit<DraftFinding, 'pointer' | 'schemaPointer'> & { readonly pointer?: string }
/** Words one kind of violation. */
export type Describer = (subject: Subject) => Draft[]

/** A value in a message, unless the place or one above it is secret. */
export function showValue(schema: Schema, pointer: string, value: JsonValue): string {
  return isSecretAt(schema, pointer) ? 'a secret' : describeValue(value)
}

/** The subject's value in a message. */
export function shown({ schema, pointer, value }: Subject): string {
  return showValue(schema, pointer, value)
}

/** What the schema says of the place that a pointer into the value names, whatever the alternatives. */
export function positionOf(schema: Schema, pointer: string): Position {
  let position = withAllBranches(schema, positionAt(schema, ''))
  for (const segment of decodePointer(pointer)) {
    position = withAllBranches(schema, childPosition(schema, position, segment))
  }
  return position
}

/**
 * True where the place, one above it or one below is a secret: a text where a list of secrets belongs is likely to be
 * one of them.
 */
export function isSecretAt(schema: Schema, pointer: string): boolean {
  let position = withAllBranches(schema, positionAt(schema, ''))
  const isAbove = decodePointer(pointer).some((segment) => {
    const isSecret = isSecretMark(findKeyword(position, 'x-secret')?.value)
    position = withAllBranches(schema, childPosition(schema, position, segment))
    return isSecret
  })
  return isAbove || position.some(({ pointer: at }) => reachesSecret(schema, at, new Set()))
}

function reachesSecret(schema: Schema, pointer: string, seen: Set<string>): boolean {
  if (seen.has(pointer)) return false
  seen.add(pointer)
  return positionAt(schema, pointer).some(
    (node) =>
      isSecretMark(node.node['x-secret']) ||
      childSchemas(node).some(
        (child) => child.keyword !== '$defs' && reachesSecret(schema, child.pointer, seen),
      ),
  )
}

/** `a, b or c` */
export function listOf(choices: readonly JsonValue[], conjunction = 'or'): string {
  const texts = choices.map(formatChoice)
  const last = texts.pop() ?? ''
  return texts.length === 0 ? last : `${texts.join(', ')} ${conjunction} ${last}`
}
