import {
  existsSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { FileKeeper } from '../../src/agent/files/index.ts'
import type { Place } from '../../src/agent/files/place.ts'
import { decodeFolder, encodeFolder } from '../../src/agent/folders/folder-content.ts'
import { folderPlace } from '../../src/agent/folders/folder-place.ts'
import type { FolderSettings } from '../../src/agent/settings/settings.ts'
import type { JsonValue, Store } from '../../src/model/index.ts'
import { openMemoryStore } from '../../src/store/index.ts'
import { until } from '../client/site.ts'
import { Host } from './host.ts'
import { RunningAgent } from './running-agent.ts'

/** The files of a folder, by what is read through its link; undefined where there is none. */
function seen(path: string): { [name: string]: string } | undefined {
  if (!existsSync(path)) return undefined
  const names = readdirSync(path).sort()
  return Object.fromEntries(names.map((name) => [name, readFileSync(join(path, name), 'utf8')]))
}

describe('a folder of files that belong together', () => {
  let store: Store
  let agent: RunningAgent
  beforeEach(async () => {
    store = await openMemoryStore()
    agent = new RunningAgent(store)
  })
  afterEach(async () => {
    await agent.remove()
    await store.close()
  })

  const path = () => join(agent.folder, 'etc/current')
  const start = (rest: Partial<FolderSettings> = {}) => {
    const files = {
      'app.json': { format: 'json' },
      'models.json': { format: 'json', key: '/config/models/json' },
    } as const
    return agent.start({
      folders: { set: { path: path(), files, mode: '0640', edited: 'restore', ...rest } },
    })
  }
  const putBoth = (app: JsonValue, models: JsonValue) =>
    store.txn({
      compare: [],
      success: [
        { kind: 'put', key: '/config/app/json', value: Buffer.from(JSON.stringify(app)) },
        { kind: 'put', key: '/config/models/json', value: Buffer.from(JSON.stringify(models)) },
      ],
      failure: [],
    })

  it('changes by one link, and the component is told once', async () => {
    await putBoth(1, 1)
    const log = join(agent.folder, 'log')
    const reload = {
      command: ['/bin/sh', '-c', 'cat "$1"/app.json "$1"/models.json >>"$2"; echo >>"$2"', 'sh', path(), log],
      within: 60,
    }
    await start({ reload })
    await until('it is there', () => agent.kinds.includes('installed'))
    expect(seen(path())).toEqual({ 'app.json': '1', 'models.json': '1' })
    expect([statSync(join(path(), 'app.json')).mode & 0o777, statSync(path()).mode & 0o777]).toEqual([
      0o640, 0o750,
    ])
    const { revision } = await putBoth(2, 2)
    await until('both have changed', () => seen(path())?.['models.json'] === '2')
    await until('it is told', async () => (await agent.item('folders', 'set'))?.revision === revision)
    expect(readFileSync(log, 'utf8')).toBe('11\n22\n')
    expect((await agent.item('folders', 'set'))?.documents).toMatchObject({
      '/config/app/json': { revision },
      '/config/models/json': { revision },
    })
    expect((await agent.status())?.running).toMatchObject({ key: '/config/app/json', revision })
    await until('the folder before is gone', () => readdirSync(join(agent.folder, 'etc')).length === 2)
  })

  it('stays whole as it was where one of its documents may not be used', async () => {
    await putBoth(1, 1)
    await start()
    await until('it is there', () => agent.kinds.includes('installed'))
    await store.txn({
      compare: [],
      success: [
        { kind: 'put', key: '/config/app/json', value: Buffer.from('2') },
        { kind: 'put', key: '/config/models/json', value: Buffer.from('{') },
      ],
      failure: [],
    })
    await until('it is told', async () => (await agent.problems()).length > 0)
    expect(seen(path())).toEqual({ 'app.json': '1', 'models.json': '1' })
    await putBoth(3, 3)
    await until('the next is there', () => seen(path())?.['app.json'] === '3')
    expect(seen(path())).toEqual({ 'app.json': '3', 'models.json': '3' })
  })

  it('is never seen half in a burst of changes', async () => {
    await putBoth(0, 0)
    await start()
    await until('it is there', () => agent.kinds.includes('installed'))
    for (let n = 1; n <= 100; n++) {
      await putBoth(n, n)
      const folder = readlinkSync(path())
      const both = ['app.json', 'models.json'].map((name) => join(agent.folder, 'etc', folder, name))
      // Removed since the link was read: there is a newer one.
      if (both.every((file) => existsSync(file))) {
        const [app, models] = both.map((file) => readFileSync(file, 'utf8'))
        expect(app).toBe(models)
      }
    }
    await until('the last is there', () => seen(path())?.['app.json'] === '100')
    expect(seen(path())).toEqual({ 'app.json': '100', 'models.json': '100' })
  })

  it('that somebody else changes is put back', async () => {
    await putBoth(1, 1)
    await start()
    await until('it is there', () => agent.kinds.includes('installed'))
    writeFileSync(join(path(), 'models.json'), '666')
    await until('it is put back', () => agent.kinds.includes('restored'))
    expect(seen(path())).toEqual({ 'app.json': '1', 'models.json': '1' })
    writeFileSync(join(path(), 'stranger'), '')
    await until('also what does not belong there', () => agent.kinds.length === 6)
    expect(seen(path())).toEqual({ 'app.json': '1', 'models.json': '1' })
  })

  it('is not begun with where a folder stands in the place of the link', async () => {
    mkdirSync(path())
    await expect(start()).rejects.toThrow(`${path()} is no link`)
  })
})

describe('an agent that is killed while it changes a folder', () => {
  let host: Host
  beforeEach(() => {
    host = new Host()
  })
  afterEach(() => host.remove())

  const path = () => join(host.folder, 'etc/current')
  const content = (n: number) =>
    encodeFolder(new Map(['a', 'b'].map((name) => [name, Buffer.from(String(n))])))
  const open = async (place: Place) => {
    const keeper = new FileKeeper({
      ...{ name: 'folders/set', place, mayHoldSecret: false, stateFolder: join(host.folder, 'state') },
      settings: { edited: 'restore', reload: host.commandOn(path()) },
      effectOf: () => 'live',
      onEvent: () => undefined,
      onStatus: () => undefined,
    })
    await keeper.start()
    return keeper
  }
  const never = () => new Promise<never>(() => undefined)

  it.each(['prepare', 'prepared', 'install', 'installed', 'settle'])(
    'at %s leaves one complete set, and its successor finishes',
    async (step) => {
      const first = await open(folderPlace(path(), { mode: '0640' }))
      first.offer({ bytes: content(1), revision: 1 })
      await first.settle()
      await first.close()
      let isKilled: () => void = () => undefined
      const killed = new Promise<void>((resolve) => {
        isKilled = resolve
      })
      const dieAt = (at: string) => {
        if (at !== step) return undefined
        isKilled()
        return never()
      }
      const place = folderPlace(path(), { mode: '0640' })
      const dying = await open({
        ...place,
        watch: () => ({ close: () => undefined }),
        prepare: async (bytes) => {
          await dieAt('prepare')
          const prepared = await place.prepare(bytes)
          await dieAt('prepared')
          return {
            ...prepared,
            install: async () => {
              await dieAt('install')
              await prepared.install()
              await dieAt('installed')
            },
          }
        },
        settle: async () => {
          await dieAt('settle')
        },
      })
      dying.offer({ bytes: content(2), revision: 2 })
      await killed
      const left = seen(path())
      expect([decoded(1), decoded(2)]).toContainEqual(left)
      const next = await open(folderPlace(path(), { mode: '0640' }))
      next.offer({ bytes: content(2), revision: 2 })
      await next.settle()
      expect(seen(path())).toEqual(decoded(2))
      expect(host.log.at(-1)).toBe('22')
      expect(readdirSync(join(host.folder, 'etc')).sort()).toEqual([readlinkSync(path()), 'current'])
      await next.close()
    },
  )

  it('removes what was half written, and leaves what is not its own', async () => {
    mkdirSync(join(host.folder, 'etc/.current.appia-half'))
    writeFileSync(join(host.folder, 'etc/.current.appia-half/a'), '2')
    symlinkSync('elsewhere', path())
    const keeper = await open(folderPlace(path(), { mode: '0640' }))
    expect(readdirSync(join(host.folder, 'etc'))).toEqual(['current'])
    keeper.offer({ bytes: content(1), revision: 1 })
    await keeper.settle()
    expect(lstatSync(path()).isSymbolicLink()).toBe(true)
    expect(seen(path())).toEqual(decoded(1))
    await keeper.close()
  })

  function decoded(n: number): { [name: string]: string } {
    return Object.fromEntries([...decodeFolder(content(n))].map(([name, bytes]) => [name, bytes.toString()]))
  }
})
