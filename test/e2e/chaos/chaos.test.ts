import { setTimeout } from 'node:timers/promises'
import { afterAll, expect, it } from 'vitest'
import type { Store, WatchEvent } from '../../../src/model/index.ts'
import { StoreError } from '../../../src/model/index.ts'
import { openEtcdStore } from '../../../src/store/index.ts'
import { findViolations, ledgerOf, type StoreHistory } from '../../apply/simulation/history.ts'
import { seeded } from '../../apply/simulation/random.ts'
import { type EtcdServer, etcdMissing, startEtcd } from '../../support/etcd.ts'
import { describeGroup } from '../../support/groups.ts'
import { applyThroughFault, type ChaosRecord } from './lane.ts'

const wanted = Number(process.env.APPIA_CHAOS ?? 500)
const seed = Number(process.env.APPIA_SEED ?? 1)
const laneCount = 8
const open: { close(): Promise<unknown> }[] = []

afterAll(async () => {
  for (const one of open.splice(0).reverse()) await one.close()
})

describeGroup('etcd', etcdMissing(), 'applies to a real etcd through a faulty network', () => {
  it(`give no wrong verdict, leave nothing half done and lose no foreign write (${wanted}, APPIA_SEED=${seed})`, {
    timeout: 3_600_000,
  }, async () => {
    const server = await startEtcd()
    open.push({ close: () => server.stop() })
    const direct = await openEtcdStore({ endpoints: [server.endpoint], timeoutMilliseconds: 2000 })
    open.push(direct)
    const watcher = watchAll(direct)
    const records: ChaosRecord[] = []
    const monkey = disturb(server, () => records.length >= wanted)
    await Promise.all(
      Array.from({ length: laneCount }, (_, lane) => runLane(lane, { server, direct, records })),
    )
    await monkey
    const history = await watcher.until((await direct.range({ key: '/' })).revision)
    expect(violationsIn(history, records)).toEqual([])
    report(records, history)
  })
})

async function runLane(
  lane: number,
  {
    server,
    direct,
    records,
  }: { readonly server: EtcdServer; readonly direct: Store; readonly records: ChaosRecord[] },
): Promise<void> {
  const random = seeded(seed * 1000 + lane)
  const place = { prefix: `/lane${lane}`, random, endpoint: server.endpoint, direct }
  for (let round = 0; records.length < wanted; round++) {
    const record = await applyThroughFault(place, `lane ${lane} round ${round} (APPIA_SEED=${seed})`)
    if (record !== undefined) records.push(record)
  }
}

/** Kills and pauses the server now and then. */
async function disturb(server: EtcdServer, isOver: () => boolean): Promise<void> {
  for (let round = 0; !isOver(); round++) {
    await setTimeout(1500)
    if (round % 2 === 0) {
      server.pause()
      await setTimeout(400)
      server.resume()
    } else {
      await server.restart()
    }
  }
}

/** Every revision of the server, read by a watch that is none of the clients'. */
function watchAll(store: Store): { until(revision: number): Promise<StoreHistory> } {
  const revisions: { revision: number; events: readonly WatchEvent[] }[] = []
  let failure: unknown
  let isOver = false
  const follow = async () => {
    while (!isOver) {
      const watch = store.watch({
        key: '\0',
        end: '\0',
        startRevision: (revisions.at(-1)?.revision ?? 0) + 1,
      })
      open.push(watch)
      try {
        for await (const { revision, events } of watch)
          if (events.length > 0) revisions.push({ revision, events })
      } catch (error) {
        if (!(error instanceof StoreError) || error.code === 'compacted') throw error
        await setTimeout(100) // the server was killed; go on behind the last revision seen
      }
    }
  }
  follow().catch((error: unknown) => {
    failure = error
  })
  return {
    async until(revision) {
      while ((revisions.at(-1)?.revision ?? 0) < revision && failure === undefined) await setTimeout(20)
      isOver = true
      if (failure !== undefined) throw failure
      return { revisions }
    },
  }
}

function violationsIn(history: StoreHistory, records: readonly ChaosRecord[]): string[] {
  const prefixes = [...new Set(records.map((record) => record.prefix))]
  const plans = new Map(
    records.flatMap(({ noted, plan }) => noted.map((entry) => [entry.applyId, plan] as const)),
  )
  const halves = prefixes.flatMap((prefix) => findViolations(history, plans, prefix))
  const ledgers = new Map(prefixes.map((prefix) => [prefix, ledgerOf(history, prefix)]))
  const lies = records.flatMap((record) => {
    const happened = record.noted.filter(({ applyId }) => ledgers.get(record.prefix)?.has(applyId))
    const last = record.outcomes.at(-1)
    const isTrue = last?.kind === 'applied' ? happened.length === 1 : happened.length === 0
    return isTrue
      ? []
      : [
          `${record.name}, ${record.fault}, ${record.writer}: told ${last?.kind}, happened ${happened.length} times`,
        ]
  })
  return [...halves, ...lies]
}

/** Each fault must have met each writer, and both verdicts must have been given. */
function report(records: readonly ChaosRecord[], history: StoreHistory): void {
  const counts = new Map<string, number>()
  const count = (name: string) => counts.set(name, (counts.get(name) ?? 0) + 1)
  for (const { fault, writer, outcomes } of records) {
    count(fault)
    count(`writer: ${writer}`)
    for (const { kind } of outcomes) count(`told: ${kind}`)
  }
  console.info(
    `${records.length} applies, ${history.revisions.length} revisions`,
    Object.fromEntries([...counts].sort()),
  )
  const must = [
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
  ]
  for (const name of must) expect(counts.get(name) ?? 0, name).toBeGreaterThan(wanted / 100)
}
