import {
  chmodSync,
  copyFileSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import { readCache, writeCache } from '../../src/load/index.ts'
import { inputLimits, sha256 } from '../../src/model/index.ts'
import { workspaceFolder } from './workspace-folder.ts'

const name = `compiled-${sha256('k')}` as const
const other = `compiled-${sha256('other')}` as const

describe('the cache', () => {
  let home: string
  let folder: string
  let path: string
  beforeEach(() => {
    home = workspaceFolder({})
    vi.stubEnv('XDG_CACHE_HOME', join(home, 'cache'))
    vi.stubEnv('XDG_STATE_HOME', join(home, 'state'))
    folder = join(home, 'cache/appia')
    path = join(folder, name)
  })

  it('gives back what was written under the same name', async () => {
    await writeCache(name, 'text\nwith lines é')
    expect(await readCache(name)).toBe('text\nwith lines é')
    expect(await readCache(other)).toBeUndefined()
  })

  it('keeps the largest entry, and none that is larger', async () => {
    const largest = 'a'.repeat(inputLimits.cacheEntryBytes / 4)
    await writeCache(name, largest)
    await writeCache(other, `${largest}a`)
    expect((await readCache(name))?.length).toBe(largest.length)
    expect(existsSync(join(folder, other))).toBe(false)
  })

  it.each([
    ['truncated', (text: string) => text.slice(0, -1)],
    ['empty', () => ''],
    ['damaged', (text: string) => text.replace('five', 'nine')],
    ['longer', (text: string) => `${text}x`],
    ['not of ours', () => 'something else'],
    ['sealed by whoever has no key', () => `${sha256('the number nine')}\nthe number nine`],
  ])('does not give back an entry that is %s, and replaces it', async (_, damage) => {
    await writeCache(name, 'the number five')
    writeFileSync(path, damage(readFileSync(path, 'utf8')))
    expect(await readCache(name)).toBeUndefined()
    await writeCache(name, 'the number five')
    expect(await readCache(name)).toBe('the number five')
  })

  it('gives back no entry of which one byte is another', async () => {
    await writeCache(name, 'the number five')
    const whole = readFileSync(path)
    const change = fc.tuple(fc.nat(whole.length - 1), fc.integer({ min: 1, max: 255 }))
    await fc.assert(
      fc.asyncProperty(change, async ([index, mask]) => {
        const changed = Buffer.from(whole)
        changed[index] = (changed[index] as number) ^ mask
        writeFileSync(path, changed)
        expect(await readCache(name)).toBeUndefined()
      }),
      { numRuns: 300 },
    )
  })

  it('does not give back an entry under another name, or of another key', async () => {
    await writeCache(name, 'text')
    copyFileSync(path, join(folder, other))
    expect(await readCache(other)).toBeUndefined()
    rmSync(join(home, 'state'), { recursive: true })
    expect(await readCache(name)).toBeUndefined()
  })

  it('is readable by its user alone, and so is the key, whatever the umask', async () => {
    const before = process.umask(0)
    try {
      await writeCache(name, 'text')
    } finally {
      process.umask(before)
    }
    const modes = [folder, path, join(home, 'state/appia'), join(home, 'state/appia/cache-key')]
    expect(modes.map((each) => (statSync(each).mode & 0o777).toString(8))).toEqual([
      '700',
      '600',
      '700',
      '600',
    ])
  })

  it.each(['cache/appia', 'state/appia', 'state/appia/cache-key'])(
    'is not used while others may read or write %s',
    async (open) => {
      await writeCache(name, 'text')
      chmodSync(join(home, open), 0o770)
      expect(await readCache(name)).toBeUndefined()
    },
  )

  it('follows no links, for reading, writing or removing', async () => {
    await writeCache(name, 'text')
    renameSync(path, join(home, 'moved'))
    symlinkSync(join(home, 'moved'), path)
    expect(await readCache(name)).toBeUndefined()
    await writeCache(name, 'another')
    expect(readFileSync(join(home, 'moved'), 'utf8')).toContain('text')
    renameSync(folder, join(home, 'elsewhere'))
    symlinkSync(join(home, 'elsewhere'), folder)
    expect(await readCache(name)).toBeUndefined()
  })

  it('does not mind a folder that cannot be made', async () => {
    writeFileSync(join(home, 'cache'), 'a file in the way')
    await writeCache(name, 'text')
    expect(await readCache(name)).toBeUndefined()
  })

  it('does not mind an entry that cannot be read or replaced', async () => {
    mkdirSync(path, { recursive: true, mode: 0o700 })
    chmodSync(folder, 0o700)
    expect(await readCache(name)).toBeUndefined()
    await writeCache(name, 'text')
    expect(readdirSync(folder)).toEqual([name])
  })

  it('stays bounded, removes the oldest, and nothing that is not named as its own', async () => {
    await writeCache(name, 'text')
    const foreign = ['notes.txt', 'compiled-short', `${name}.bak`]
    for (const each of foreign) writeFileSync(join(folder, each), '')
    for (let index = 0; index < 230; index++) {
      const old = join(folder, `types-${sha256(String(index))}`)
      writeFileSync(old, '')
      utimesSync(old, index + 1, index + 1)
    }
    await writeCache(other, 'text')
    const names = readdirSync(folder)
    expect(names.filter((each) => each.endsWith('.tmp'))).toEqual([])
    expect(names.length).toBe(200 + foreign.length)
    expect(foreign.every((each) => existsSync(join(folder, each)))).toBe(true)
    expect(await readCache(other)).toBe('text')
    expect(existsSync(join(folder, `types-${sha256('0')}`))).toBe(false)
  })
})
