import { sha256 } from '../../model/index.ts'
import { readCache, writeCache } from '../cache.ts'
import { languageOf, type TypeReference, typeReferences } from './type-references.ts'

/**
 * References of the sources of a workspace, by the language and the hash of each. Those of a text that an earlier run has
 * parsed are taken from the user's cache: parsing takes longer than all else of a check with nothing to do.
 */
export interface KnownReferences {
  readonly known: ReadonlyMap<string, readonly TypeReference[]>
  /** What this run has asked for. */
  readonly used: Map<string, readonly TypeReference[]>
}

/** What earlier runs of this build have parsed in the workspace at `root`. */
export async function openReferences(root: string, toolVersion: string): Promise<KnownReferences> {
  const cached = await readCache(nameFor(root, toolVersion))
  // Written below, and sealed.
  const known = cached === undefined ? [] : (JSON.parse(cached) as [string, TypeReference[]][])
  return { known: new Map(known), used: new Map() }
}

/** As `typeReferences`. A source that could not be parsed is parsed again the next time: its errors name its file. */
export async function referencesIn(
  { known, used }: KnownReferences,
  { file, text, hash }: { readonly file: string; readonly text: string; readonly hash: string },
): ReturnType<typeof typeReferences> {
  const key = `${languageOf(file)} ${hash}`
  const references = known.get(key)
  const found = references === undefined ? await typeReferences(file, text) : { references, diagnostics: [] }
  if (found.diagnostics.length === 0) used.set(key, found.references)
  return found
}

/** Keeps what was asked for, unless that is what is kept. */
export async function keepReferences(
  { known, used }: KnownReferences,
  root: string,
  toolVersion: string,
): Promise<void> {
  const isSame = used.size === known.size && [...used.keys()].every((key) => known.has(key))
  if (!isSame) await writeCache(nameFor(root, toolVersion), JSON.stringify([...used]))
}

function nameFor(root: string, toolVersion: string): `references-${string}` {
  return `references-${sha256(JSON.stringify([root, toolVersion, process.versions.node]))}`
}
