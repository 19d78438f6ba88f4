import { generateKeyPairSync } from 'node:crypto'
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type ApplyResult, applyFile, applySources, rollBack } from '../../../src/app/apply/index.ts'
import { bareEnvironment } from '../../../src/app/environment/open-environment.ts'
import type { Context } from '../../../src/app/index.ts'
import { planSources } from '../../../src/app/plan/index.ts'
import { takeCanaryBack } from '../../../src/app/rollout/try-on-node.ts'
import { listHistory } from '../../../src/app/state/index.ts'
import { readLive, readPending } from '../../../src/apply/index.ts'
import { type Store, StoreError } from '../../../src/model/index.ts'
import { openEmbeddedStore } from '../../../src/store/index.ts'
import { contentsOf } from '../../apply/apply-values.ts'
import { sharedStore } from '../../client/site.ts'
import { copyWorkspace, type TestWorkspace } from '../../support/workspace.ts'
import { contextIn, reviewer } from '../a-context.ts'
import { report, running } from './a-member.ts'

const example = join(import.meta.dirname, '../../../examples/minimal')
const key = '/config/worker/json'
const own = '/config/worker/nodes/gw-01/json'
const rollout = { canary: 'gw-01', waitMilliseconds: 60_000 }
const home = { prefix: '', workspace: 'minimal' }

let workspace: TestWorkspace
let context: Context
let store: Store
beforeEach(async () => {
  workspace = copyWorkspace(example)
  mkdirSync(join(workspace.directory, '.appia'), { recursive: true })
  context = contextIn(workspace.directory)
  await applySources(context, reviewer().reviewer)
  store = await openEmbeddedStore({ file: join(workspace.directory, '.appia/local.store') })
  workspace.edit('configs/worker.ts', 'seconds(20)', 'seconds(25)')
})
afterEach(() => store.close())

/** The worker on a node: takes up the node's own document as soon as it comes, and the one for all again once it is gone. */
async function workerOn(
  node: string,
  { isHealthy = true, look = async () => {} }: { isHealthy?: boolean; look?: () => Promise<void> } = {},
): Promise<void> {
  await report(store, running(`worker@${node}`, key, 2))
  const watch = store.watch({ key: own, startRevision: 1 })
  stops.push(() => watch.close())
  void (async () => {
    for await (const { revision, events } of watch) {
      const runs = events[0]?.kind === 'put' ? own : key
      if (runs === own) await look()
      if (isHealthy) await report(store, running(`worker@${node}`, runs, revision))
    }
  })()
}
const stops: (() => Promise<void>)[] = []
afterEach(async () => {
  for (const stop of stops.splice(0)) await stop()
})

const texts = async () => {
  const contents = await contentsOf(store)
  const timeout = (text: string | undefined) =>
    text && (JSON.parse(text) as { jobTimeout: number }).jobTimeout
  return [timeout(contents[key]), timeout(contents[own])]
}
const history = async () => (await listHistory(9, context)).map(({ kind, message }) => message ?? kind)
const apply = (request: object = {}, over: Context = context): Promise<ApplyResult> =>
  applySources(over, reviewer().reviewer, { ...rollout, ...request })

