import { isJsonObject } from '../../model/index.ts'
import { findKeyword, positionAt } from '../position.ts'
import { describeDemand, describeKind } from './describe-demand.ts'
import { rule } from './describe-scalars.ts'
import { describeCount } from './range.ts'
import type { Describer, Draft, Subject } from './subject.ts'

/** A value that is what it may not be. */
export function describeNot(subject: Subject): Draft[] {
  const pointer = `${subject.schemaPointer}/not`
  const refused = findKeyword(subject.position, 'not')?.value
  const isEverything = refused === undefined || (isJsonObject(refused) && Object.keys(refused).length === 0)
  if (refused === true || isEverything) return notAllowed(subject)
  const demand = describeDemand(subject.schema, positionAt(subject.schema, pointer))
  return commented(subject, rule(subject, `not ${demand ?? `fit ${pointer} of the schema`}`))
}

/** A value where none may be. */
export function notAllowed({ label }: Subject): Draft[] {
  return [{ code: 'schema-rule', message: `${label} is not allowed here`, help: 'remove it' }]
}

/** A list with too few or too many elements of a kind. */
export function describeContains(subject: Subject): Draft[] {
  const pointer = `${subject.schemaPointer}/contains`
  const kind = describeKind(subject.schema, positionAt(subject.schema, pointer))
  const { minContains = 1, maxContains } = subject.params
  const counted = [{ pointer, node: { minItems: Number(minContains), ...maximumOf(maxContains) } }]
  const elements = describeCount(counted, 'Items', 'element')
  const size = Array.isArray(subject.value) ? subject.value.length : 0
  const what = kind === undefined ? `that fit ${pointer} of the schema` : `of which each ${kind}`
  const message = `${subject.label} must hold ${elements} ${what}, got a list of ${size}`
  return commented(subject, [{ code: 'wrong-count', message }])
}

/** A keyword without words of its own. */
export function describeOther(keyword: string): Describer {
  return (subject) => commented(subject, rule(subject, `satisfy "${keyword}" of the schema`))
}

function maximumOf(maxContains: unknown): { maxItems?: number } {
  return typeof maxContains === 'number' ? { maxItems: maxContains } : {}
}

/** With the schema's own comment, which says what is meant. */
function commented(subject: Subject, drafts: readonly Draft[]): Draft[] {
  const stated = findKeyword(subject.position, '$comment')?.value
  return drafts.map((draft) => (typeof stated === 'string' ? { ...draft, help: stated } : draft))
}
