import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { trimHistory } from '../../../src/apply/index.ts'
import { type Store, StoreError } from '../../../src/model/index.ts'
import { openEtcdStore } from '../../../src/store/index.ts'
import { now, putForeign } from '../../apply/apply-values.ts'
import type { Random } from '../../apply/simulation/random.ts'
import { type EtcdServer, startEtcd } from '../../support/etcd.ts'
import type { Witness } from './witness.ts'

/** What befalls the whole server while every lane applies. */
export const disasters = ['pause', 'kill -9', 'compaction', 'full quota', 'restore', 'trim'] as const
export type Disaster = (typeof disasters)[number]

/** Room for the applies of a while, little enough to be filled within a second. */
export const quotaBackendBytes = 48 * 1024 * 1024

/** Where disasters strike. */
export interface Scene {
  readonly server: EtcdServer
  /** The server itself, past every proxy. */
  readonly direct: Store
  readonly witness: Witness
  readonly random: Random
  /** Of the lanes. */
  readonly prefixes: readonly string[]
  /** For snapshots. */
  readonly folder: string
}

/** Makes it happen, and undoes what would last. False when it did not come to it on a server as busy as this. */
export async function strike(disaster: Disaster, scene: Scene): Promise<boolean> {
  try {
    return await befall(disaster, scene)
  } catch (error) {
    if (error instanceof StoreError) return false
    throw error
  }
}

async function befall(disaster: Disaster, scene: Scene): Promise<boolean> {
  switch (disaster) {
    case 'pause':
      return await pause(scene)
    case 'kill -9':
      await scene.server.restart()
      return true
    case 'compaction':
      await scene.direct.compact(scene.witness.seen())
      return true
    case 'full quota':
      return await fillAndFree(scene)
    case 'restore':
      return await restore(scene)
    case 'trim':
      return await trimOne(scene)
    default:
      return disaster satisfies never
  }
}

async function pause({ server }: Scene): Promise<boolean> {
  server.pause()
  await setTimeout(400)
  server.resume()
  return true
}

/** What compaction and defragmentation give back is disarmed only after the lanes have met the full server. */
async function fillAndFree({ server, direct, witness }: Scene): Promise<boolean> {
  const isFull = await fill(direct)
  if (isFull) await setTimeout(500)
  await untilDone(async () => {
    const { revision } = await direct.range({ key: '/' })
    await witness.reads(revision)
    await server.etcdctl('compact', '--physical', String(revision)).catch(unlessCompacted)
  })
  await untilDone(() => server.etcdctl('defrag'))
  await untilDone(() => server.etcdctl('alarm', 'disarm'))
  return isFull
}

async function fill(direct: Store): Promise<boolean> {
  for (let index = 0; index < 100; index++) {
    try {
      await putForeign(direct, '/filling', `${index}${'x'.repeat(1_000_000)}`)
    } catch (error) {
      if (!(error instanceof StoreError)) throw error
      if (error.code === 'no-space') return true
    }
  }
  return false
}

/** etcdctl gave up too early: it was done, and a full server gets no newer revision that could be compacted instead. */
function unlessCompacted(error: unknown): void {
  if (!String(error).includes('required revision has been compacted')) throw error
}

/** What must succeed for the lanes to go on is tried until it does. */
async function untilDone(task: () => Promise<unknown>): Promise<void> {
  for (let attempt = 1; ; attempt++) {
    try {
      await task()
      return
    } catch (error) {
      if (attempt === 50) throw error
      await setTimeout(200)
    }
  }
}

/** Takes the server back by a moment of work: same cluster, same revisions, other contents from there on. */
async function restore({ server, witness, random, folder }: Scene): Promise<boolean> {
  const snapshot = join(folder, `snapshot-${witness.timeline()}`)
  await untilDone(() => server.etcdctl('snapshot', 'save', snapshot))
  const status = JSON.parse(await server.etcdctl('snapshot', 'status', snapshot, '--write-out=json')) as {
    revision: number
  }
  await setTimeout(200 + random.below(500))
  await server.kill()
  await witness.leave()
  await readToTheEnd(server.dataDir, witness)
  rmSync(server.dataDir, { recursive: true })
  const member = [
    `--data-dir=${server.dataDir}`,
    '--name=m0',
    `--initial-cluster=m0=${server.peer}`,
    `--initial-advertise-peer-urls=${server.peer}`,
  ]
  await server.etcdctl('snapshot', 'restore', snapshot, ...member)
  witness.beginTimeline(status.revision)
  await server.restart()
  return true
}

/** What the killed server had done is in its data still, where no client reaches it. */
async function readToTheEnd(dataDir: string, witness: Witness): Promise<void> {
  const old = await startEtcd({ dataDir })
  try {
    const store = await openEtcdStore({ endpoints: [old.endpoint] })
    try {
      await witness.endTimeline(store)
    } finally {
      await store.close()
    }
  } finally {
    await old.stop()
  }
}

async function trimOne({ direct, random, prefixes }: Scene): Promise<boolean> {
  const outcome = await trimHistory({
    store: direct,
    home: { prefix: random.pick(prefixes), workspace: 'demo' },
    keep: 1 + random.below(3),
    owner: { workspace: 'demo', environment: 'lab' },
    author: { who: 'chaos' },
    now,
  })
  return outcome.kind === 'trimmed'
}
