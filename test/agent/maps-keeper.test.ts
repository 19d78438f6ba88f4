import { afterEach, beforeEach, expect, it } from 'vitest'
import type { AgentEvent } from '../../src/agent/agent-event.ts'
import { type Kernel, MapsKeeper } from '../../src/agent/bpf/maps-keeper.ts'
import type { DocumentsListener, FollowedDocument, FollowerHost } from '../../src/agent/followers/index.ts'
import { KernelError, type SyncOutcome } from '../../src/kernel/index.ts'
import { type Layout, resolveLayout } from '../../src/layout/index.ts'
import { sha256 } from '../../src/model/index.ts'
import { until } from '../client/site.ts'
import { snifferMaps } from '../support/sniffer-maps.ts'

const layout = resolveLayout(snifferMaps).layout as Layout
const interfaces = new Map([['eth1', 3]])

/** What the kernel answers next. */
let answer: () => SyncOutcome
let events: AgentEvent[]
let syncs: number
let listener: DocumentsListener
let keeper: MapsKeeper
beforeEach(() => {
  events = []
  syncs = 0
  answer = () => synced(0)
  // What a keeper of maps is given by its agent.
  const host = {
    onEvent: (event: AgentEvent) => events.push(event),
    onStatus: () => undefined,
    followTogether: (_: unknown, followed: DocumentsListener) => {
      listener = followed
    },
  } as unknown as FollowerHost
  const kernel: Kernel = {
    retryMs: 20,
    readHost: async () => ({ endianness: 'LE', interfaces: new Map(interfaces) }),
    syncMaps: async () => {
      syncs++
      return answer()
    },
  }
  const documents = [{ name: 'bpf:sniffer:a', key: '/config/sniffer/json' }]
  keeper = new MapsKeeper(
    { name: 'sniffer', layout, documents, settings: { layout: '/l', lookEvery: 3600 } },
    host,
    kernel,
  )
  keeper.start()
})
afterEach(() => keeper.close())

const changes = [{ action: 'add', key: '01', text: 'eth1', value: '02' }] as const
function synced(count: number): SyncOutcome {
  const map = { map: 'm', removedFirst: 0, changes: changes.slice(0, count) }
  return { kind: 'synced', maps: [map], diagnostics: [], ids: '7' }
}

function document(revision: number): FollowedDocument {
  const text = `{"n":${revision}}`
  const key = '/config/sniffer/json'
  return { key, text, sha256: sha256(text), value: { n: revision }, revision, apply: null, isSecret: false }
}

async function offer(revision: number): Promise<void> {
  listener.onDocuments([document(revision)])
  await keeper.settle()
}

it('maps follow their documents, and what others wrote into them is repaired and told', async () => {
  answer = () => synced(1)
  await offer(5)
  expect(keeper.status).toMatchObject({ revision: 5, problem: null })
  keeper.look()
  await keeper.settle()
  answer = () => synced(0)
  keeper.look()
  await keeper.settle()
  expect(events).toEqual([
    { kind: 'installed', file: 'bpf/sniffer', revision: 5, changes: 1 },
    { kind: 'restored', file: 'bpf/sniffer', revision: 5, changes: 1 },
  ])
})

it('documents that do not fit are refused and told once, and the last good ones stay in effect', async () => {
  await offer(5)
  const message = 'interface eth9 is not on this host'
  answer = () => ({
    kind: 'refused',
    diagnostics: [{ code: 'interface-missing', severity: 'error', message }],
  })
  await offer(6)
  keeper.look()
  await keeper.settle()
  expect(keeper.status).toMatchObject({ revision: 5, problem: message })
  expect(events.map(({ kind }) => kind)).toEqual(['installed', 'refused'])
  answer = () => synced(1)
  await offer(7)
  expect(keeper.status).toMatchObject({ revision: 7, problem: null })
})

it('a kernel that says no is tried again', async () => {
  answer = () => {
    throw new KernelError('bpftool-missing', 'bpftool is not there')
  }
  await offer(5)
  expect(keeper.status).toMatchObject({ revision: 0, problem: 'bpftool is not there' })
  answer = () => synced(0)
  await until('it is in effect', () => keeper.status.problem === null, 60_000)
})

it('an interface that comes or has another index brings the maps up to date', async () => {
  await offer(5)
  const before = syncs
  interfaces.set('eth2', 4)
  await until('they are synced', () => syncs > before, 60_000)
})
