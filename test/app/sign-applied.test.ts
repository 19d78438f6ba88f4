import { generateKeyPairSync } from 'node:crypto'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { applyFile, applySources, type StandingDocuments, signApplied } from '../../src/app/apply/index.ts'
import type { Reviewer } from '../../src/app/index.ts'
import { planSources, signFile } from '../../src/app/plan/index.ts'
import { readLive } from '../../src/apply/index.ts'
import { type Live, type Store, toolKeys } from '../../src/model/index.ts'
import { blobKey, decodeBlob, decodeSigned } from '../../src/records/index.ts'
import { openEmbeddedStore } from '../../src/store/index.ts'
import { copyWorkspace } from '../support/workspace.ts'
import { contextIn, reviewer } from './a-context.ts'

const example = join(import.meta.dirname, '../../examples/minimal')
const keys = ['/config/api/json', '/config/worker/json']

function begin() {
  const workspace = copyWorkspace(example)
  const { directory } = workspace
  for (const name of ['anna', 'bert']) {
    const { privateKey } = generateKeyPairSync('ed25519')
    const pem = privateKey.export({ format: 'pem', type: 'pkcs8' })
    writeFileSync(join(directory, `${name}.pem`), pem, { mode: 0o600 })
  }
  const shown: StandingDocuments[] = []
  const reading: Reviewer<StandingDocuments> = {
    show: (each) => void shown.push(each),
    agree: async () => {},
  }
  const context = contextIn(directory, { isAgreed: true })
  return {
    workspace,
    shown,
    context,
    apply: () => applySources(context, reviewer().reviewer),
    sign: () => signApplied({ keyFile: 'anna.pem' }, context, reading),
    live: () => inStore(directory, (store) => readLive(store, home)),
    signedOf: (live: Live, key: string) =>
      inStore(directory, async (store) => {
        const name = blobKey(toolKeys(home.home), live.index.get(key)?.signed ?? '')
        const [kv] = (await store.range({ key: name })).kvs
        if (kv === undefined) throw new Error(`${name} is not there`)
        return decodeSigned(decodeBlob(kv))
      }),
  }
}

const home = { home: { prefix: '', workspace: 'minimal' } }

async function inStore<T>(directory: string, task: (store: Store) => Promise<T>): Promise<T> {
  const store = await openEmbeddedStore({ file: join(directory, '.appia/local.store') })
  try {
    return await task(store)
  } finally {
    await store.close()
  }
}

describe('an apply of a saved plan', () => {
  it('records what was signed of it, and who signed', async () => {
    const each = begin()
    const nobody = { show: () => {}, agree: async () => {} }
    await planSources({ file: 'p.json', keyFile: 'anna.pem' }, each.context)
    await signFile({ file: 'p.json', keyFile: 'bert.pem' }, each.context, nobody)
    await applyFile({ file: 'p.json' }, each.context, reviewer().reviewer)
    const live = await each.live()
    const { statement, signatures, digest } = await each.signedOf(live, keys[0] as string)
    expect(statement).toMatchObject({ workspace: 'minimal', environment: 'local', prefix: '', base: 0 })
    expect(Object.keys(statement.documents)).toEqual(keys)
    expect([signatures.length, digest.length]).toEqual([2, 64])
  })

  it('records nothing of a signature that is not good', async () => {
    const each = begin()
    await planSources({ file: 'p.json', keyFile: 'anna.pem' }, each.context)
    const path = join(each.workspace.directory, 'p.json')
    const { signatures, ...plan } = JSON.parse(readFileSync(path, 'utf8'))
    const forged = signatures.map((one: object) => ({ ...one, signature: `${'A'.repeat(86)}==` }))
    writeFileSync(path, JSON.stringify({ ...plan, signatures: forged }))
    await applyFile({ file: 'p.json' }, each.context, reviewer().reviewer)
    expect([...(await each.live()).index.values()].map(({ signed }) => signed)).toEqual([
      undefined,
      undefined,
    ])
  })
})

describe('a signature of what stands', () => {
  it('is recorded for each document, and changes none', async () => {
    const each = begin()
    await each.apply()
    const before = await each.live()
    expect(await each.sign()).toMatchObject({ kind: 'signed', seq: 2, documents: 2 })
    expect(each.shown).toMatchObject([
      { environment: 'local', documents: keys.map((key) => ({ key })), leftOut: [] },
    ])
    const live = await each.live()
    expect([...live.entries]).toEqual([...before.entries])
    for (const key of keys) {
      const { statement } = await each.signedOf(live, key)
      expect(statement).toMatchObject({ base: 1, cluster: live.cluster })
      expect(statement.documents[key]).toBe(live.index.get(key)?.sha256)
    }
  })

  it('is refused where the sources say something else, and nothing is recorded', async () => {
    const each = begin()
    await expect(each.sign()).rejects.toMatchObject({ exitCode: 5 })
    await each.apply()
    each.workspace.edit('configs/worker.ts', 'seconds(20)', 'seconds(25)')
    await expect(each.sign()).rejects.toMatchObject({
      exitCode: 5,
      message: 'not signed: what stands is not what the sources say',
    })
    expect((await each.live()).epoch?.seq).toBe(1)
  })
})
