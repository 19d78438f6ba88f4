import { decodeProvenances, encodeProvenances } from '../load/index.ts'
import type {
  CompiledEnvironment,
  Desired,
  DesiredEntry,
  JsonValue,
  LayoutDeclaration,
  Provenance,
} from '../model/index.ts'
import type { CompiledWorkspace } from './compile-workspace.ts'

/** A compiled workspace as text for the cache: plain JSON, all provenance apart, values as their canonical text only. */
export function encodeCompiled(workspace: CompiledWorkspace): string {
  const provenances: Provenance[] = []
  const numberOf = (provenance: Provenance) => provenances.push(provenance) - 1
  const compiled = [...workspace.compiled].map(([name, { desired, diagnostics, provenance }]) => [
    name,
    {
      diagnostics,
      ...(desired === undefined ? {} : { desired: withoutValues(desired) }),
      provenance: [...provenance].map(([key, origins]) => [key, numberOf(origins)]),
    },
  ])
  const layouts = workspace.layouts.map(({ declaration, provenance }) => ({
    declaration,
    provenance: numberOf(provenance),
  }))
  return JSON.stringify({ ...workspace, compiled, layouts, provenances: encodeProvenances(provenances) })
}

/** What `encodeCompiled` wrote; the cache has verified its checksum. Provenance is read when it is first asked for. */
export function decodeCompiled(text: string): CompiledWorkspace {
  const { compiled, layouts, provenances, ...workspace } = JSON.parse(text) as EncodedWorkspace // by the checksum, our own words
  const decoded = decodeProvenances(provenances)
  const provenanceOf = (number: number) => decoded[number] ?? new Map()
  return {
    ...workspace,
    layouts: layouts.map(({ declaration, provenance }) => ({
      declaration,
      provenance: provenanceOf(provenance),
    })),
    compiled: new Map(
      compiled.map(([name, { desired, diagnostics, provenance }]): [string, CompiledEnvironment] => [
        name,
        {
          diagnostics,
          ...(desired === undefined ? {} : { desired: withValues(desired) }),
          provenance: new Map(provenance.map(([key, number]) => [key, provenanceOf(number)])),
        },
      ]),
    ),
  }
}

function withoutValues(desired: Desired): EncodedDesired {
  return { ...desired, entries: desired.entries.map(({ value: _, ...entry }) => entry) }
}

function withValues(desired: EncodedDesired): Desired {
  const entries = desired.entries.map((entry) => ({ ...entry, value: JSON.parse(entry.text) as JsonValue })) // canonical JSON
  return { ...desired, entries }
}

type EncodedDesired = Omit<Desired, 'entries'> & { readonly entries: readonly Omit<DesiredEntry, 'value'>[] }

type EncodedEnvironment = Pick<CompiledEnvironment, 'diagnostics'> & {
  readonly desired?: EncodedDesired
  /** By key, its number in `provenances`. */
  readonly provenance: readonly (readonly [string, number])[]
}

type EncodedWorkspace = Omit<CompiledWorkspace, 'compiled' | 'layouts'> & {
  readonly layouts: readonly { readonly declaration: LayoutDeclaration; readonly provenance: number }[]
  readonly compiled: readonly (readonly [string, EncodedEnvironment])[]
  readonly provenances: string
}
