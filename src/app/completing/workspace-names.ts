import { realpathSync } from 'node:fs'
import { readCache, writeCache } from '../../load/index.ts'
import { type DesiredEntry, isJsonObject, type JsonValue, sha256, valueAt } from '../../model/index.ts'
import type { Context } from '../context.ts'
import { compileWorkspace } from '../workspace/compile-workspace.ts'
import { nearestWorkspace } from '../workspace/find-workspace.ts'

/** What one can name on a command line. */
export interface WorkspaceNames {
  readonly environments: readonly string[]
  /** Of the environment that is meant, or of the first; sorted. */
  readonly keys: readonly string[]
  /** The members or places below a part of a document; none where there is no such part. */
  readonly childrenOf: (key: string, pointer: string) => readonly string[]
}

/** What is kept of a workspace for as long as its sources have errors. */
interface KeptNames {
  readonly environments: readonly string[]
  readonly keys: { readonly [environment: string]: readonly string[] }
}

/**
 * The names in the workspace here, from the cache unless the sources changed; undefined where there is none. While the
 * sources have errors, as one is typing, the names are those from before.
 */
export async function workspaceNames(context: Context): Promise<WorkspaceNames | undefined> {
  const directory = nearestWorkspace(context)
  if (directory === undefined) return undefined
  const { environments, compiled } = await compileWorkspace(directory)
  const entries = new Map([...compiled].map(([name, { desired }]) => [name, desired?.entries ?? []]))
  const now: KeptNames = {
    environments: environments.map(({ name }) => name),
    keys: Object.fromEntries([...entries].map(([name, own]) => [name, own.map(({ key }) => key)])),
  }
  const kept = await keptNames(directory, now)
  const environment = context.environment ?? kept.environments[0] ?? ''
  return {
    environments: kept.environments,
    keys: kept.keys[environment] ?? [],
    childrenOf: (key, pointer) => childrenIn(entries.get(environment) ?? [], key, pointer),
  }
}

async function keptNames(directory: string, now: KeptNames): Promise<KeptNames> {
  const name = `names-${sha256(realpathSync(directory))}` as const
  const text = await readCache(name)
  const before = text === undefined ? undefined : (JSON.parse(text) as KeptNames) // written below, sealed
  if (!Object.values(now.keys).some((keys) => keys.length > 0)) return before ?? now
  const fresh = JSON.stringify(now)
  if (fresh !== text) await writeCache(name, fresh)
  return now
}

function childrenIn(entries: readonly DesiredEntry[], key: string, pointer: string): string[] {
  const entry = entries.find((each) => each.key === key)
  const part: JsonValue | undefined = entry === undefined ? undefined : valueAt(entry.value, pointer)
  if (Array.isArray(part)) return part.map((_, index) => String(index))
  return isJsonObject(part) ? Object.keys(part) : []
}
