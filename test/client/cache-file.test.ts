import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type CacheContent, readCache, writeCache } from '../../src/client/cache/cache-file.ts'
import { CacheKeeper } from '../../src/client/cache/cache-keeper.ts'
import { createIdentityFile, type Identity, parseIdentityFile } from '../../src/rotation/index.ts'

const content: CacheContent = {
  formatVersion: 1,
  member: 'sniffer@gw-01',
  clusterId: '00ff',
  savedAt: '2026-11-23T00:00:00.000Z',
  documents: { '/config/sniffer/json': { text: '{"token":"from the config"}', revision: 7 } },
}
let folder: string
let path: string

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'appia-cache-'))
  path = join(folder, 'sniffer.cache')
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

describe('the cache', () => {
  it('is read back as it was written, sealed for the member that has an identity', async () => {
    const identity = await newIdentity()
    await writeCache(path, content, identity)
    expect(await readCache(path, identity)).toEqual(content)
    expect(readFileSync(path, 'latin1')).not.toContain('from the config')
    expect(statSync(path).mode & 0o777).toBe(0o600)
    expect(await readCache(path, await newIdentity())).toBe('foreign')
    expect(await readCache(path, undefined)).toBe('foreign')
  })

  it('is refused with one byte changed, at any place, and when cut short', async () => {
    await writeCache(path, content, undefined)
    const whole = readFileSync(path)
    for (let at = 0; at < whole.length; at++) {
      const changed = Buffer.from(whole)
      changed[at] = (changed[at] ?? 0) ^ 1
      writeFileSync(path, changed)
      expect(await readCache(path, undefined), `byte ${at}`).toMatch(/damaged|foreign/)
      writeFileSync(path, whole.subarray(0, at))
      expect(await readCache(path, undefined), `${at} bytes`).toBe('damaged')
    }
  })

  it('that is not there is absent', async () => {
    expect(await readCache(path, undefined)).toBe('absent')
  })
})

describe('the keeper of the cache', () => {
  it('writes the newest content last, however many changes come at once', async () => {
    const keeper = new CacheKeeper({ path, member: content.member, onWritten: () => undefined })
    const changes = Array.from({ length: 50 }, (_, revision) =>
      keeper.change({ documents: { '/config/sniffer/json': { text: `{"n":${revision}}`, revision } } }),
    )
    expect(await Promise.all(changes)).toEqual(changes.map(() => true))
    const read = await readCache(path, undefined)
    expect(read).toMatchObject({ documents: { '/config/sniffer/json': { revision: 49 } } })
  })

  it('has settled only when a change behind a write under way is on disk too', async () => {
    const keeper = new CacheKeeper({ path, member: content.member, onWritten: () => undefined })
    void keeper.change({ clusterId: 'first' })
    await new Promise((resolve) => setImmediate(resolve))
    void keeper.change({ clusterId: 'second' })
    await keeper.settle()
    expect(await readCache(path, undefined)).toMatchObject({ clusterId: 'second' })
  })

  it('says so when it cannot write, and keeps trying with the next change', async () => {
    const results: string[] = []
    const lost = join(folder, 'not-there', 'sniffer.cache')
    const keeper = new CacheKeeper({
      path: lost,
      member: content.member,
      onWritten: (result) => results.push(result),
    })
    expect(await keeper.change({ clusterId: 'a' })).toBe(false)
    expect(existsSync(lost)).toBe(false)
    mkdirSync(join(folder, 'not-there'))
    expect(await keeper.change({ clusterId: 'a' })).toBe(true)
    expect(results).toEqual(['failed', 'done'])
  })

  it('takes no cache of another member', async () => {
    await writeCache(path, content, undefined)
    const keeper = new CacheKeeper({ path, member: 'detector@gw-01', onWritten: () => undefined })
    expect(await keeper.load()).toBe('foreign')
  })
})

async function newIdentity(): Promise<Identity> {
  const identity = await parseIdentityFile(createIdentityFile().content)
  if (identity === undefined) throw new Error('a new identity file holds no identity')
  return identity
}
