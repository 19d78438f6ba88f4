import type { CompiledEnvironment, LayoutDeclaration, Origin } from '../model/index.ts'
import type { CompiledWorkspace } from './compile-workspace.ts'

/** A compiled workspace as text for the cache: plain JSON, maps as lists of pairs. */
export function encodeCompiled(workspace: CompiledWorkspace): string {
  const compiled = [...workspace.compiled].map(([name, environment]) => [
    name,
    { ...environment, provenance: [...environment.provenance].map(([key, origins]) => [key, [...origins]]) },
  ])
  const layouts = workspace.layouts.map(({ declaration, provenance }) => ({
    declaration,
    provenance: [...provenance],
  }))
  return JSON.stringify({ ...workspace, compiled, layouts })
}

/** What `encodeCompiled` wrote; the cache has verified its checksum. */
export function decodeCompiled(text: string): CompiledWorkspace {
  const { compiled, layouts, ...workspace } = JSON.parse(text) as EncodedWorkspace // by the checksum, our own words
  return {
    ...workspace,
    layouts: layouts.map(({ declaration, provenance }) => ({ declaration, provenance: new Map(provenance) })),
    compiled: new Map(
      compiled.map(([name, environment]) => [
        name,
        {
          ...environment,
          provenance: new Map(environment.provenance.map(([key, origins]) => [key, new Map(origins)])),
        },
      ]),
    ),
  }
}

type EncodedEnvironment = Omit<CompiledEnvironment, 'provenance'> & {
  readonly provenance: readonly (readonly [string, readonly (readonly [string, Origin])[]])[]
}

type EncodedWorkspace = Omit<CompiledWorkspace, 'compiled' | 'layouts'> & {
  readonly layouts: readonly {
    readonly declaration: LayoutDeclaration
    readonly provenance: readonly (readonly [string, Origin])[]
  }[]
  readonly compiled: readonly (readonly [string, EncodedEnvironment])[]
}
