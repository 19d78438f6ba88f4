import { memberStatusPrefix, prefixEnd, StoreError, seedPrefix, toolRoot } from '../../model/index.ts'
import type { OpenEnvironment } from '../environment/open-store.ts'

/** The prefixes of an environment that the user of its store may not read, sorted. */
export async function deniedPrefixes({ store, environment, workspace }: OpenEnvironment): Promise<string[]> {
  const { prefix } = environment
  const managed = workspace.managedPrefixes.map((managed) => `${prefix}${managed}`)
  const all = [...managed, toolRoot(prefix), seedPrefix(prefix), memberStatusPrefix(prefix)]
  const denied: string[] = []
  for (const key of [...new Set(all)].sort()) {
    try {
      await store.range({ key, end: prefixEnd(key), countOnly: true })
    } catch (error) {
      if (!(error instanceof StoreError)) throw error
      if (error.code === 'permission') denied.push(key)
    }
  }
  return denied
}
