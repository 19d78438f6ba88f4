import { type Diagnostic, type DiagnosticNote, formatPlace, type Origin, type Place } from '../model/index.ts'
import { placeInSchema, type SchemaFinding } from '../schema/index.ts'
import type { CompiledDocument } from './compile-document.ts'
import { decidingPlaces, originOf } from './origin.ts'
import { indexUses, type LeafUse } from './uses.ts'

/** The findings of all documents as diagnostics with places: one a root cause, however many leaves it reaches. */
export function diagnoseFindings(documents: readonly CompiledDocument[]): Diagnostic[] {
  const located = documents.flatMap((document) =>
    document.findings.map((finding) => locate(document, finding)),
  )
  if (located.length === 0) return []
  const uses = indexUses(documents)
  return groupByCause(located).map((group) => diagnosticOf(group, uses))
}

interface LocatedFinding {
  readonly document: CompiledDocument
  readonly finding: SchemaFinding
  readonly origin: Origin | undefined
  readonly at: Place | undefined
}

function locate(document: CompiledDocument, finding: SchemaFinding): LocatedFinding {
  if (finding.code === 'schema-syntax')
    return { document, finding, origin: undefined, at: schemaPlace(document, finding) }
  const origin = originOf(document.provenance, finding.pointer)
  return { document, finding, origin, at: finding.isKey ? (origin?.key ?? origin?.at) : origin?.at }
}

/** Findings that one correction ends: the same code for the same literal, or for a value computed from it. */
function groupByCause(located: readonly LocatedFinding[]): LocatedFinding[][] {
  const groups = new Map<string, LocatedFinding[]>()
  const groupAt = new Map<string, LocatedFinding[]>()
  const isComputed = ({ origin }: LocatedFinding): boolean => origin?.kind === 'computed'
  for (const each of [...located.filter((one) => !isComputed(one)), ...located.filter(isComputed)]) {
    const places = each.origin === undefined ? [] : decidingPlaces(each.origin)
    const cause = places.map((place) => groupAt.get(formatPlace(place))).find((group) => group !== undefined)
    const group = (isComputed(each) ? cause : undefined) ?? groups.get(causeOf(each))
    if (group !== undefined) {
      group.push(each)
      continue
    }
    const created = [each]
    groups.set(causeOf(each), created)
    if (each.origin?.kind === 'exact') groupAt.set(formatPlace(each.origin.at), created)
  }
  return [...groups.values()]
}

function causeOf({ finding, origin, at, document }: LocatedFinding): string {
  if (at === undefined) return `${finding.code} ${document.key} ${finding.pointer} ${finding.message}`
  const isLiteral = origin?.kind === 'exact' && finding.code !== 'missing-key'
  // An object stands for everything in it: only the same complaint about it has the same cause.
  const complaint = isLiteral ? '' : finding.message.slice(finding.pointer.length)
  return `${finding.code} ${formatPlace(at)} ${complaint}`
}

function diagnosticOf(
  group: readonly LocatedFinding[],
  uses: ReadonlyMap<string, readonly LeafUse[]>,
): Diagnostic {
  const [{ document, finding, origin, at }] = group as [LocatedFinding]
  const own: LeafUse = { key: document.key, pointer: finding.pointer }
  const reached = [
    ...group.map((each) => ({ key: each.document.key, pointer: each.finding.pointer })),
    ...(origin?.kind === 'exact' ? (uses.get(formatPlace(origin.at)) ?? []) : []),
  ]
  const others = [...new Set(reached.map(formatUse))].filter((use) => use !== formatUse(own)).sort()
  const notes = [
    ...overridesNote(origin),
    ...usedByNote(others),
    ...schemaNote(document, finding),
    ...(finding.because === undefined ? [] : [{ label: 'because' as const, text: finding.because }]),
  ]
  return {
    code: finding.code,
    severity: 'error',
    message: finding.message,
    ...(at !== undefined && { at }),
    ...own,
    ...(origin !== undefined && { origin }),
    ...(notes.length > 0 && { notes }),
    ...(finding.help !== undefined && { help: finding.help }),
  }
}

function overridesNote(origin: Origin | undefined): DiagnosticNote[] {
  const lost: DiagnosticNote[] = []
  for (let each = origin?.overrides; each !== undefined; each = each.overrides) {
    lost.push({ label: 'overrides', text: '', at: each.at })
  }
  return lost
}

const mostUses = 6

function usedByNote(others: readonly string[]): DiagnosticNote[] {
  if (others.length === 0) return []
  const rest = others.length > mostUses ? [`and ${others.length - mostUses} more`] : []
  return [{ label: 'also used by', text: [...others.slice(0, mostUses), ...rest].join('\n') }]
}

function schemaNote(document: CompiledDocument, finding: SchemaFinding): DiagnosticNote[] {
  const isOfSchema = finding.code !== 'not-json' && finding.code !== 'not-writable'
  const at = isOfSchema ? schemaPlace(document, finding) : undefined
  return at === undefined ? [] : [{ label: 'schema', text: '', at }]
}

function schemaPlace({ schema }: CompiledDocument, { schemaPointer }: SchemaFinding): Place | undefined {
  return schema === undefined ? undefined : placeInSchema(schema, schemaPointer)
}

function formatUse({ key, pointer }: LeafUse): string {
  return `${key}#${pointer}`
}
