import { open, readFile, rename, rm } from 'node:fs/promises'
import { dirname } from 'node:path'
import { isJsonObject, type JsonValue, sha256 } from '../model/index.ts'
import { type Identity, openBytes, sealBytes } from '../rotation/index.ts'
import type { RingState } from './key-ring.ts'

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

const magic = 'appia-cache 1'

/**
 * Writes the cache so that a crash leaves the old or the new one: temporary file, fsync, rename, fsync of the folder.
 * First line: magic, `sealed` or `bare`, sha256 of the rest. Sealed for the member's own recipient where it has one.
 */
export async function writeCache(
  path: string,
  content: CacheContent,
  identity: Identity | undefined,
): Promise<void> {
  const plain = Buffer.from(JSON.stringify(content))
  const body = identity === undefined ? plain : await sealBytes(plain, identity.recipient)
  const kind = identity === undefined ? 'bare' : 'sealed'
  const temporary = `${path}.${process.pid}.tmp`
  const file = await open(temporary, 'w', 0o600)
  try {
    await file.writeFile(Buffer.concat([Buffer.from(`${magic} ${kind} ${sha256(body)}\n`), body]))
    await file.sync()
  } finally {
    await file.close()
    if (identity !== undefined) plain.fill(0)
  }
  await rename(temporary, path)
  await syncFolder(dirname(path))
}

/** Reads the cache back. Never throws for what is in the file. */
export async function readCache(path: string, identity: Identity | undefined): Promise<CacheReading> {
  const file = await readFile(path).catch(() => undefined)
  if (file === undefined) return 'absent'
  const end = file.indexOf(10)
  const [, kind, checksum] =
    /^appia-cache 1 (bare|sealed) ([0-9a-f]{64})$/.exec(file.toString('latin1', 0, end)) ?? []
  const body = file.subarray(end + 1)
  if (end < 0 || checksum !== sha256(body)) return 'damaged'
  const plain = kind === 'bare' ? body : identity && (await openBytes(body, identity))
  if (plain === undefined) return 'foreign'
  return parseContent(plain.toString('utf8')) ?? 'damaged'
}

/** Removes the cache; one that is not there is fine. */
export async function removeCache(path: string): Promise<void> {
  await rm(path, { force: true })
}

function parseContent(text: string): CacheContent | undefined {
  const value = JSON.parse(text) as JsonValue
  if (!isJsonObject(value) || value.formatVersion !== 1 || !isJsonObject(value.documents)) return undefined
  // The checksum says that this is what `writeCache` wrote.
  return value as unknown as CacheContent
}

async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, 'r')
  try {
    await handle.sync()
  } finally {
    await handle.close()
  }
}
