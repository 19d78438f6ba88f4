import { type ApplyProgress, type PublishedContents, restoreGeneration } from '../../apply/index.ts'
import { pointerKey } from '../../model/index.ts'
import { encodeDocuments, encodeGeneration } from '../../records/index.ts'
import type { Context } from '../context.ts'
import type { OpenStore } from '../environment/open-store.ts'
import { desiredHere } from '../plan/desired-here.ts'
import { compileAgain } from '../plan/plan-collections.ts'

/** Gives an apply what the sources say a collection holds, by its pointer's key; they are evaluated only when it asks. */
export function contentsFrom(open: OpenStore): (key: string) => Promise<PublishedContents | undefined> {
  return async (key) => {
    const { collections } = (await desiredHere(open)) ?? {}
    const collection = collections?.find(({ fullPrefix }) => pointerKey(fullPrefix) === key)
    if (collection === undefined) return undefined
    const { shardDocuments, shards } = await compileAgain(open, collection)
    const { generation, text } = encodeGeneration(shards)
    return {
      generation,
      manifest: new TextEncoder().encode(text),
      keys: collection.keys,
      shards: [...shardDocuments].map(([digits, documents]) => ({
        shard: shards[digits] as string, // made from the same documents
        keys: documents.length,
        encode: () => encodeDocuments(documents),
      })),
    }
  }
}

/** Writes what somebody removed of collections that stand as they should; gives their prefixes. */
export async function restoreCollections(open: OpenStore, { withProgress }: Context): Promise<string[]> {
  const { prefix } = open.environment
  const restored: string[] = []
  for (const { fullPrefix, generation } of open.desired?.collections ?? []) {
    const target = { prefix, key: pointerKey(fullPrefix), generation }
    const request = { store: open.store, contentsOf: contentsFrom(open) }
    const isWritten = await withProgress('publishing', (report) => {
      const onProgress = ({ done = 0, total = 0 }: ApplyProgress) =>
        report({ done, total, unit: 'published keys' })
      return restoreGeneration({ ...request, onProgress }, target)
    })
    if (isWritten) restored.push(fullPrefix)
  }
  return restored
}
