import { generateKeyPairSync } from 'node:crypto'
import { gzipSync } from 'node:zlib'
import { readLive } from '../../src/apply/index.ts'
import { ledgerKey, type Operation, type Plan, type Store, sha256, toolKeys } from '../../src/model/index.ts'
import { sealPlan } from '../../src/plan/index.ts'
import {
  type Blob,
  blobKey,
  encodeEpoch,
  encodeIndex,
  encodeLedgerEntry,
  encodeManifest,
  encodeSigned,
  type SignedStatement,
  signedText,
  statementOf,
} from '../../src/records/index.ts'
import { readSigningKey, type SigningKey, signText } from '../../src/signing/index.ts'
import { home } from '../support/home.ts'

/** A key to sign with. */
export function aKey(): SigningKey {
  const { privateKey } = generateKeyPairSync('ed25519')
  return readSigningKey(privateKey.export({ format: 'pem', type: 'pkcs8' }).toString())
}

/** What an apply records of a plan that these keys signed. */
export function signedBy(
  keys: readonly SigningKey[],
  stated: Omit<SignedStatement, 'signatures'>,
): SignedStatement {
  const text = signedText(stated)
  const signatures = keys.map((each) => ({ signer: each.publicKey, signature: signText(text, each) }))
  return { ...stated, signatures }
}

export function statedIn(plan: Plan): Omit<SignedStatement, 'signatures'> {
  return { digest: plan.digest, checksum: sealPlan(plan).checksum, statement: statementOf(plan) }
}

/** What a document holds, what its row names as signed, and a shard of the index in the place of a sound one. */
export type Forged = readonly [text: string, signed?: SignedStatement | Blob | undefined, shard?: Blob]

/** As the owner of etcd can: a document, and records of an apply that never was. */
export async function forgeIn(store: Store, key: string, [text, signed, shard]: Forged): Promise<void> {
  const live = await readLive(store, { home, managedPrefixes: ['/config/'] }).catch(() => undefined)
  const blob = signed && ('text' in signed ? signed : encodeSigned(signed))
  const row = { sha256: sha256(text), component: 'app', ...(blob && { signed: blob.sha256 }) }
  const { digits, shards } = shard
    ? { digits: 0, shards: new Map([['', shard]]) }
    : encodeIndex(new Map([...(live?.index ?? []), [key, row]]))
  const manifest = encodeManifest({
    digits,
    shards: Object.fromEntries([...shards].map(([shard, each]) => [shard, each.sha256])),
    ...{ parts: [], suppressed: [], managedPrefixes: ['/config/'] },
    protection: { isProtected: false, signers: [] },
  })
  const keys = toolKeys(home)
  const { seq, lineage } = live?.epoch ?? { seq: 70, lineage: 'l' }
  const next = { seq: seq + 1, applyId: 'forged', lineage }
  const blobs = [manifest, ...shards.values(), ...(blob ? [blob] : [])]
  const entry = { ...next, kind: 'apply', who: 'ci', when: 'now', manifest: manifest.sha256 } as const
  const puts: [string, Uint8Array | string][] = [
    ...blobs.map((each): [string, Uint8Array] => [blobKey(keys, each.sha256), gzipSync(each.text)]),
    [keys.epoch, encodeEpoch(next)],
    [ledgerKey(keys, next.seq), encodeLedgerEntry(entry)],
    [key, text],
  ]
  const success = puts.map(([at, value]): Operation => ({ kind: 'put', key: at, value: Buffer.from(value) }))
  await store.txn({ compare: [], success, failure: [] })
}
