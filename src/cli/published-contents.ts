import type { PublishedContents } from '../apply/index.ts'
import { type Desired, encodeGeneration, encodeMembers, pointerKey } from '../model/index.ts'
import { compileWorkspace } from './compile-workspace.ts'
import { isWorkspace } from './find-workspace.ts'
import { compileAgain } from './plan-collections.ts'
import type { OpenStore } from './with-environment.ts'

/** Gives an apply what the sources say a collection holds, by its pointer's key; they are evaluated only when it asks. */
export function contentsFrom(open: OpenStore): (key: string) => Promise<PublishedContents | undefined> {
  return async (key) => {
    const { collections } = open.desired ?? (await desiredIn(open)) ?? {}
    const collection = collections?.find(({ fullPrefix }) => pointerKey(fullPrefix) === key)
    if (collection === undefined) return undefined
    const { shardMembers, shards } = await compileAgain(open.directory, collection)
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

async function desiredIn({ directory, environment }: OpenStore): Promise<Desired | undefined> {
  if (!isWorkspace(directory)) return undefined
  return (await compileWorkspace(directory)).compiled.get(environment.name)?.desired
}
