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

/** Makes it happen, and undoes what would last. Rejects when it did not happen. */
export async function strike(disaster: Disaster, scene: Scene): Promise<void> {
  switch (disaster) {
    case 'pause':
      return await pause(scene)
    case 'kill -9':
      return await scene.server.restart()
    case 'compaction':
      return await scene.direct.compact(scene.witness.seen())
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

async function pause({ server }: Scene): Promise<void> {
  server.pause()
  await setTimeout(400)
  server.resume()
}

/** What compaction and defragmentation give back is disarmed only after the lanes have met the full server. */
async function fillAndFree({ server, direct, witness }: Scene): Promise<void> {
  await fill(direct)
  await setTimeout(500)
  const { revision } = await direct.range({ key: '/' })
  await witness.reads(revision)
  await server.etcdctl('compact', '--physical', String(revision))
  await server.etcdctl('defrag')
  await server.etcdctl('alarm', 'disarm')
}

async function fill(direct: Store): Promise<void> {
  for (let index = 0; index < 100; index++) {
    try {
      await putForeign(direct, '/filling', `${index}${'x'.repeat(1_000_000)}`)
    } catch (error) {
      if (error instanceof StoreError && error.code === 'no-space') return
      throw error
    }
  }
  throw new Error('the store did not fill up')
}

/** Takes the server back by a moment of work: same cluster, same revisions, other contents from there on. */
async function restore({ server, witness, random, folder }: Scene): Promise<void> {
  const snapshot = join(folder, `snapshot-${witness.timeline()}`)
  await server.etcdctl('snapshot', 'save', snapshot)
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

async function trimOne({ direct, random, prefixes }: Scene): Promise<void> {
  const outcome = await trimHistory({
    store: direct,
    prefix: random.pick(prefixes),
    keep: 1 + random.below(3),
    owner: { workspace: 'demo', environment: 'lab' },
    identity: { who: 'chaos' },
    now,
  })
  if (outcome.kind !== 'trimmed') throw new Error(`not trimmed: ${outcome.kind}`)
}
