import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { decodeKeyring } from '../../src/client/index.ts'
import { openMemoryStore } from '../../src/store/index.ts'
import { Site, shortPolicy, until } from '../client/site.ts'
import { canMount, mountSmallDisk } from '../support/small-disk.ts'
import { RunningAgent } from './running-agent.ts'

describe.skipIf(!canMount())('on a full disk', () => {
  let site: Site
  let agent: RunningAgent
  let folder: string
  let unmount: () => void
  beforeEach(async () => {
    site = new Site(await openMemoryStore())
    agent = new RunningAgent(site.store)
    folder = join(agent.folder, 'small')
    mkdirSync(folder)
    unmount = mountSmallDisk(folder, '256k')
  })
  afterEach(async () => {
    await agent.stop()
    unmount()
    await agent.remove()
    await site.close()
  })

  /** Takes what room is left. */
  function fill(): void {
    for (const size of [100_000, 4096])
      for (let n = 0; ; n++) {
        try {
          writeFileSync(join(folder, `ballast-${size}-${n}`), Buffer.alloc(size))
        } catch {
          break
        }
      }
  }

  function empty(): void {
    for (const name of readdirSync(folder)) if (name.startsWith('ballast')) rmSync(join(folder, name))
  }

  const failure = () => agent.events.find(({ kind }) => kind === 'failed')

  it('files that belong together stay as they are, all of them, and change once there is room', async () => {
    const path = join(folder, 'current')
    const models = '/config/models/json'
    const put = async (padding: string) => {
      const success = ['/config/app/json', models].map(
        (key) => ({ kind: 'put', key, value: Buffer.from(JSON.stringify({ padding })) }) as const,
      )
      await site.store.txn({ compare: [], success, failure: [] })
    }
    const seen = () =>
      ['app.json', 'models.json'].map((name) =>
        existsSync(join(path, name)) ? JSON.parse(readFileSync(join(path, name), 'utf8')).padding : undefined,
      )
    await put('one')
    const files = { 'app.json': { format: 'json' }, 'models.json': { format: 'json', key: models } } as const
    await agent.start({ folders: { set: { path, files, mode: '0640', edited: 'restore' } } })
    await until('the folder is there', () => seen().join() === 'one,one')
    fill()
    const two = 'two'.repeat(5000)
    await put(two)
    await until('it fails', () => failure() !== undefined)
    expect(failure()).toMatchObject({ file: 'folders/set', problem: 'not written: ENOSPC' })
    expect(seen()).toEqual(['one', 'one'])
    expect(readdirSync(folder).filter((name) => name.startsWith('.current'))).toHaveLength(1)
    empty()
    await until('it is written', () => seen().join() === `${two},${two}`, 30_000)
    await until('nothing is wrong any more', async () => (await agent.problems()).length === 0)
  })

  it('a keyring stays whole, and has its next key once there is room', async () => {
    const member = 'app@gw-01'
    await site.declare([member], { ...shortPolicy, interval: 3600 })
    site.startRotator()
    const path = join(folder, 'keyring')
    await agent.start({ keys: { path, identity: site.identityFile(member) } })
    const read = () => decodeKeyring(readFileSync(path))
    await until('there is a key', () => existsSync(path) && typeof read()?.primary === 'string')
    const first = read()
    await until('nothing is wrong', async () => (await agent.problems()).length === 0)
    fill()
    await site.writePolicy({ ...shortPolicy, interval: 0.0001 })
    await until('it fails', () => failure() !== undefined, 30_000)
    expect(failure()).toMatchObject({ file: 'keys/keyring', problem: 'not written: ENOSPC' })
    expect(read()?.primary).toEqual(first?.primary)
    empty()
    await until('another key is there', () => read()?.primary !== first?.primary, 30_000)
  })
})
