import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { readLive, signStanding, trimHistory } from '../../src/apply/index.ts'
import { type JsonValue, type Plan, type Store, sha256 } from '../../src/model/index.ts'
import { encodeBlob, type SignedStatement, type Statement } from '../../src/records/index.ts'
import { applyIt, applyValues, now, planValues, putForeign, type Values } from '../apply/apply-values.ts'
import { plain, planTemplates, secret } from '../apply/secrets/a-template.ts'
import { until } from '../client/site.ts'
import { home } from '../support/home.ts'
import { aKey, type Forged, forgeIn, signedBy, statedIn } from './forged-records.ts'
import { RunningAgent } from './running-agent.ts'

const key = '/config/app/json'
const other = '/config/other/json'

/** What an agent with `signers` takes of a store, and what not. */
export function describeSignatures(title: string, open: () => Promise<Store>): void {
  describe(title, () => {
    const [anna, eve] = [aKey(), aKey()]
    let store: Store
    let agent: RunningAgent
    beforeEach(async () => {
      store = await open()
      agent = new RunningAgent(store)
    })
    afterEach(async () => {
      await agent.remove()
      await store.close()
    })

    const path = () => join(agent.folder, 'etc/app.json')
    const content = () => (existsSync(path()) ? readFileSync(path(), 'utf8') : undefined)
    const start = async () => {
      const file = { path: path(), format: 'json', mode: '0640', edited: 'restore' } as const
      await agent.start({ accept: 'applied-only', signers: [anna.publicKey], files: { app: file } })
    }
    const holds = (text: string) => until(`the file holds ${text}`, () => content() === text, 30_000)
    const isTold = (problem: string) =>
      until(
        `it is told: ${problem}`,
        async () => (await agent.problems()).some((each) => each.includes(problem)),
        30_000,
      )

    const applySigned = async (values: Values, keys = [anna]) => {
      const plan = await planValues(store, values, { permissions: { allowDelete: 1e6 } })
      return await applyIt(store, plan, { signed: signedBy(keys, statedIn(plan)) })
    }

    const forge = (...shape: Forged) => forgeIn(store, key, shape)

    /** Signs what stands, as whoever has the sources does. */
    const signWhatStands = async (documents: Statement['documents'], by = anna) => {
      const live = await readLive(store, { home, managedPrefixes: ['/config/'] })
      if (live.epoch === undefined) throw new Error('nothing was applied')
      const base = { environment: 'lab', cluster: live.cluster, base: live.epoch.seq, documents }
      const signed = signedBy([by], { digest: 'd', checksum: 'c', statement: { ...home, ...base } })
      const author = { who: 'anna' }
      const protection = { isProtected: false, signers: [] }
      return await signStanding({
        ...{ store, home, signed, author, now, protection },
        live: { ...live, epoch: live.epoch },
      })
    }

    it('takes what was signed, and keeps that where what comes next was not', async () => {
      await applySigned({ [key]: { port: 80 } })
      await start()
      await holds('{"port":80}')
      await applyValues(store, { [key]: { port: 81 } })
      await isTold(`${key} was applied without a signature`)
      expect(content()).toBe('{"port":80}')
      await applySigned({ [key]: { port: 82 } }, [eve])
      await isTold(`${key} is signed by none of the signers here`)
      await applySigned({ [key]: { port: 83 } }, [eve, anna])
      await holds('{"port":83}')
      await until('nothing is wrong any more', async () => (await agent.problems()).length === 0)
    })

    it('goes on taking it after unsigned applies to other keys, and after its history is gone', async () => {
      await applySigned({ [key]: { port: 80 }, [other]: 0 })
      for (const n of [1, 2, 3]) await applyValues(store, { [key]: { port: 80 }, [other]: n })
      const owner = { workspace: 'demo', environment: 'lab' }
      expect(
        await trimHistory({ store, home, owner, keep: 1, author: { who: 'tester' }, now }),
      ).toMatchObject({
        kind: 'trimmed',
      })
      await start()
      await holds('{"port":80}')
    })

    it('takes no document of a forged ledger, whatever its records say', async () => {
      const planned = await planValues(store, { [key]: { port: 80 }, [other]: { port: 666 } })
      const good = statedIn(planned)
      await applyIt(store, planned, { signed: signedBy([anna], good) })
      await start()
      await holds('{"port":80}')
      let port = 600
      const bad = () => `{"port":${port}}`
      const over = (change: Partial<Statement>) => ({ ...good, statement: { ...good.statement, ...change } })
      /** Each time another document: the same one is looked at again only after a while. */
      const isRefused = async (signed: () => SignedStatement | undefined, problem: string) => {
        port++
        await forge(bad(), signed())
        await isTold(problem)
        expect(content()).toBe('{"port":80}')
      }
      const badly = (change: Partial<Statement> = {}) =>
        over({ documents: { [key]: sha256(bad()) }, ...change })
      await isRefused(() => undefined, 'was applied without a signature')
      await isRefused(() => signedBy([eve], badly()), 'is signed by none of the signers here')
      // Claims to be hers; and hers, of something else.
      const claimed = () => {
        const [{ signature = '' } = {}] = signedBy([eve], badly()).signatures
        return { ...badly(), signatures: [{ signer: anna.publicKey, signature }] }
      }
      await isRefused(claimed, `${key} is signed by none of the signers here (revision`)
      const copied = () => ({ ...badly(), signatures: signedBy([anna], good).signatures })
      await isRefused(copied, 'is signed by none of the signers here')
      await isRefused(() => signedBy([anna], good), 'is not as it was signed')
      const elsewhere = () => signedBy([anna], over({ documents: { [other]: sha256(bad()) } }))
      await isRefused(elsewhere, 'is none of the documents that were signed')
      for (const place of [{ workspace: 'another' }, { prefix: '/site-b' }, { cluster: 'another' }])
        await isRefused(
          () => signedBy([anna], badly(place)),
          'was signed for another workspace, prefix or cluster',
        )
    })

    it('is not stopped by records of any other shape', async () => {
      await applySigned({ [key]: { port: 80 } })
      await start()
      await holds('{"port":80}')
      const isUnreadable = async (n: number, shapes: Forged) => {
        await forge(...shapes)
        await isTold(`whether an apply wrote ${key} cannot be read`)
        // What comes next is told anew.
        await forge(`{"port":${1000 + n}}`)
        await isTold('was applied without a signature')
      }
      const statements: JsonValue[] = [null, [], { statement: null }, { statement: {}, digest: 1 }]
      for (const [n, shape] of statements.entries())
        await isUnreadable(n, [`{"port":${n}}`, encodeBlob(shape)])
      const rows: JsonValue[] = [null, 1, ['hash', 'app', 0, null], ['hash', 'app', 0, { secrets: null }]]
      for (const [n, row] of rows.entries())
        await isUnreadable(n, [`{"port":${n}}`, undefined, encodeBlob({ parts: [], keys: { [key]: row } })])
      expect(content()).toBe('{"port":80}')
      await applySigned({ [key]: { port: 81 } })
      await holds('{"port":81}')
    })

    it('takes nothing older than it has had, but the one before', async () => {
      const texts = ['{"n":1}', '{"n":2}', '{"n":3}']
      const statements: SignedStatement[] = []
      await start()
      for (const n of [1, 2, 3]) {
        const plan = await planValues(store, { [key]: { n } })
        const signed = signedBy([anna], statedIn(plan))
        statements.push(signed)
        await applyIt(store, plan, { signed })
        await holds(`{"n":${n}}`)
      }
      await agent.stop()
      agent = new RunningAgent(store, agent.folder)
      await start()
      await forge(texts[0] ?? '', statements[0])
      await isTold('was signed after apply @0, and this host has had one that was signed after @2')
      expect(content()).toBe('{"n":3}')
      await forge(texts[1] ?? '', statements[1])
      await holds('{"n":2}')
    })

    it('takes back with an apply that nobody confirmed, signed or not', async () => {
      await start()
      await applySigned({ [key]: { n: 1 } })
      await holds('{"n":1}')
      await applySigned({ [key]: { n: 2 } })
      await holds('{"n":2}')
      await applyValues(store, { [key]: { n: 1 } })
      await holds('{"n":1}')
      await applySigned({ [key]: { n: 3 } })
      await holds('{"n":3}')
      await applyValues(store, { [key]: { n: 1 } })
      await holds('{"n":1}')
    })

    it('takes what stands once it is signed', async () => {
      await applyValues(store, { [key]: { port: 80 } })
      await start()
      await isTold('was applied without a signature')
      expect(await signWhatStands({ [key]: sha256('{"port":80}') })).toMatchObject({ kind: 'signed', seq: 2 })
      await holds('{"port":80}')
      await applyValues(store, { [key]: { port: 80 }, [other]: 1 })
      await agent.stop()
      agent = new RunningAgent(store, agent.folder)
      await start()
      await until('it stands', async () => (await agent.item('files', 'app'))?.problem === null)
    })

    it('takes for one node what was signed for all', async () => {
      const node = '/config/app/nodes/gw-01/json'
      await applySigned({ [key]: { port: 80 } })
      await start()
      await holds('{"port":80}')
      const plan = await planValues(store, { [key]: { port: 81 } })
      const canary = await planValues(store, { [key]: { port: 80 }, [node]: { port: 81 } })
      await applyIt(store, canary, { signed: signedBy([anna], statedIn(plan)) })
      await holds('{"port":81}')
      await putForeign(store, node, '{"port":82}')
      await isTold(`${node} was written by no apply`)
    })

    it('takes a document with secrets, and nothing else in it than was signed', async () => {
      const plan = async (n: number, password: string) => {
        const values = { [key]: { n, password: secret('pw') } }
        const made = await planTemplates(store, values, { sources: plain, secretValues: () => password })
        return made.plan as Plan
      }
      const first = await plan(1, 'one')
      const signed = signedBy([anna], statedIn(first))
      expect(signed.statement.documents[key]).toMatchObject({ secrets: { '/password': 'pw' } })
      await applyIt(store, first, { signed, secretValues: () => 'one' })
      await start()
      await holds('{"n":1,"password":"one"}')
      await forge('{"n":2,"password":"one"}', signed)
      await isTold('is not as it was signed')
      await forge('{"n":1,"password":{"n":3}}', signed)
      await isTold('is not as it was signed')
      expect(content()).toBe('{"n":1,"password":"one"}')
    })
  })
}
