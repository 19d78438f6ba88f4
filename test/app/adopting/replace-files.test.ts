import {
  chmodSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { beforeEach, expect, it, onTestFinished, vi } from 'vitest'
import { ChangedMeanwhile, LinkError, replaceFiles } from '../../../src/files/index.ts'

function folder(): string {
  const directory = mkdtempSync(join(tmpdir(), 'appia-replace-'))
  onTestFinished(() => rmSync(directory, { recursive: true, force: true }))
  for (const name of ['a', 'b']) writeFileSync(join(directory, name), `old ${name}`)
  return directory
}

function textsIn(directory: string): string[] {
  return readdirSync(directory).map((name) => `${name}: ${readFileSync(join(directory, name), 'utf8')}`)
}

const both = [
  { path: 'a', before: 'old a', after: 'new a' },
  { path: 'b', before: 'old b', after: 'new b' },
]

it('files are replaced together, and keep their modes', () => {
  const directory = folder()
  chmodSync(join(directory, 'b'), 0o640)
  replaceFiles(directory, both)
  expect(textsIn(directory)).toEqual(['a: new a', 'b: new b'])
  expect(statSync(join(directory, 'b')).mode & 0o777).toBe(0o640)
})

it('none is replaced where somebody else wrote to one of them meanwhile', () => {
  const directory = folder()
  writeFileSync(join(directory, 'b'), 'saved by an editor')
  expect(() => replaceFiles(directory, both)).toThrow(ChangedMeanwhile)
  expect(textsIn(directory)).toEqual(['a: old a', 'b: saved by an editor'])
})

it('none is replaced where one of them is gone, or is a link', () => {
  const directory = folder()
  rmSync(join(directory, 'b'))
  expect(() => replaceFiles(directory, both)).toThrow(/ENOENT/)
  expect(textsIn(directory)).toEqual(['a: old a'])
  symlinkSync('/etc/hostname', join(directory, 'b'))
  expect(() => replaceFiles(directory, both)).toThrow(LinkError)
  expect(readFileSync(join(directory, 'a'), 'utf8')).toBe('old a')
})

/** The disk, as it may fail. */
const disk = vi.hoisted(() => ({ renames: 0, failsAt: 0, isFull: false }))
vi.mock('node:fs', async (original) => {
  const fs = await original<typeof import('node:fs')>()
  return {
    ...fs,
    renameSync: (from: string, to: string) => {
      disk.renames += 1
      if (disk.renames === disk.failsAt) throw new Error('EIO')
      fs.renameSync(from, to)
    },
    fsyncSync: (file: number) => {
      if (disk.isFull) throw new Error('ENOSPC')
      fs.fsyncSync(file)
    },
  }
})
beforeEach(() => {
  Object.assign(disk, { renames: 0, failsAt: 0, isFull: false })
})

it('what was replaced goes back where a later one cannot be', () => {
  const directory = folder()
  disk.failsAt = 2
  expect(() => replaceFiles(directory, both)).toThrow('EIO')
  expect(textsIn(directory)).toEqual(['a: old a', 'b: old b'])
})

it('a full disk is met before anything is replaced', () => {
  const directory = folder()
  disk.isFull = true
  expect(() => replaceFiles(directory, both)).toThrow('ENOSPC')
  expect(textsIn(directory)).toEqual(['a: old a', 'b: old b'])
  expect(disk.renames).toBe(0)
})
