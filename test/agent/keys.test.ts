import {
  chownSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmdirSync,
  rmSync,
  statfsSync,
  statSync,
  watch,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { decodeKeyring } from '../../src/client/index.ts'
import { acknowledgementKey } from '../../src/model/index.ts'
import { openMemoryStore } from '../../src/store/index.ts'
import { Site, shortPolicy, until } from '../client/site.ts'
import { folderOnDisk } from '../support/folder-on-disk.ts'
import { RunningAgent } from './running-agent.ts'

const member = 'app@gw-01'
const memory = '/dev/shm'

describe.skipIf(!isMemory(memory))('a keyring file', () => {
  let site: Site
  let agent: RunningAgent
  let folder: string
  beforeEach(async () => {
    site = new Site(await openMemoryStore())
    folder = mkdtempSync(join(memory, 'appia-keys-'))
    agent = new RunningAgent(site.store, folderOnDisk())
    await site.declare([member])
  })
  afterEach(async () => {
    await agent.remove()
    await site.close()
    rmSync(folder, { recursive: true, force: true })
  })

  const path = () => join(folder, 'keyring')
  const keys = (rest = {}) => ({ path: path(), identity: site.identityFile(member), ...rest })
  const read = () => decodeKeyring(readFileSync(path()))
  const readIfAny = () => {
    try {
      return read()
    } catch {
      return undefined
    }
  }

  it('holds the keys of the member, follows rotations, and tells the ids', async () => {
    site.startRotator()
    await agent.start({ keys: keys() })
    await until('there is a key to seal under', () => typeof readIfAny()?.primary === 'string')
    const first = read()
    expect(first?.member).toBe(member)
    expect(statSync(path()).mode & 0o777).toBe(0o400)
    await until('it is told', async () => {
      const status = await agent.item('keys', 'keyring')
      return status?.problem === null && status.key_ids?.includes(first?.primary ?? '') === true
    })
    await site.writePolicy({ ...shortPolicy, interval: 0.0001 })
    await until('the next key is there', () => (read()?.generation ?? 0) > (first?.generation ?? 0))
    expect(JSON.stringify(agent.events)).not.toContain(
      Buffer.from(first?.keys[0]?.seed ?? '').toString('base64'),
    )
  })

  it('that is removed or changed is written again', async () => {
    site.startRotator()
    await agent.start({ keys: keys() })
    await until('there are keys', () => agent.kinds.includes('installed'))
    rmSync(path())
    await until('it is there again', () => readIfAny()?.member === member)
    writeFileSync(path(), 'other', { flag: 'w', mode: 0o400 })
    await until('it is whole again', () => readIfAny()?.member === member)
  })
  it('is written by the next agent from its sealed cache, without etcd', async () => {
    const rotator = site.startRotator()
    await agent.start({ keys: keys() })
    await until('the keys are ready', async () => (await agent.item('keys', 'keyring'))?.problem === null)
    await rotator.stop()
    await agent.stop()
    const { generation = 0 } = read() ?? {}
    rmSync(path())
    writeFileSync(join(folder, '.keyring.keyring-1.tmp'), 'left by one that was killed')
    const store = await openMemoryStore()
    await store.close()
    const next = new RunningAgent(store, agent.folder)
    try {
      await next.start({ keys: keys() })
      await until('it is there', () => readIfAny() !== undefined)
      expect(read()?.generation).toBeLessThanOrEqual(generation)
      expect(read()?.primary).toEqual(expect.any(String))
      expect(readdirSync(folder)).toEqual(['keyring'])
    } finally {
      await next.stop()
    }
  })

  it('that cannot be written is not acknowledged, so that no rotation goes on without it', async () => {
    mkdirSync(path())
    await agent.start({ keys: keys() })
    site.startRotator()
    await until('it has failed', () => agent.kinds.includes('failed'))
    expect(await site.text(acknowledgementKey('', member))).toBeUndefined()
    rmdirSync(path())
    await until('there is a key to seal under', () => typeof readIfAny()?.primary === 'string', 30_000)
  })

  it.skipIf(process.getuid?.() !== 0)('is owned by the component', async () => {
    site.startRotator()
    chownSync(folder, 65534, 65534)
    await agent.start({ keys: keys({ owner: '65534', group: '65534' }) })
    await until('there are keys', () => agent.kinds.includes('installed'))
    const { uid, gid } = statSync(path())
    expect([uid, gid]).toEqual([65534, 65534])
  })

  it('is not begun with on a disk', async () => {
    const onDisk = { keys: { path: join(agent.folder, 'keyring'), identity: site.identityFile(member) } }
    await expect(agent.start(onDisk)).rejects.toThrow('is no file system in memory')
  })

  it('is written to no disk before that is known', async () => {
    const rotator = site.startRotator()
    await agent.start({ keys: keys() })
    await until('there are keys', () => agent.kinds.includes('installed'))
    await rotator.stop()
    await agent.stop()
    const next = new RunningAgent(site.store, agent.folder)
    const onDisk = join(agent.folder, 'keys')
    mkdirSync(onDisk)
    const written: string[] = []
    const watcher = watch(onDisk, (_, name) => written.push(String(name)))
    try {
      // Files begin before keys: the keyset is there by then.
      const names = Array.from({ length: 50 }, (_, n) => `f${n}.json`)
      const rest = { format: 'json', mode: '0640', edited: 'restore' } as const
      const files = names.map((name) => [name, { path: join(agent.folder, 'etc', name), ...rest }])
      const settings = { keys: keys({ path: join(onDisk, 'keyring') }), files: Object.fromEntries(files) }
      await expect(next.start(settings)).rejects.toThrow('is no file system in memory')
      expect([readdirSync(onDisk), written]).toEqual([[], []])
    } finally {
      watcher.close()
      await next.stop()
    }
  })
})

function isMemory(folder: string): boolean {
  try {
    return statfsSync(folder).type === 0x01021994
  } catch {
    return false
  }
}
