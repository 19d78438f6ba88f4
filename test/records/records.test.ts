import { gzipSync } from 'node:zlib'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  type AppliedChange,
  type IndexedKey,
  type JsonValue,
  type LedgerEntry,
  sha256,
  toolKeys,
} from '../../src/model/index.ts'
import {
  type Blob,
  blobBytesLimit,
  blobKey,
  compressBlob,
  decodeBlob,
  decodeEpoch,
  decodeIndexShard,
  decodeLedgerEntry,
  decodeManifest,
  decodeOwner,
  decodePart,
  encodeBlob,
  encodeEpoch,
  encodeIndex,
  encodeLedgerEntry,
  encodeManifest,
  encodeOwner,
  encodeParts,
} from '../../src/records/index.ts'
import { keyValue } from '../plan/build-plan-input.ts'
import { home } from '../support/home.ts'

const hash = fc.nat().map((number) => sha256(String(number)))

describe('what the tool writes for itself', () => {
  it('is read back as it was: epoch, owner, ledger', () => {
    const epoch = { seq: 3, lineage: 'l', applyId: 'a' }
    expect(decodeEpoch(stored(encodeEpoch(epoch)))).toMatchObject({ ...epoch, modRevision: 7 })
    const owner = { workspace: 'w', environment: 'e' }
    expect(decodeOwner(stored(encodeOwner(owner)))).toEqual(owner)
    const entry: LedgerEntry = {
      seq: 1,
      applyId: 'a',
      kind: 'fence',
      who: 'me',
      when: 'now',
      fenced: 'b',
      manifest: 'm',
    }
    expect(decodeLedgerEntry(stored(encodeLedgerEntry(entry)))).toEqual({ ...entry, revision: 7 })
  })

  it.each(['', 'null', '{}', '{"seq":1.5,"lineage":"l","applyId":"a"}', '{"seq":"1"}'])(
    'is called damaged when somebody wrote over it: %s',
    (text) => {
      const kv = stored(new TextEncoder().encode(text))
      for (const decode of [decodeEpoch, decodeOwner, decodeLedgerEntry]) {
        expect(() => decode(kv)).toThrow(expect.objectContaining({ code: 'tool-data-damaged' }))
      }
    },
  )
})

describe('a blob', () => {
  it('has the same name for the same value, and gives it back', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        const blob = encodeBlob(value as JsonValue)
        expect(encodeBlob(JSON.parse(JSON.stringify(value)) as JsonValue).sha256).toBe(blob.sha256)
        expect(decodeBlob(storedBlob(blob))).toEqual(JSON.parse(JSON.stringify(value)))
      }),
    )
  })

  it('that holds something else than its name says is refused', () => {
    for (const value of [
      gzipSync(encodeBlob(2).text),
      gzipSync(encodeBlob(1).text).subarray(0, 5),
      new Uint8Array(),
    ]) {
      const kv = { key: blobKey(toolKeys(home), encodeBlob(1).sha256), value }
      expect(() => decodeBlob(kv)).toThrow(
        expect.objectContaining({ code: 'tool-data-damaged', message: expect.stringContaining(kv.key) }),
      )
    }
  })
})

describe('the index of managed keys', () => {
  it('is read back from its shards, however many they are', () => {
    const keys = fc.dictionary(
      fc.string({ minLength: 1, maxLength: 5 }),
      fc.record(
        { sha256: hash, component: fc.constantFrom('a', 'b'), part: hash },
        { requiredKeys: ['sha256', 'component'] },
      ),
    )
    fc.assert(
      fc.property(keys, fc.constantFrom(0, 300), (some, more) => {
        const index = new Map<string, IndexedKey>(Object.entries(some))
        for (let number = 0; number < more; number++)
          index.set(`/k${number}`, { sha256: sha256('x'), component: 'c' })
        const { shards } = encodeIndex(index)
        const read = [...shards.values()].flatMap((blob) => decodeIndexShard(decodeBlob(storedBlob(blob))))
        expect(new Map(read)).toEqual(index)
      }),
      { numRuns: 30 },
    )
  })

  it('of 10,000 keys changes one shard of sixteen when one key changes', () => {
    const index = new Map<string, IndexedKey>()
    for (let number = 0; number < 10_000; number++)
      index.set(`/k${number}`, { sha256: sha256(`${number}`), component: 'c' })
    const before = new Set([...encodeIndex(index).shards.values()].map((blob) => blob.sha256))
    index.set('/k77', { sha256: sha256('new'), component: 'c' })
    const after = [...encodeIndex(index).shards.values()]
    expect(after).toHaveLength(16)
    expect(after.filter((blob) => !before.has(blob.sha256))).toHaveLength(1)
    expect(Math.max(...after.map(({ text }) => gzipSync(text).length))).toBeLessThan(blobBytesLimit)
  })

  it('is named by the manifest, with the withdrawn values', () => {
    const manifest = {
      digits: 1,
      shards: { a: sha256('a') },
      parts: [sha256('p')],
      managedPrefixes: ['/config/'],
      protection: { isProtected: false, signers: [] },
      suppressed: [{ key: '/k', pointer: '/a', sha256: sha256('1') }],
    }
    const blob = encodeManifest(manifest)
    expect(decodeManifest(decodeBlob(storedBlob(blob)))).toEqual(manifest)
  })
})

describe('the changes of an apply', () => {
  it('are read back in order, in parts within the limit even when nothing shrinks', async () => {
    const changes = Array.from({ length: 40 }, (_, index): AppliedChange => {
      const noise = Array.from({ length: 1000 }, (_, line) => sha256(`${index} ${line}`)).join('')
      return { key: `/k${index}`, component: 'c', action: 'update', before: noise, after: `${noise}\u0000"` }
    })
    const parts = encodeParts(changes)
    expect(parts.length).toBeGreaterThan(5)
    for (const { blob } of parts) expect((await compressBlob(blob)).length).toBeLessThan(blobBytesLimit)
    for (const { blob } of parts) expect(encodeBlob(JSON.parse(blob.text))).toEqual(blob)
    expect(parts.flatMap(({ blob }) => decodePart(decodeBlob(storedBlob(blob))))).toEqual(changes)
    expect(parts.flatMap(({ keys }) => keys)).toEqual(changes.map(({ key }) => key))
  })
})

function stored(value: Uint8Array) {
  return { ...keyValue('/appia/x', ''), value }
}

function storedBlob({ sha256: name, text }: Blob): { readonly key: string; readonly value: Uint8Array } {
  return { key: blobKey(toolKeys(home), name), value: gzipSync(text) }
}
