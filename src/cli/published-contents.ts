import type { PublishedContents } from '../apply/index.ts'
import { type Desired, encodeGeneration, encodeMembers, pointerKey } from '../model/index.ts'
import { compileAgain } from './plan-collections.ts'

/** Gives an apply what the sources say a collection holds, by its pointer's key. */
export function contentsFrom(
  directory: string,
  desired: Pick<Desired, 'collections'> | undefined,
): (key: string) => Promise<PublishedContents | undefined> {
  return async (key) => {
    const collection = desired?.collections?.find(({ fullPrefix }) => pointerKey(fullPrefix) === key)
    if (collection === undefined) return undefined
    const { shardMembers, shards } = await compileAgain(directory, collection)
    const { generation, text } = encodeGeneration(shards)
    return {
      generation,
      manifest: new TextEncoder().encode(text),
      keys: collection.keys,
      shards: [...shardMembers].map(([digits, members]) => ({
        shard: shards[digits] as string, // made from the same members
        keys: members.length,
        encode: () => encodeMembers(members),
      })),
    }
  }
}
