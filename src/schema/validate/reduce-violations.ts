import { appendPointer } from '../../model/index.ts'
import type { Violation } from './checker.ts'
import { describeViolation } from './describe-violation.ts'
import type { DraftFinding, SchemaFinding } from './finding.ts'
import { reachesHere, reachesInside } from './reach.ts'
import { reduceUnion } from './reduce-union.ts'
import type { ViolationContext } from './subject.ts'

/** Findings from raw violations: consequences dropped, unions reduced to their best branch, one a root cause. */
export function reduceViolations(
  context: ViolationContext,
  violations: readonly Violation[],
): SchemaFinding[] {
  return draftFindings(context, violations)
    .map(({ lacks: _lacks, meant: _meant, isVacuous: _isVacuous, ...finding }) => finding)
    .sort((a, b) => compareText(a.pointer, b.pointer) || compareText(a.message, b.message))
}

/** The same before what tells one cause from another is dropped. At least one where there is a violation. */
function draftFindings(context: ViolationContext, reported: readonly Violation[]): readonly DraftFinding[] {
  const violations = withoutRepetition(reported)
  const choices = violations.filter(({ error }) => choosing.includes(error.keyword))
  const causes = violations.filter(
    (violation) =>
      !consequences.includes(violation.error.keyword) &&
      !choices.some((choice) => choice !== violation && isBelow(context, choice, violation)),
  )
  return onePerCause(
    causes.flatMap((violation) =>
      unions.includes(violation.error.keyword)
        ? reduceUnion(context, violation, draftFindings)
        : describeViolation(context, violation),
    ),
  )
}

/** Alternatives that hold the same report the same. */
function withoutRepetition(violations: readonly Violation[]): Violation[] {
  const byCause = violations.map((violation) => {
    const { error, schemaPointer, key } = violation
    const cause = [error.instancePath, key, schemaPointer, error.keyword, error.params]
    return [JSON.stringify(cause), violation] as const
  })
  return [...new Map(byCause).values()]
}

const unions = ['anyOf', 'oneOf']

/** Keywords that fail because of what they hold: that is reported beside them, and is not a cause of its own. */
const choosing = [...unions, 'contains']

/** Reported beside what caused them. */
const consequences = ['if', 'propertyNames']

/** Whether a violation may come from what a failed choice holds. */
function isBelow({ schema }: ViolationContext, choice: Violation, violation: Violation): boolean {
  const top = choice.error.instancePath
  const at = violation.error.instancePath
  const held = `${choice.schemaPointer}/${choice.error.keyword}`
  if (at === top && choice.key === violation.key) return reachesHere(schema, held, violation.schemaPointer)
  const isInside = at === top || at.startsWith(`${top}/`)
  return isInside && choice.key === undefined && reachesInside(schema, held, violation.schemaPointer)
}

function onePerCause(drafts: readonly DraftFinding[]): DraftFinding[] {
  const kept = new Map<string, DraftFinding>()
  for (const draft of drafts) {
    const cause = causeOf(draft)
    const other = kept.get(cause)
    if (other === undefined || rank(draft) < rank(other)) kept.set(cause, draft)
  }
  const meantPointers = new Set([...kept.values()].map((draft) => draft.meant))
  const spelt = [...kept.values()].filter(
    (draft) => draft.lacks === undefined || !meantPointers.has(causeOf(draft)),
  )
  const certain = spelt.filter(({ isVacuous }) => !isVacuous)
  return joinMissing(certain.length > 0 ? certain : spelt)
}

/** A missing key, the name of a key, and what else is wrong at a place are different causes. */
function causeOf({ lacks, pointer, isKey, code }: DraftFinding): string {
  if (lacks !== undefined) return appendPointer(pointer, lacks[0] ?? '')
  return isKey && code !== 'unknown-key' ? `name ${pointer}` : pointer
}

function joinMissing(drafts: readonly DraftFinding[]): DraftFinding[] {
  const joined = new Map<string, DraftFinding>()
  for (const draft of drafts) {
    const group = draft.lacks === undefined ? String(joined.size) : `${draft.pointer} ${draft.because ?? ''}`
    const first = joined.get(group)
    joined.set(group, first === undefined ? draft : joinTwo(first, draft))
  }
  return [...joined.values()]
}

/** Keys that one object lacks, for one reason, are one finding. */
function joinTwo(first: DraftFinding, { lacks = [], help }: DraftFinding): DraftFinding {
  const helps = [first.help, help].filter((each) => each !== undefined).join('\n')
  return {
    ...first,
    message: [first.message, ...lacks].join(', '),
    lacks: [...(first.lacks ?? []), ...lacks],
    ...(helps !== '' && { help: helps }),
  }
}

function rank({ code }: DraftFinding): number {
  const order = ['literal-secret', 'unknown-key', 'wrong-type', 'not-allowed', 'port-out-of-range']
  const index = order.indexOf(code)
  return index < 0 ? order.length : index
}

function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}
