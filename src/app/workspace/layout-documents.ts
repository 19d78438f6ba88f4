import { type Documents, desiredMaps, resolveLayout, sourceDocuments } from '../../layout/index.ts'
import {
  type AuthoredLayout,
  type CompiledEnvironment,
  type Diagnostic,
  type JsonValue,
  type Provenance,
  withoutNode,
} from '../../model/index.ts'

/** Documents of one environment as layouts name them: by key without the environment's prefix. */
export interface LayoutDocuments {
  readonly documents: Documents
  readonly provenance: ReadonlyMap<string, Provenance>
}

/** The documents that everything but `node` reads, or with `node` those that this node does. */
export function layoutDocuments(compiled: CompiledEnvironment, node?: string): LayoutDocuments {
  const prefix = compiled.desired?.environment.prefix ?? ''
  const entries = compiled.desired?.entries ?? []
  const documents = new Map<string, JsonValue>()
  const provenance = new Map<string, Provenance>()
  const add = (ofNode: string | undefined) => {
    for (const entry of entries.filter((each) => each.node === ofNode)) {
      const own = entry.key.slice(prefix.length)
      const key = ofNode === undefined ? own : withoutNode(own, ofNode)
      documents.set(key, entry.value)
      provenance.set(key, compiled.provenance.get(entry.key) ?? new Map())
    }
  }
  add(undefined)
  if (node !== undefined) add(node)
  return { documents, provenance }
}

/** What is wrong with layouts themselves. */
export function checkLayouts(layouts: readonly AuthoredLayout[]): Diagnostic[] {
  return layouts.flatMap(({ declaration, provenance }) => resolveLayout(declaration, provenance).diagnostics)
}

/** Documents of an environment that cannot become the entries of maps: too many, out of range, missing. */
export function checkEntries(
  layouts: readonly AuthoredLayout[],
  compiled: CompiledEnvironment,
): Diagnostic[] {
  const nodes = new Set((compiled.desired?.entries ?? []).map(({ node }) => node))
  const resolved = layouts.flatMap(({ declaration }) => resolveLayout(declaration).layout ?? [])
  if (compiled.desired === undefined) return []
  return resolved.flatMap((layout) =>
    [...nodes].flatMap((node) => {
      const { documents, provenance } = layoutDocuments(compiled, node)
      // A layout whose component is not in this environment has nothing to be filled from there.
      const isUsed = sourceDocuments(layout).some((document) => documents.has(document))
      return isUsed ? desiredMaps(layout, documents, provenance).diagnostics : []
    }),
  )
}
