import { type JsonValue, valueAt } from '../model/index.ts'
import type { Violation } from './checker.ts'
import { describeType } from './describe-type.ts'
import { type DraftFinding, nameOf, type SchemaFinding } from './finding.ts'
import { findKeyword, positionAt } from './position.ts'
import { describeRange } from './range.ts'
import { reduceViolations } from './reduce-violations.ts'
import { showValue, type ViolationContext } from './subject.ts'

/** The findings of the branch that fits best: another type fits worst, then another tag, then the number of findings. */
export function reduceUnion(context: ViolationContext, { error, schemaPointer }: Violation): DraftFinding[] {
  const pointer = context.base + error.instancePath
  const place = { pointer, schemaPointer: `${schemaPointer}/${error.keyword}` }
  if (Array.isArray(error.params.passingSchemas)) {
    return [
      { ...place, code: 'no-alternative', message: `${nameOf(pointer)} fits more than one alternative` },
    ]
  }
  const branches = branchesOf(context, place)
  const best = Math.min(...branches.map(({ misfit }) => misfit))
  if (best >= otherType) return [noBranch(context, place, branches)]
  const onlyMissing = branches.filter(({ findings }) => isOneMissingKey(findings, pointer))
  if (onlyMissing.length > 1 && onlyMissing.length === branches.length)
    return [lacksEither(place, onlyMissing)]
  return [...(branches.find(({ misfit }) => misfit === best)?.findings ?? [])]
}

interface Branch {
  readonly pointer: string
  readonly findings: readonly SchemaFinding[]
  readonly misfit: number
}

type UnionPlace = Pick<SchemaFinding, 'pointer' | 'schemaPointer'>

const otherType = 1_000_000
const otherTag = 1000

function branchesOf(context: ViolationContext, place: UnionPlace): Branch[] {
  const list = valueAt(context.schema.document, place.schemaPointer)
  const value = valueAt(context.document, place.pointer) as JsonValue
  return (Array.isArray(list) ? list : []).map((_, index) => {
    const pointer = `${place.schemaPointer}/${index}`
    const violations = context.checker.violations(value, pointer)
    const findings = reduceViolations({ ...context, base: place.pointer }, violations)
    return { pointer, findings, misfit: misfitOf(findings, place.pointer) }
  })
}

function misfitOf(findings: readonly SchemaFinding[], pointer: string): number {
  const isOther = ({ code }: SchemaFinding): boolean => code === 'wrong-type' || code === 'not-allowed'
  if (findings.some((finding) => finding.pointer === pointer && isOther(finding))) return otherType
  const depth = pointer.split('/').length + 1
  const tags = findings.filter((finding) => isOther(finding) && finding.pointer.split('/').length === depth)
  return tags.length * otherTag + findings.length
}

function noBranch(context: ViolationContext, place: UnionPlace, branches: readonly Branch[]): DraftFinding {
  const value = valueAt(context.document, place.pointer) as JsonValue
  const alternatives = branches.map(({ pointer }) => describeBranch(context, pointer))
  const areTypes = branches.every(({ findings }) => findings.some(({ code }) => code === 'wrong-type'))
  const shown = showValue(context.schema, place.pointer, value)
  return {
    ...place,
    code: areTypes ? 'wrong-type' : 'no-alternative',
    message: `${nameOf(place.pointer)} must be ${[...new Set(alternatives)].join(' or ')}, got ${shown}`,
  }
}

function describeBranch({ schema }: ViolationContext, pointer: string): string {
  const position = positionAt(schema, pointer)
  if (findKeyword(position, 'enum') ?? findKeyword(position, 'const')) return describeRange(position) ?? ''
  return describeType(findKeyword(position, 'type')?.value)
}

function isOneMissingKey(findings: readonly SchemaFinding[], pointer: string): boolean {
  return findings.length === 1 && findings[0]?.code === 'missing-key' && findings[0].pointer === pointer
}

function lacksEither(place: UnionPlace, branches: readonly Branch[]): DraftFinding {
  const names = branches.map(({ findings }) => findings[0]?.message.split(' lacks ')[1]?.split(',')[0] ?? '')
  return {
    ...place,
    code: 'missing-key',
    message: `${nameOf(place.pointer)} lacks ${names.join(' or ')}, of which one is needed`,
  }
}
