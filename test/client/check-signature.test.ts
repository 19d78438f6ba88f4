import { generateKeyPairSync } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { checkSignature, type PlacedDocument } from '../../src/client/applied/check-signature.ts'
import { type SignedDocument, TakenDocuments } from '../../src/client/index.ts'
import { loadFormats, writeDocument } from '../../src/formats/index.ts'
import { canonicalJson, type JsonValue, type Store, sha256, toolKeys } from '../../src/model/index.ts'
import {
  blobKey,
  decodeSigned,
  encodeBlob,
  type SignedStatement,
  type Statement,
  signedText,
} from '../../src/records/index.ts'
import { readSigningKey, signText } from '../../src/signing/index.ts'
import { openMemoryStore } from '../../src/store/index.ts'
import { home } from '../support/home.ts'

const key = '/config/app/json'
const text = '{"port":80}'
const { privateKey } = generateKeyPairSync('ed25519')
const anna = readSigningKey(privateKey.export({ format: 'pem', type: 'pkcs8' }).toString())
const folder = mkdtempSync(join(tmpdir(), 'appia-taken-'))
let store: Store
let statement: Statement

beforeAll(async () => {
  store = await openMemoryStore()
  const documents = {
    [key]: sha256(text),
    '/config/b/json': { sha256: sha256('{}'), secrets: { '/a': 'pw' } },
  }
  statement = { ...home, environment: 'lab', cluster: await store.clusterId(), base: 3, documents }
})
afterAll(async () => {
  await store.close()
  rmSync(folder, { recursive: true, force: true })
})

function sign(stated: Statement): SignedStatement {
  const signed = { digest: sha256('d'), checksum: sha256('c'), statement: stated }
  const signature = signText(signedText(signed), anna)
  return { ...signed, signatures: [{ signer: anna.publicKey, signature }] }
}

/** What an agent makes of a document whose row names this. */
async function check(
  value: JsonValue,
  document: Partial<Pick<PlacedDocument, 'key' | 'text' | 'format'>> = {},
) {
  const keys = toolKeys(home)
  const blob = encodeBlob(value)
  const put = { kind: 'put', key: blobKey(keys, blob.sha256), value: gzipSync(blob.text) } as const
  await store.txn({ compare: [], success: [put], failure: [] })
  const indexed = { sha256: sha256(text), component: 'app', signed: blob.sha256 }
  const taken = await TakenDocuments.open(join(folder, 'none'))
  const placed = { ...{ key, text, format: undefined, indexed }, ...home, ...document }
  const demand = { signers: [anna.publicKey], taken }
  return await checkSignature(store, keys, { document: placed, demand })
}

const plain = (signed: SignedStatement) => signed as unknown as JsonValue

