import { gunzipSync } from 'node:zlib'
import { prefixEnd, type Store } from '../../../src/model/index.ts'

/** The tool's own data as they lie in a store, read without the code under test. */
export interface StoredData {
  /** Seqs of the ledger, rising. */
  readonly seqs: readonly number[]
  /** Blobs that the ledger needs and that are not there. */
  readonly missing: readonly string[]
  /** Blobs that are there and that nothing needs. */
  readonly unneeded: readonly string[]
}

/** Follows every name from the ledger on. */
export async function readStoredData(store: Store, prefix = ''): Promise<StoredData> {
  const ledger = await valuesUnder(store, `${prefix}/appia/demo/ledger/`)
  const blobs = await valuesUnder(store, `${prefix}/appia/demo/blob/`)
  const needed = new Set<string>()
  const follow = (name: unknown): Record<string, unknown> => {
    needed.add(String(name))
    const bytes = blobs.get(String(name))
    return bytes === undefined ? {} : parse(gunzipSync(bytes))
  }
  for (const bytes of ledger.values()) {
    const { manifest } = parse(bytes)
    if (manifest === undefined) continue
    const { shards, parts } = follow(manifest)
    for (const part of listOf(parts)) needed.add(part)
    for (const shard of Object.values(shards ?? {})) {
      const { parts, statements } = follow(shard)
      for (const name of [...listOf(parts), ...listOf(statements)]) needed.add(name)
    }
  }
  return {
    seqs: [...ledger.keys()].map(Number),
    missing: [...needed].filter((name) => !blobs.has(name)),
    unneeded: [...blobs.keys()].filter((name) => !needed.has(name)),
  }
}

async function valuesUnder(store: Store, prefix: string): Promise<Map<string, Uint8Array>> {
  const { kvs } = await store.range({ key: prefix, end: prefixEnd(prefix) })
  return new Map(kvs.map((kv) => [kv.key.slice(prefix.length), kv.value]))
}

function parse(bytes: Uint8Array): Record<string, unknown> {
  return JSON.parse(Buffer.from(bytes).toString('utf8')) as Record<string, unknown>
}

function listOf(value: unknown): string[] {
  return Array.isArray(value) ? value.map(String) : []
}
