import { isJsonObject, type JsonValue } from '../../model/index.ts'
import type { Identity } from '../../rotation/index.ts'
import type { RingState } from '../keys/key-ring.ts'
import { readSealed, writeSealed } from './sealed-file.ts'

/** What a component starts from when etcd cannot be reached. */
export interface CacheContent {
  readonly formatVersion: 1
  readonly member: string
  readonly clusterId: string
  /** ISO 8601. */
  readonly savedAt: string
  /** Last good documents by key in etcd. */
  readonly documents: { readonly [key: string]: CachedDocument }
  readonly ring?: RingState
  readonly limits?: MessageLimits
}

/** What the policy says of messages. */
export interface MessageLimits {
  /** ms. */
  readonly longestMessageAge: number
  /** Messages that one sender may seal under one key. */
  readonly messageCap: number
}

export interface CachedDocument {
  readonly text: string
  readonly revision: number
}

/** Why a cache is not used: it is not there, damaged, or sealed for another identity or member. */
export type CacheReading = CacheContent | 'absent' | 'damaged' | 'foreign'

/** Writes the cache so that a crash leaves the old or the new one. */
export async function writeCache(
  path: string,
  content: CacheContent,
  identity: Identity | undefined,
): Promise<void> {
  await writeSealed(path, Buffer.from(JSON.stringify(content)), identity)
}

/** Reads the cache back. Never throws for what is in the file. */
export async function readCache(path: string, identity: Identity | undefined): Promise<CacheReading> {
  const plain = await readSealed(path, identity)
  return typeof plain === 'string' ? plain : (parseContent(plain.toString('utf8')) ?? 'damaged')
}

function parseContent(text: string): CacheContent | undefined {
  const value = JSON.parse(text) as JsonValue
  if (!isJsonObject(value) || value.formatVersion !== 1 || !isJsonObject(value.documents)) return undefined
  // The checksum says that this is what `writeCache` wrote.
  return value as unknown as CacheContent
}