describe('a signed statement', () => {
  it('counts for the very document that it names', async () => {
    expect(await check(plain(sign(statement)))).toMatchObject({ key, base: 3 })
    expect(await check(plain(sign(statement)), { text: '{"port": 80}' })).toHaveProperty('problem')
    expect(await check(plain(sign(statement)), { key: '/config/c/json' })).toHaveProperty('problem')
  })

  it('counts for a document with secrets, whatever those are, as an apply writes it', async () => {
    await loadFormats(['yaml'])
    const stated = {
      sha256: sha256(canonicalJson({ on: 'no', pw: { $secret: 'pw' } })),
      secrets: { '/pw': 'pw' },
    }
    const signed = plain(sign({ ...statement, documents: { [key]: stated } }))
    const checked = async (text: string, format: 'json' | 'yaml') =>
      'problem' in (await check(signed, { text, format })) ? 'refused' : 'taken'
    expect(await checked('{"on": "no", "pw": "one"}', 'json')).toBe('taken')
    expect(await checked('{"on":"no","pw":["one"]}', 'json')).toBe('refused')
    expect(await checked('{"on":"no"}', 'json')).toBe('refused')
    expect(await checked('{"on":"yes","pw":"one"}', 'json')).toBe('refused')
    const written = writeDocument({ on: 'no', pw: 'one' }, 'yaml')
    const asApplied = 'bytes' in written ? Buffer.from(written.bytes).toString() : ''
    expect(await checked(asApplied, 'yaml')).toBe('taken')
    // YAML 1.1 reads false there, and YAML 1.2 the same text.
    expect(await checked(asApplied.replace(/['"]no['"]/, 'no'), 'yaml')).toBe('refused')
  })

  it('that was changed in any way counts for none', async () => {
    const original = canonicalJson(plain(sign(statement)))
    const edit = fc.record({
      at: fc.nat(original.length - 1),
      length: fc.nat(3),
      put: fc.string({ maxLength: 3 }),
    })
    await fc.assert(
      fc.asyncProperty(edit, async ({ at, length, put }) => {
        const value = parse(original.slice(0, at) + put + original.slice(at + length))
        if (value === undefined) return
        const isSame = isSameStatement(value, original)
        const found = await check(value).catch((error: Error) => ({ problem: error.name }))
        expect('problem' in found).toBe(!isSame)
      }),
      { numRuns: 1000 },
    )
  })

  it('of any other shape is called damaged, and nothing else is thrown', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        expect(() => decodeSigned(value as JsonValue)).toThrow(
          expect.objectContaining({ code: 'tool-data-damaged' }),
        )
      }),
    )
  })
})

describe('what a host has taken', () => {
  const taken = (base: number, hash: string): SignedDocument => ({
    ...{ key, cluster: 'c', workspace: 'demo', base },
    sha256: hash,
  })

  it('is known to the next start; what is older is told, but for the one before', async () => {
    const path = join(folder, 'taken')
    const first = await TakenDocuments.open(path)
    for (const each of [taken(1, 'a'), taken(2, 'b'), taken(5, 'c')]) {
      expect(first.newerThan(each)).toBeUndefined()
      await first.take([each])
    }
    const next = await TakenDocuments.open(path)
    expect(next.newerThan(taken(1, 'a'))).toBe(5)
    expect(next.newerThan(taken(5, 'd'))).toBe(5)
    expect(next.newerThan(taken(2, 'b'))).toBeUndefined()
    expect(next.newerThan(taken(6, 'e'))).toBeUndefined()
    // The same bytes are no step back, whatever covers them.
    expect(next.newerThan(taken(0, 'c'))).toBeUndefined()
    // Another cluster, as a restore makes one, begins anew.
    expect(next.newerThan({ ...taken(1, 'a'), cluster: 'd' })).toBeUndefined()
  })

  it('stays newer after a step back, and what was in effect can come back after the next', async () => {
    const known = await TakenDocuments.open(join(folder, 'steps'))
    for (const each of [taken(1, 'a'), taken(2, 'b'), taken(1, 'a')]) await known.take([each])
    expect(known.newerThan(taken(2, 'z'))).toBe(2)
    await known.take([taken(3, 'c')])
    expect(known.newerThan(taken(1, 'a'))).toBeUndefined()
    expect(known.newerThan(taken(2, 'b'))).toBe(3)
  })
})

function parse(edited: string): JsonValue | undefined {
  try {
    return JSON.parse(edited) as JsonValue
  } catch {
    return undefined
  }
}

/** Names of signers, and what nobody reads, may be others. */
function isSameStatement(value: JsonValue, original: string): boolean {
  try {
    const [one, other] = [decodeSigned(value), decodeSigned(JSON.parse(original) as JsonValue)]
    const signatureOf = ({ signatures: [first] }: SignedStatement) =>
      `${first?.signer.split(' ')[1]} ${Buffer.from(first?.signature ?? '', 'base64').toString('hex')}`
    return signedText(one).text === signedText(other).text && signatureOf(one) === signatureOf(other)
  } catch {
    return false
  }
}
