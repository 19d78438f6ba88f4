import { existsSync } from 'node:fs'
import { basename, join, resolve } from 'node:path'
import { LinkError, listConfined, readConfined } from '../../files/index.ts'
import { emptyIndex, variableName } from '../../importing/index.ts'
import { type DesiredEntry, hasErrors, type Place } from '../../model/index.ts'
import type { Schema } from '../../schema/index.ts'
import type { Context } from '../context.ts'
import { InvalidInput } from '../failure.ts'
import { compileWorkspace } from '../workspace/compile-workspace.ts'
import { isWorkspace, nearestWorkspace } from '../workspace/find-workspace.ts'
import { readCheckedSchemas } from '../workspace/read-schemas.ts'

/** The workspace that an import adds to, or the folder where it makes one. */
export interface KnownWorkspace {
  readonly directory: string
  readonly isNew: boolean
  readonly index: string
  readonly schemas: ReadonlyMap<string, Schema>
  readonly managedPrefixes: readonly string[]
  readonly environments: readonly KnownEnvironment[]
  /** Names of modules in `configs/`, without ending. */
  readonly modules: readonly string[]
  /** Names of components, and of schemas that documents have. */
  readonly names: readonly string[]
}

/** An environment of the workspace, with what it holds by key; keys are without its prefix. */
interface KnownEnvironment {
  readonly name: string
  readonly documents: ReadonlyMap<string, KnownDocument>
}

/** A document that the workspace has, and where its value begins. */
export interface KnownDocument extends Pick<DesiredEntry, 'value' | 'schema' | 'component'> {
  readonly at?: Place
}

/** Evaluates the workspace here, or says what a new one begins with. Throws `InvalidInput` for one with errors. */
export async function knowWorkspace(context: Context, name: string | undefined): Promise<KnownWorkspace> {
  const directory = directoryFor(context)
  const { schemas, diagnostics } = await readCheckedSchemas(directory)
  if (hasErrors(diagnostics)) throw new InvalidInput(diagnostics, directory)
  const modules = await moduleNames(directory)
  if (!isWorkspace(directory)) {
    const index = emptyIndex(name ?? workspaceName(basename(directory)))
    return {
      directory,
      isNew: true,
      index,
      schemas,
      managedPrefixes: [],
      environments: [],
      modules,
      names: [],
    }
  }
  const workspace = await compileWorkspace(directory)
  const compiled = [...workspace.compiled.values()]
  const broken = [...workspace.diagnostics, ...compiled.flatMap((each) => each.diagnostics)]
  if (hasErrors(broken)) throw new InvalidInput(broken, directory)
  const environments = workspace.environments.map((environment): KnownEnvironment => {
    const { desired, provenance } = workspace.compiled.get(environment.name) ?? {}
    const documents = (desired?.entries ?? []).map((entry): [string, KnownDocument] => {
      const at = provenance?.get(entry.key)?.get('')?.at
      return [entry.key.slice(environment.prefix.length), { ...entry, ...(at && { at }) }]
    })
    return { name: environment.name, documents: new Map(documents) }
  })
  const used = environments.flatMap(({ documents }) =>
    [...documents.values()].flatMap(({ component, schema }) => [component, schema]),
  )
  return {
    directory,
    isNew: false,
    index: await readConfined(directory, 'configs/index.ts'),
    schemas,
    managedPrefixes: workspace.managedPrefixes,
    environments,
    modules,
    names: [...new Set(used)],
  }
}

/** The workspace that was named or is found upwards; else where one is made. */
function directoryFor(context: Context): string {
  if (context.workspace !== undefined) return resolve(context.directory, context.workspace)
  return nearestWorkspace(context) ?? context.directory
}

async function moduleNames(directory: string): Promise<string[]> {
  if (!existsSync(join(directory, 'configs'))) return []
  try {
    return (await listConfined(directory, 'configs')).flatMap((file) =>
      /\.ts$/.test(file) ? [file.slice(0, -3)] : [],
    )
  } catch (error) {
    if (error instanceof LinkError) throw error
    return []
  }
}

/** A folder's name as that of a workspace. */
export function workspaceName(folder: string): string {
  return (
    folder
      .toLowerCase()
      .replace(/[^a-z0-9]+/g, '-')
      .replace(/^-+|-+$/g, '') || 'workspace'
  )
}

/** Variables of the index that an import cannot take. */
export function takenVariables({ names, modules }: KnownWorkspace): string[] {
  return [...names, ...modules].map(variableName)
}
