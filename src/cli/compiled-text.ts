import type { CompiledEnvironment, Origin } from '../model/index.ts'
import type { CompiledWorkspace } from './compile-workspace.ts'

/** A compiled workspace as text for the cache: plain JSON, maps as lists of pairs. */
export function encodeCompiled(workspace: CompiledWorkspace): string {
  const compiled = [...workspace.compiled].map(([name, environment]) => [
    name,
    { ...environment, provenance: [...environment.provenance].map(([key, origins]) => [key, [...origins]]) },
  ])
  return JSON.stringify({ ...workspace, compiled })
}

/** What `encodeCompiled` wrote; the cache has verified its checksum. */
export function decodeCompiled(text: string): CompiledWorkspace {
  const { compiled, ...workspace } = JSON.parse(text) as EncodedWorkspace // by the checksum, our own words
  return {
    ...workspace,
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

type EncodedWorkspace = Omit<CompiledWorkspace, 'compiled'> & {
  readonly compiled: readonly (readonly [string, EncodedEnvironment])[]
}
