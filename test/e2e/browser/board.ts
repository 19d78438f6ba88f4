import type { Page } from 'playwright-core'
import { onTestFinished } from 'vitest'
import { readAssets } from '../../../src/dashboard/http/assets.ts'
import { serveBoard } from '../../../src/dashboard/http/serve-board.ts'
import type { BoardKeeper } from '../../../src/dashboard/state/keep-board.ts'
import { StoreError } from '../../../src/model/index.ts'
import {
  fleetOf,
  historyOf,
  keeperAt,
  opened,
  reported,
  rotationOf,
  start,
  wording,
} from '../../dashboard/board-samples.ts'

export const pageFolder = new URL('../../../dist/dashboard/', import.meta.url)

/** Serves a board that the test tells of, as the command does. */
export async function serve(
  keeper: BoardKeeper,
  { port = 0, token }: { port?: number; token?: string } = {},
) {
  const served = await serveBoard({
    address: { host: '127.0.0.1', port, isLoopback: true },
    guard: { names: ['localhost'], ...(token !== undefined && { token }) },
    ...{ keeper, wording, assets: readAssets(pageFolder) },
    onBug: (error) => {
      throw error
    },
  })
  onTestFinished(() => served.close())
  return { served, url: `http://127.0.0.1:${served.address.port}/` }
}

/** A fleet of which one member is down and one is behind, with everything else that is shown. */
export function sickKeeper(): BoardKeeper {
  const keeper = keeperAt({ now: start })
  const { observer } = keeper
  observer.onObservation(opened)
  observer.onObservation({
    kind: 'endpoints',
    endpoints: [
      {
        endpoint: '10.0.0.1:2379',
        reachable: true,
        version: '3.6.14',
        latencyMilliseconds: 1.4,
        sizeBytes: 50_000_000,
        isLeader: true,
        faults: [],
      },
      { endpoint: '10.0.0.2:2379', reachable: false, problem: 'connection refused', faults: [] },
    ],
  })
  const key = {
    id: 'k1-aa',
    state: 'primary',
    reason: 'schedule',
    createdAt: '2026-11-22T01:00:00Z',
    primarySince: '2026-11-22T01:00:10Z',
    retireAfter: null,
    openedBy: 2,
    sealedFor: 3,
  } as const
  observer.onObservation(
    fleetOf(
      [
        reported('detector@gw-01'),
        reported('detector@gw-02', { aliveSince: null, running: null }),
        reported('sniffer@gw-01', { running: '1'.repeat(64), keyId: 'k1-aa', keys: 'ready' }),
      ],
      {
        rotation: rotationOf({
          keys: [key],
          generation: 3,
          nextRotation: '2026-11-24T01:00:00Z',
          standing: 'next rotation 2026-11-24',
        }),
      },
    ),
  )
  observer.onObservation({ kind: 'applies', entries: historyOf(3) })
  const leaf = { pointer: '/ml/threshold', from: 0.7, to: 0.2, effect: 'live' } as const
  const entries = [
    { key: '/config/detector/json', kind: 'modified', revision: 35, sinceApply: [leaf] },
  ] as const
  const report = { entries, checked: 3, ignored: 0, unmatched: [] }
  observer.onObservation({
    kind: 'drift',
    drift: { environment: 'lab', storeName: 'etcd', revision: 35, isApplied: true, report },
  })
  observer.onOpen({
    diff: async () => ({ differences: [{ key: '/config/detector/json', kind: 'changed', leaves: [leaf] }] }),
    plan: () =>
      Promise.reject(new StoreError('unreachable', 'connection refused', { outcome: 'not-applied' })),
  })
  observer.onContact()
  return keeper
}

/** Loads a view anew, and waits until it has what it asks for. */
export async function visit(page: Page, url: string, view: string): Promise<void> {
  await page.goto('about:blank')
  await page.goto(`${url}#/${view}`)
  await page.getByRole('heading', { level: 1 }).waitFor()
  await page.locator('.view, .grid').waitFor()
  await page.waitForFunction('!document.body.innerText.includes("Reading …")')
}
