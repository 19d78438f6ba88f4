import {
  type AuthoredWaiver,
  type Diagnostic,
  type DiagnosticNote,
  type InvariantResult,
  type InvariantSummary,
  type JsonValue,
  type LeafReference,
  type LoadedWorkspace,
  type Origin,
  valueAt,
} from '../model/index.ts'
import { describeLeaf, describeValue, formatQuantity } from '../schema/index.ts'
import type { CompiledDocument } from './compile-document.ts'
import { originOf } from './origin.ts'

export interface InvariantCheck {
  readonly summary: InvariantSummary
  readonly diagnostics: readonly Diagnostic[]
}

/**
 * How the invariants of one environment stand. Those that read a document which the schema refused say nothing: what
 * they saw is not what will be.
 */
export function checkInvariants(
  loaded: Pick<LoadedWorkspace, 'invariants' | 'waivers'>,
  {
    environment,
    documents,
  }: { readonly environment: string; readonly documents: readonly CompiledDocument[] },
): InvariantCheck {
  const results = loaded.invariants.filter((result) => result.environment === environment)
  const violated = results.filter(({ verdict }) => verdict.kind === 'violated')
  const waived = loaded.waivers.filter(({ invariant }) => violated.some(({ id }) => id === invariant))
  const open = results.filter(({ id }) => !waived.some(({ invariant }) => invariant === id))
  return {
    summary: {
      total: results.length,
      holding: results.filter(({ verdict }) => verdict.kind === 'holds').length,
      waived: waived.map(({ invariant, reason, until }) => ({ invariant, reason, until })),
    },
    diagnostics: [
      ...open.flatMap((result) => diagnosticsOf(result, documents)),
      ...threwDiagnostics(open, documents),
      ...unusedWaivers(loaded),
    ],
  }
}

function diagnosticsOf(result: InvariantResult, documents: readonly CompiledDocument[]): Diagnostic[] {
  const { id, rule, verdict } = result
  if (verdict.kind !== 'violated') return []
  const leaves = verdict.reads.flatMap((read) => locateLeaf(read, documents))
  if (leaves.some(({ document }) => document.findings.length > 0)) return []
  const decided = leaves.filter((leaf) => verdict.decided.some((each) => isWithin(leaf.read, each)))
  const first = [...decided, ...(decided.length > 0 ? [] : leaves)].find(isWritten) ?? decided[0] ?? leaves[0]
  return [
    {
      code: 'invariant-failed',
      severity: 'error',
      message: `${id}: ${verdict.because}`,
      ...(first !== undefined && { key: first.document.key, pointer: first.pointer }),
      ...(first?.origin !== undefined && { at: first.origin.at, origin: first.origin }),
      notes: [
        ...foundNotes([...decided, ...leaves.filter((leaf) => !decided.includes(leaf))]),
        { label: 'because', text: rule },
      ],
      help: `make the values agree, or agree to it with waive('${id}', { reason, until })`,
    },
  ]
}

/** True for a leaf and for what lies in it. */
function isWithin(leaf: LeafReference, whole: LeafReference): boolean {
  return (
    leaf.key === whole.key && (leaf.pointer === whole.pointer || leaf.pointer.startsWith(`${whole.pointer}/`))
  )
}

/** True where an author has set the value: an arrow at a default would not say what to change. */
function isWritten({ origin }: LocatedLeaf): boolean {
  return origin?.kind === 'exact' || origin?.kind === 'computed'
}

/** Invariants that threw, as one error: a component that is not there makes all that look at it throw. */
function threwDiagnostics(
  results: readonly InvariantResult[],
  documents: readonly CompiledDocument[],
): Diagnostic[] {
  const threw = results.flatMap(({ id, verdict }) =>
    verdict.kind === 'threw' ? [{ id, text: verdict.message }] : [],
  )
  const [first, ...others] = threw
  if (first === undefined || documents.some(({ findings }) => findings.length > 0)) return []
  const named = `the invariant ${first.id} threw: ${first.text}`
  const also = `${others.map(({ id }) => id).join(', ')}: threw too`
  return [
    {
      code: 'invariant-threw',
      severity: 'error',
      message: others.length === 0 ? named : `${named}; ${others.length} more threw`,
      ...(others.length > 0 && { notes: [{ label: 'found', text: also }] }),
      help: 'an invariant returns true, or a sentence that says why it does not hold; a component that the workspace does not declare is undefined to it',
    },
  ]
}

interface LocatedLeaf {
  readonly read: LeafReference
  readonly document: CompiledDocument
  readonly pointer: string
  readonly value: JsonValue
  readonly origin: Origin | undefined
}

function locateLeaf(read: LeafReference, documents: readonly CompiledDocument[]): LocatedLeaf[] {
  const { key, pointer } = read
  const document = documents.find((each) => each.authored.key === key || each.key === key)
  const value = document === undefined ? undefined : valueAt(document.value, pointer)
  if (document === undefined || value === undefined) return []
  return [{ read, document, pointer, value, origin: originOf(document.provenance, pointer) }]
}

const mostLeaves = 8

function foundNotes(leaves: readonly LocatedLeaf[]): DiagnosticNote[] {
  const scalars = leaves.filter(({ value }) => typeof value !== 'object' || value === null)
  const shown = scalars.length > 0 ? scalars : leaves
  const notes = shown.slice(0, mostLeaves).map(({ document, pointer, value, origin }): DiagnosticNote => {
    const text = `${document.key}#${pointer} = ${formatLeaf(document, pointer, value)}`
    return { label: 'found', text, ...(origin !== undefined && { at: origin.at }) }
  })
  if (shown.length <= mostLeaves) return notes
  return [...notes, { label: 'found', text: `and ${shown.length - mostLeaves} more` }]
}

function formatLeaf({ schema }: CompiledDocument, pointer: string, value: JsonValue): string {
  if (schema === undefined) return describeValue(value)
  const { isSecret, unit } = describeLeaf(schema, pointer)
  if (isSecret) return 'a secret'
  return typeof value === 'number' ? formatQuantity(value, unit) : describeValue(value)
}

function unusedWaivers({
  invariants,
  waivers,
}: Pick<LoadedWorkspace, 'invariants' | 'waivers'>): Diagnostic[] {
  return waivers.flatMap((waiver) => {
    const results = invariants.filter(({ id }) => id === waiver.invariant)
    return results.some(({ verdict }) => verdict.kind !== 'holds')
      ? []
      : [unusedWaiver(waiver, results.length > 0)]
  })
}

function unusedWaiver({ invariant, at }: AuthoredWaiver, isKnown: boolean): Diagnostic {
  const why = isKnown ? 'which holds' : 'which is not there'
  return {
    code: 'waiver-unused',
    severity: 'warning',
    message: `a waiver names the invariant ${invariant}, ${why}`,
    ...(at && { at }),
    help: 'remove the waiver',
  }
}
