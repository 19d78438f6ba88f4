import { chmodSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { readCache, writeCache } from '../../src/load/index.ts'
import { workspaceFolder } from './workspace-folder.ts'

const folderOf = (directory: string): string => join(directory, '.appia/cache')

describe('the cache', () => {
  it('gives back what was written under the same key', async () => {
    const directory = workspaceFolder({})
    await writeCache(directory, 'k', 'text\nwith lines é')
    expect(await readCache(directory, 'k')).toBe('text\nwith lines é')
    expect(await readCache(directory, 'other')).toBeUndefined()
  })

  it.each([
    ['truncated', (text: string) => text.slice(0, -1)],
    ['empty', () => ''],
    ['damaged', (text: string) => text.replace('five', 'nine')],
    ['longer', (text: string) => `${text}x`],
    ['not of ours', () => 'something else'],
  ])('does not give back an entry that is %s, and replaces it', async (_, damage) => {
    const directory = workspaceFolder({})
    await writeCache(directory, 'k', 'the number five')
    const path = join(folderOf(directory), 'k')
    writeFileSync(path, damage(readFileSync(path, 'utf8')))
    expect(await readCache(directory, 'k')).toBeUndefined()
    await writeCache(directory, 'k', 'the number five')
    expect(await readCache(directory, 'k')).toBe('the number five')
  })

  it('does not mind a folder that cannot be written', async () => {
    const directory = workspaceFolder({})
    writeFileSync(join(directory, '.appia'), 'a file in the way')
    await writeCache(directory, 'k', 'text')
    expect(await readCache(directory, 'k')).toBeUndefined()
  })

  it('does not mind an entry that cannot be read', async () => {
    const directory = workspaceFolder({})
    mkdirSync(join(folderOf(directory), 'k'), { recursive: true })
    chmodSync(folderOf(directory), 0o500)
    expect(await readCache(directory, 'k')).toBeUndefined()
    await writeCache(directory, 'k', 'text')
    chmodSync(folderOf(directory), 0o700)
  })

  it('leaves no unfinished files and stays bounded', async () => {
    const directory = workspaceFolder({})
    for (let index = 0; index < 60; index++) await writeCache(directory, `key-${index}`, 'text')
    const names = readdirSync(folderOf(directory))
    expect(names.filter((name) => name.endsWith('.tmp'))).toEqual([])
    expect(names.length).toBeLessThanOrEqual(40)
    expect(await readCache(directory, 'key-59')).toBe('text')
  })
})
