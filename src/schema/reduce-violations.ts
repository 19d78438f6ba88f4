import { valueAt } from '../model/index.ts'
import type { Violation } from './checker.ts'
import { describeViolation } from './describe-violation.ts'
import type { DraftFinding, SchemaFinding } from './finding.ts'
import { localReference } from './position.ts'
import { reduceUnion } from './reduce-union.ts'
import type { Schema } from './schema.ts'
import type { ViolationContext } from './subject.ts'
import { allSubschemas } from './subschemas.ts'

/** Findings from raw violations: consequences dropped, unions reduced to their best branch, one a root cause. */
export function reduceViolations(
  context: ViolationContext,
  violations: readonly Violation[],
): SchemaFinding[] {
  const unions = outermostUnions(context, violations)
  const direct = violations.filter(
    (violation) =>
      !consequences.includes(violation.error.keyword) &&
      !unions.some((union) => union.violation === violation || isBelow(union, violation)),
  )
  const findings = [
    ...direct.flatMap((violation) => describeViolation(context, violation)),
    ...unions.flatMap(({ violation }) => reduceUnion(context, violation)),
  ]
  return onePerCause(findings)
}

/** Reported beside what caused them. */
const consequences = ['if', 'propertyNames']

interface FailedUnion {
  readonly violation: Violation
  /** Schema pointers of everything that its branches reach. */
  readonly reach: readonly string[]
}

function outermostUnions(context: ViolationContext, violations: readonly Violation[]): FailedUnion[] {
  const unions = violations
    .filter(({ error }) => error.keyword === 'anyOf' || error.keyword === 'oneOf')
    .map((violation) => ({ violation, reach: reachOf(context.schema, violation) }))
  return unions.filter((union) => !unions.some((other) => other !== union && isBelow(other, union.violation)))
}

function isBelow(union: FailedUnion, { error, schemaPointer }: Violation): boolean {
  const top = union.violation.error.instancePath
  const isInside = error.instancePath === top || error.instancePath.startsWith(`${top}/`)
  return (
    isInside && union.reach.some((start) => schemaPointer === start || schemaPointer.startsWith(`${start}/`))
  )
}

function reachOf(schema: Schema, { error, schemaPointer }: Violation): string[] {
  const reach: string[] = []
  const add = (pointer: string): void => {
    if (reach.includes(pointer)) return
    reach.push(pointer)
    const node = valueAt(schema.document, pointer)
    if (typeof node !== 'object' || node === null) return
    const parts = Array.isArray(node) ? node : [node]
    for (const { node: part } of parts.flatMap((each) => allSubschemas(each))) {
      const target = localReference(part.$ref)
      if (target !== undefined) add(target)
    }
  }
  add(`${schemaPointer}/${error.keyword}`)
  return reach
}

function onePerCause(drafts: readonly DraftFinding[]): SchemaFinding[] {
  const kept = new Map<string, DraftFinding>()
  for (const draft of drafts) {
    // A missing key and what else is wrong with the object are different causes.
    const cause = draft.lacks ?? draft.pointer
    const other = kept.get(cause)
    if (other === undefined || rank(draft) < rank(other)) kept.set(cause, draft)
  }
  const meant = new Set([...kept.values()].map((draft) => draft.meant))
  const spelt = [...kept.values()].filter(({ lacks }) => lacks === undefined || !meant.has(lacks))
  const certain = spelt.filter(({ isVacuous }) => !isVacuous)
  const causes = certain.length > 0 ? certain : spelt
  return joinMissing(causes)
    .map(({ lacks: _lacks, meant: _meant, isVacuous: _isVacuous, ...finding }) => finding)
    .sort((a, b) => compareText(a.pointer, b.pointer) || compareText(a.message, b.message))
}

/** Keys that one object lacks, for one reason, are one finding. */
function joinMissing(drafts: readonly DraftFinding[]): DraftFinding[] {
  const joined = new Map<string, DraftFinding>()
  for (const draft of drafts) {
    const group = draft.lacks === undefined ? String(joined.size) : `${draft.pointer} ${draft.because ?? ''}`
    const first = joined.get(group)
    joined.set(group, first === undefined ? draft : joinTwo(first, draft))
  }
  return [...joined.values()]
}

function joinTwo(first: DraftFinding, second: DraftFinding): DraftFinding {
  const name = second.message.split(' lacks ')[1] ?? ''
  const help = [first.help, second.help].filter((each) => each !== undefined).join('\n')
  return { ...first, message: `${first.message}, ${name}`, ...(help !== '' && { help }) }
}

function rank({ code }: DraftFinding): number {
  const order = ['literal-secret', 'unknown-key', 'wrong-type', 'not-allowed', 'port-out-of-range']
  const index = order.indexOf(code)
  return index < 0 ? order.length : index
}

function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}