describe('a canary', () => {
  it('comes to all once its node runs it, and ends in that transaction', async () => {
    await workerOn('gw-01')
    const { reviewer: asked, heard } = reviewer()
    const result = await applySources(context, asked, { canary: 'gw-01' })
    expect(result).toMatchObject({ outcomes: [{ kind: 'applied', seq: 3 }] })
    expect(heard).toEqual(['1 changes', 'apply on local?'])
    expect(await texts()).toEqual([25, undefined])
    expect(await readPending(store, home)).toBeUndefined()
    expect(await history()).toEqual(['apply', 'canary on gw-01', 'apply'])
  })

  it('of a signed plan is signed on its node, as it is for all then', async () => {
    const { privateKey } = generateKeyPairSync('ed25519')
    workspace.write('anna.pem', privateKey.export({ format: 'pem', type: 'pkcs8' }).toString())
    await planSources({ file: 'p.json', keyFile: 'anna.pem' }, context)
    const signedOf = async (of: string) => (await readLive(store, { home })).index.get(of)?.signed
    const onNode: (string | undefined)[] = []
    await workerOn('gw-01', { look: async () => void onNode.push(await signedOf(own)) })
    const result = await applyFile({ file: 'p.json', rollout }, context, reviewer().reviewer)
    expect(result).toMatchObject({ outcomes: [{ kind: 'applied', seq: 3 }] })
    expect(onNode).toEqual([expect.any(String)])
    expect(await signedOf(key)).toBe(onNode[0])
  })

  it('does not come back by a rollback', async () => {
    await workerOn('gw-01')
    expect(await apply()).toMatchObject({
      outcomes: [{ kind: 'applied' }],
      rollout: { ended: 'all-run', members: [{ member: 'worker@gw-01' }] },
    })
    await rollBack({ leave: [] }, context, reviewer().reviewer)
    expect(await texts()).toEqual([20, undefined])
  })

  it('that its node does not run is taken back, and may be tried again', async () => {
    await workerOn('gw-01', { isHealthy: false })
    expect(await apply({ waitMilliseconds: 1 })).toMatchObject({
      outcomes: [],
      canary: { node: 'gw-01', rollout: { ended: 'expired', takenBack: { outcome: { kind: 'applied' } } } },
    })
    expect(await texts()).toEqual([20, undefined])
    expect(await readPending(store, home)).toBeUndefined()
    await workerOn('gw-01')
    expect(await apply()).toMatchObject({ outcomes: [{ kind: 'applied' }], rollout: { ended: 'all-run' } })
  })

  it('that is interrupted is taken back', async () => {
    await workerOn('gw-01', { isHealthy: false })
    const controller = new AbortController()
    const interrupted: Context = {
      ...context,
      signal: controller.signal,
      withProgress: async (label, task) => {
        if (label.startsWith('trying')) controller.abort()
        return await task(() => undefined)
      },
    }
    expect(await apply({}, interrupted)).toMatchObject({ canary: { rollout: { ended: 'interrupted' } } })
    expect(await texts()).toEqual([20, undefined])
    expect(await readPending(store, home)).toBeUndefined()
  })

  it('whose process is gone stands in the way, is named, and taken back by a rollback or in time', async () => {
    await workerOn('gw-01', { isHealthy: false })
    const killed: Context = {
      ...context,
      withProgress: async (label, task) => {
        if (label.startsWith('trying')) throw new Error('kill -9')
        return await task(() => undefined)
      },
    }
    await expect(apply({}, killed)).rejects.toThrow('kill -9')
    expect(await texts()).toEqual([20, 25])
    const pending = { kind: 'canary', node: 'gw-01', seq: 2 }
    expect(await applySources(context, reviewer().reviewer)).toMatchObject({
      outcomes: [{ kind: 'unconfirmed', pending }],
    })
    await rollBack({ leave: [] }, context, reviewer().reviewer)
    expect([await texts(), await readPending(store, home)]).toEqual([[20, undefined], undefined])
    await expect(apply({}, killed)).rejects.toThrow('kill -9')
    const [deadline] = (await store.range({ key: '/appia/minimal/deadline' })).kvs
    await store.revokeLease(deadline?.lease ?? '')
    expect(await applySources(context, reviewer().reviewer)).toMatchObject({
      outcomes: [{ kind: 'applied' }],
    })
    expect(await texts()).toEqual([25, undefined])
  })

  it('of which etcd does not say how it went is taken back, and the reason told', async () => {
    await workerOn('gw-01')
    const away: Context = {
      ...context,
      withProgress: async (label, task) => {
        if (label.startsWith('trying'))
          throw new StoreError('unreachable', 'no endpoint answers', { outcome: 'not-applied' })
        return await task(() => undefined)
      },
    }
    expect(await apply({}, away)).toMatchObject({
      outcomes: [],
      canary: {
        rollout: { ended: 'expired', problem: 'no endpoint answers', takenBack: { kind: 'outcome' } },
      },
    })
    expect(await texts()).toEqual([20, undefined])
  })

  it('that cannot be taken back, as etcd is away, is said to stand', async () => {
    const away: Store = Object.assign(sharedStore(store), {
      range: async () => {
        throw new StoreError('unreachable', 'no endpoint answers', { outcome: 'not-applied' })
      },
    })
    const open = { store: away, environment: bareEnvironment('local', home), directory: workspace.directory }
    expect(await takeCanaryBack(2, open, context)).toEqual({ kind: 'failed', problem: 'no endpoint answers' })
  })

  it('is not tried before the secrets that all need are at hand', async () => {
    workspace.edit(
      'schemas/api.schema.json',
      '"port":',
      '"pw": { "type": "string", "x-secret": "plain" }, "port":',
    )
    workspace.edit('configs/api.ts', 'seconds }', 'secret, seconds }')
    workspace.edit('configs/api.ts', 'port: 8080', "pw: secret('pw'), port: 8080")
    workspace.edit('configs/index.ts', "'embedded'", "'embedded', secrets: fromEnv('PW')")
    workspace.edit('configs/index.ts', 'invariant, workspace', 'fromEnv, invariant, workspace')
    await workerOn('gw-01')
    await planSources({ file: 'a.plan.json' }, context)
    const request = { file: 'a.plan.json', rollout }
    await expect(applyFile(request, context, reviewer().reviewer)).rejects.toMatchObject({
      diagnostics: [{ code: 'secret-unresolved' }],
    })
    expect(await history()).toEqual(['apply'])
  })

  it('makes no sense where nobody on the node would read it, and says why', async () => {
    const refused = (text: RegExp) => expect(apply()).rejects.toThrow(text)
    await refused(/nothing of this plan can be tried on gw-01 first\n.*no worker is alive on gw-01/)
    await report(store, running('worker@gw-01', own, 2))
    await store.txn({
      compare: [],
      success: [{ kind: 'put', key: own, value: Buffer.from('{}') }],
      failure: [],
    })
    await refused(/gw-01 has a document of its own, which wins there/)
    expect(await history()).toEqual(['apply'])
  })

  it('that ran, while the rest is in conflict, is taken back', async () => {
    await workerOn('gw-01')
    const racing: Context = {
      ...context,
      withProgress: async (label, task) => {
        const result = await task(() => undefined)
        if (label.startsWith('trying'))
          await store.txn({
            compare: [],
            success: [{ kind: 'put', key, value: Buffer.from('7') }],
            failure: [],
          })
        return result
      },
    }
    expect(await apply({}, racing)).toMatchObject({
      outcomes: [{ kind: 'stale' }],
      canary: { node: 'gw-01' },
    })
    expect((await contentsOf(store))[own]).toBeUndefined()
    expect(await readPending(store, home)).toBeUndefined()
  })
})
