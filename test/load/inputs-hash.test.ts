import { renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { inputsHash } from '../../src/load/index.ts'
import { sha256 } from '../../src/model/index.ts'
import { workspaceFolder } from './workspace-folder.ts'

const files = {
  'configs/index.ts': "import { a } from './folder/a'\nimport d from '../data/d.json'",
  'configs/folder/a.ts': 'export const a = 1',
  'schemas/a.schema.json': '{}',
  'data/d.json': '{}',
  'README.md': 'not an input',
}

const keyOf = async (directory: string, version = '1'): Promise<string> =>
  (await inputsHash(directory, version)).key

describe('the hash of the inputs', () => {
  it('lists configs, schemas and what is imported from beside them, sorted', async () => {
    const { sources } = await inputsHash(workspaceFolder(files), '1')
    expect(sources.map(({ file }) => file)).toEqual([
      'configs/folder/a.ts',
      'configs/index.ts',
      'data/d.json',
      'schemas/a.schema.json',
    ])
  })

  it('has of a large file the hash of its contents too', async () => {
    const text = '{"key":"a","value":{}}\n'.repeat(150_000)
    const { sources } = await inputsHash(workspaceFolder({ ...files, 'configs/list.jsonl': text }), '1')
    expect(sources).toContainEqual({ file: 'configs/list.jsonl', sha256: sha256(text) })
  })

  it('is the same in another folder', async () => {
    expect(await keyOf(workspaceFolder(files))).toBe(await keyOf(workspaceFolder(files)))
  })

  it.each([
    ['a config', 'configs/folder/a.ts', 'export const a = 2'],
    ['a schema', 'schemas/a.schema.json', '{ }'],
    ['a file beside configs/ that is imported', 'data/d.json', '[]'],
    ['a new file', 'configs/b.ts', ''],
  ])('changes with %s', async (_, file, text) => {
    const directory = workspaceFolder(files)
    const before = await keyOf(directory)
    writeFileSync(join(directory, file), text)
    expect(await keyOf(directory)).not.toBe(before)
  })

  it('changes with the name of a file and with the version of the tool, not with anything else', async () => {
    const directory = workspaceFolder(files)
    const before = await keyOf(directory)
    writeFileSync(join(directory, 'README.md'), 'changed')
    expect(await keyOf(directory)).toBe(before)
    expect(await keyOf(directory, '2')).not.toBe(before)
    renameSync(join(directory, 'schemas/a.schema.json'), join(directory, 'schemas/b.schema.json'))
    expect(await keyOf(directory)).not.toBe(before)
  })
})
