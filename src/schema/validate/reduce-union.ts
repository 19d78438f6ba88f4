import { valueAt } from '../../model/index.ts'
import { findKeyword, positionAt, unionsOf } from '../position.ts'
import type { Violation } from './checker.ts'
import { describeDemand } from './describe-demand.ts'
import { describeWrongTag } from './describe-members.ts'
import { notAllowed } from './describe-rules.ts'
import { describeType } from './describe-type.ts'
import { subjectOf } from './describe-violation.ts'
import { type DraftFinding, nameOf } from './finding.ts'
import { describeRange } from './range.ts'
import { type Subject, shown, showValue, type ViolationContext } from './subject.ts'

/** Findings from the raw violations of one branch. */
export type ReduceBranch = (
  context: ViolationContext,
  violations: readonly Violation[],
) => readonly DraftFinding[]

/** The findings of the branch that fits best: another type fits worst, then another tag, then the number of findings. */
export function reduceUnion(
  context: ViolationContext,
  violation: Violation,
  reduceBranch: ReduceBranch,
): readonly DraftFinding[] {
  const { error, schemaPointer } = violation
  const key = violation.key ?? context.key
  const place = JSON.stringify([context.base + error.instancePath, key, schemaPointer, error.keyword])
  const findings = context.reduced.get(place) ?? reduceOnce(context, violation, reduceBranch)
  context.reduced.set(place, findings)
  return findings
}

function reduceOnce(
  context: ViolationContext,
  violation: Violation,
  reduceBranch: ReduceBranch,
): readonly DraftFinding[] {
  const { error, schemaPointer } = violation
  const subject = subjectOf(context, violation)
  const place: UnionPlace = {
    pointer: subject.pointer,
    schemaPointer: `${schemaPointer}/${error.keyword}`,
    ...(subject.isKey && { isKey: true }),
  }
  if (Array.isArray(error.params.passingSchemas)) {
    const [first, second] = error.params.passingSchemas
    const message = `${subject.label} fits more than one alternative: ${first} and ${second} of ${place.schemaPointer}`
    return [{ ...place, code: 'no-alternative', message }]
  }
  const tagged = describeWrongTag(subject)
  if (tagged !== undefined) return tagged.map((draft) => ({ ...place, schemaPointer, ...draft }))
  const branches = branchesOf(context, { violation, subject, place, reduceBranch })
  const [first] = branches
  if (first === undefined) return notAllowed(subject).map((draft) => ({ ...place, ...draft }))
  const best = branches.reduce((a, b) => (b.misfit < a.misfit ? b : a), first)
  if (best.misfit >= otherType) return [noBranch(subject, place, branches)]
  return joinAlike(subject, place, branches) ?? best.findings
}

interface Branch {
  readonly pointer: string
  readonly findings: readonly DraftFinding[]
  readonly misfit: number
}

type UnionPlace = Pick<DraftFinding, 'pointer' | 'schemaPointer' | 'isKey'>

const otherType = 1_000_000
const otherTag = 1000

function branchesOf(
  context: ViolationContext,
  {
    violation,
    subject,
    place,
    reduceBranch,
  }: { violation: Violation; subject: Subject; place: UnionPlace; reduceBranch: ReduceBranch },
): Branch[] {
  const list = valueAt(context.schema.document, place.schemaPointer)
  const key = violation.key ?? context.key
  const inside: ViolationContext = {
    schema: context.schema,
    checker: context.checker,
    document: context.document,
    reduced: context.reduced,
    base: context.base + violation.error.instancePath,
    ...(key !== undefined && { key }),
  }
  const open = (Array.isArray(list) ? list : []).flatMap((branch, index) => (branch === false ? [] : [index]))
  return open.map((index) => {
    const pointer = `${place.schemaPointer}/${index}`
    const findings = reduceBranch(inside, context.checker.violations(subject.value, pointer))
    return { pointer, findings, misfit: misfitOf(findings, place.pointer) }
  })
}

function misfitOf(findings: readonly DraftFinding[], pointer: string): number {
  const isOther = ({ code }: DraftFinding): boolean => code === 'wrong-type' || code === 'not-allowed'
  if (findings.some((finding) => finding.pointer === pointer && isOther(finding))) return otherType
  const depth = pointer.split('/').length + 1
  const tags = findings.filter((finding) => isOther(finding) && finding.pointer.split('/').length === depth)
  return tags.length * otherTag + findings.length
}

function noBranch(subject: Subject, place: UnionPlace, branches: readonly Branch[]): DraftFinding {
  const alternatives = branches.flatMap(({ pointer }) => alternativesOf(subject, pointer))
  const areTypes = branches.every(({ findings }) => findings.some(({ code }) => code === 'wrong-type'))
  return {
    ...place,
    code: areTypes ? 'wrong-type' : 'no-alternative',
    message: `${subject.label} must be ${[...new Set(alternatives)].join(' or ')}, got ${shown(subject)}`,
  }
}

/** What a branch allows, those of unions in it one by one. A branch that refers to itself was refused by the lint. */
function alternativesOf(subject: Subject, pointer: string): string[] {
  const position = positionAt(subject.schema, pointer)
  if (findKeyword(position, 'enum') ?? findKeyword(position, 'const')) return [describeRange(position) ?? '']
  const type = findKeyword(position, 'type')?.value
  if (type !== undefined) return [describeType(type)]
  const inner = unionsOf(subject.schema, position).flat()
  const pointers = inner.flatMap(([first]) => (first === undefined ? [] : [first.pointer]))
  return pointers.length > 0
    ? pointers.flatMap((each) => alternativesOf(subject, each))
    : [`what ${pointer} of the schema allows`]
}

/** One finding for branches that each ask for one thing of the same place: one of several keys, or of several forms. */
function joinAlike(
  subject: Subject,
  place: UnionPlace,
  branches: readonly Branch[],
): readonly DraftFinding[] | undefined {
  const only = branches.flatMap(({ findings }) => (findings.length === 1 ? findings : []))
  const [first] = only
  if (first === undefined || only.length !== branches.length || only.length < 2) return undefined
  const isAlike = only.every(({ pointer, isKey }) => pointer === first.pointer && isKey === first.isKey)
  if (!isAlike || only.some(({ code }) => code === 'literal-secret')) return undefined
  if (only.every(({ lacks }) => lacks?.length === 1)) {
    const names = [...new Set(only.flatMap(({ lacks = [] }) => lacks))].join(' or ')
    const message = `${nameOf(first.pointer)} lacks ${names}, of which one is needed`
    return [{ ...place, pointer: first.pointer, code: 'missing-key', message }]
  }
  const demands = only.map(({ schemaPointer }) =>
    describeDemand(subject.schema, positionAt(subject.schema, schemaPointer)),
  )
  if (demands.some((demand) => demand === undefined)) return undefined
  const message = `${labelOf(subject, first)} must ${[...new Set(demands)].join(' or ')}, got ${gotOf(subject, first)}`
  const { pointer, code, isKey } = first
  return [{ ...place, pointer, code, message, ...(isKey && { isKey }) }]
}

function labelOf(subject: Subject, { pointer, isKey }: DraftFinding): string {
  return subject.pointer === pointer ? subject.label : isKey ? `the name ${pointer}` : nameOf(pointer)
}

function gotOf(subject: Subject, { pointer }: DraftFinding): string {
  if (subject.pointer === pointer) return shown(subject)
  return showValue(subject.schema, pointer, valueAt(subject.document, pointer) ?? null)
}
