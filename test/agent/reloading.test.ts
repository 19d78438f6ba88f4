import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { type AgentEvent, runReloading } from '../../src/agent/index.ts'
import type { Store } from '../../src/model/index.ts'
import { openMemoryStore } from '../../src/store/index.ts'
import { sharedStore, until } from '../client/site.ts'

let store: Store
let folder: string
let events: AgentEvent[]
let told: string[]
let reload: () => void
let stopping: AbortController
let done: Promise<void>
beforeEach(async () => {
  store = await openMemoryStore()
  folder = mkdtempSync(join(tmpdir(), 'appia-reloading-'))
  mkdirSync(join(folder, 'etc'))
  events = []
  told = []
  stopping = new AbortController()
  const put = { kind: 'put', key: '/config/app/json', value: Buffer.from('{"a":1}') } as const
  await store.txn({ compare: [], success: [put], failure: [] })
  write('first.json')
  done = runReloading({
    ...{ component: 'app', node: 'gw-01', signal: stopping.signal },
    settingsFile: join(folder, 'agent.json'),
    connection: { store: sharedStore(store) },
    onEvent: (event) => events.push(event),
    onReload: (now) => {
      reload = now
      return () => undefined
    },
    supervisor: {
      ready: () => told.push('ready'),
      reloading: () => told.push('reloading'),
      stopping: () => told.push('stopping'),
      status: () => undefined,
      close: async () => undefined,
    },
  })
  await until('the file is there', () => content('first.json') !== undefined)
})
afterEach(async () => {
  stopping.abort()
  await done.catch(() => undefined)
  await store.close()
  rmSync(folder, { recursive: true, force: true })
})

const write = (name: string, parent = 'etc') =>
  writeFileSync(
    join(folder, 'agent.json'),
    JSON.stringify({
      stateFolder: join(folder, 'state'),
      files: { app: { path: join(folder, parent, name) } },
    }),
  )
const content = (name: string) => {
  try {
    return readFileSync(join(folder, 'etc', name), 'utf8')
  } catch {
    return undefined
  }
}
const starts = () => events.filter(({ kind }) => kind === 'started').length

it('settings that are read again are used', async () => {
  write('second.json')
  reload()
  await until('the other file is there', () => content('second.json') === '{"a":1}')
  await until('it runs again', () => starts() === 2)
  expect(told).toEqual(['ready', 'reloading', 'ready'])
})

it('settings that are refused change nothing, and are told', async () => {
  writeFileSync(join(folder, 'agent.json'), '{"stateFolder": 1}')
  reload()
  await until('they are told', () => events.some(({ kind }) => kind === 'settings-refused'))
  await until('it counts as running', () => told.length === 3)
  expect(starts()).toBe(1)
})

it('settings that an agent cannot begin with leave those before in use', async () => {
  write('second.json', 'nowhere')
  reload()
  await until('they are told', () => events.some(({ kind }) => kind === 'settings-refused'))
  await until('it runs again', () => starts() === 2)
  writeFileSync(join(folder, 'etc/first.json'), '{"a":666}')
  await until('the file is looked after', () => content('first.json') === '{"a":1}')
})
