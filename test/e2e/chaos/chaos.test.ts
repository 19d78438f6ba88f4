import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { afterAll, expect, it } from 'vitest'
import { openEtcdStore } from '../../../src/store/index.ts'
import { type Random, seeded } from '../../apply/simulation/random.ts'
import { readStoredData } from '../../apply/simulation/stored-blobs.ts'
import { etcdMissing, startEtcd } from '../../support/etcd.ts'
import { describeGroup } from '../../support/groups.ts'
import { type Disaster, disasters, quotaBackendBytes, type Scene, strike } from './disasters.ts'
import { countTold, hasMetFullQuota, hasMetRestore, violationsIn } from './judge.ts'
import { applyThroughFault, type ChaosRecord } from './lane.ts'
import { openWitness } from './witness.ts'

const wanted = Number(process.env.APPIA_CHAOS ?? 500)
const seed = Number(process.env.APPIA_SEED ?? 1)
const laneCount = 16
const open: { close(): Promise<unknown> }[] = []

afterAll(async () => {
  for (const one of open.splice(0).reverse()) await one.close()
})

describeGroup('etcd', etcdMissing(), 'applies to a real etcd through a faulty network', () => {
  it(`give no wrong verdict, leave nothing half done and lose no foreign write (${wanted}, APPIA_SEED=${seed})`, {
    timeout: 7_200_000,
  }, async () => {
    const scene = await openScene()
    const records: ChaosRecord[] = []
    const struck = new Map<Disaster, number>()
    const isEnough = () =>
      records.length >= wanted &&
      disasters.every((one) => struck.has(one)) &&
      records.some(({ tellings }) => hasMetRestore(tellings)) &&
      records.some(({ tellings }) => hasMetFullQuota(tellings))
    await untilOneFails(isEnough, (isOver) => [
      ...scene.prefixes.map((prefix, lane) => runLane(prefix, { lane, scene, records, isOver })),
      disturb(scene, struck, isOver),
    ])
    const calm = await openEtcdStore({ endpoints: [scene.server.endpoint] })
    open.push(calm)
    await scene.witness.reads((await calm.range({ key: '/' })).revision)
    await scene.witness.leave()
    const histories = scene.witness.histories()
    expect(violationsIn(histories, records)).toEqual([])
    for (const prefix of scene.prefixes) {
      expect((await readStoredData(calm, prefix)).missing, prefix).toEqual([])
    }
    report(countTold(records), struck, `${records.length} applies in ${histories.length} timelines`)
  })
})

/**
 * Runs all until they end or one fails; then the others are told to end too, and waited for. Throws what failed first: a
 * server that a disaster left behind makes the lanes fail after it.
 */
async function untilOneFails(
  isEnough: () => boolean,
  start: (isOver: () => boolean) => readonly Promise<void>[],
): Promise<void> {
  const failures: unknown[] = []
  const running = start(() => failures.length > 0 || isEnough())
  for (const one of running) one.catch((error: unknown) => failures.push(error))
  await Promise.allSettled(running)
  if (failures.length > 0) throw failures[0]
}

async function openScene(): Promise<Scene> {
  const server = await startEtcd({ quotaBackendBytes })
  open.push({ close: () => server.stop() })
  const direct = await openEtcdStore({ endpoints: [server.endpoint], timeoutMilliseconds: 2000 })
  open.push(direct)
  const folder = mkdtempSync(join(tmpdir(), 'appia-chaos-'))
  open.push({ close: async () => rmSync(folder, { recursive: true, force: true }) })
  const witness = openWitness(direct)
  const prefixes = Array.from({ length: laneCount }, (_, lane) => `/lane${lane}`)
  return { server, direct, witness, random: seeded(seed * 1000 + 999), prefixes, folder }
}

async function runLane(
  prefix: string,
  {
    lane,
    scene,
    records,
    isOver,
  }: {
    readonly lane: number
    readonly scene: Scene
    readonly records: ChaosRecord[]
    readonly isOver: () => boolean
  },
): Promise<void> {
  const { server, direct, witness } = scene
  const random = seeded(seed * 1000 + lane)
  const place = { prefix, random, endpoint: server.endpoint, direct, timeline: () => witness.timeline() }
  for (let round = 0; !isOver(); round++) {
    const record = await applyThroughFault(place, `${prefix} round ${round} (APPIA_SEED=${seed})`)
    if (record !== undefined) records.push(record)
  }
}

/** One disaster after the other, each kind as often as the others, in an order that the seed decides. */
async function disturb(scene: Scene, struck: Map<Disaster, number>, isOver: () => boolean): Promise<void> {
  while (!isOver()) {
    for (const disaster of shuffled(disasters, scene.random)) {
      if (isOver()) return
      await setTimeout(500 + scene.random.below(1500))
      if (await strike(disaster, scene)) struck.set(disaster, (struck.get(disaster) ?? 0) + 1)
    }
  }
}

function shuffled<T>(all: readonly T[], random: Random): T[] {
  const rest = [...all]
  return all.map(() => rest.splice(random.below(rest.length), 1)[0] as T)
}

/** Each fault and each writer was met, and both verdicts were given; without each disaster the run would go on. */
function report(
  told: ReadonlyMap<string, number>,
  struck: ReadonlyMap<Disaster, number>,
  title: string,
): void {
  const all = new Map([...told, ...[...struck].map(([name, count]) => [`disaster: ${name}`, count] as const)])
  console.info(title, Object.fromEntries([...all].sort()))
  const often = [
    'reset',
    'reset after request',
    'black hole',
    'hold',
    'slice',
    'lost reply',
    'told: applied',
    'told: fenced',
    'writer: same key',
    'writer: phantom create',
    'writer: foreign delete',
    'with a collection',
  ]
  for (const name of often) expect(all.get(name) ?? 0, name).toBeGreaterThan(wanted / 100)
}
