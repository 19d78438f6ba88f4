import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterEach, describe, expect, it } from 'vitest'
import { loadWorkspace } from '../../src/load/index.ts'
import { grownLimits } from '../../src/load/load-workspace.ts'

const folders: string[] = []
afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true })
})

function workspaceWith(files: Record<string, string>): string {
  const folder = mkdtempSync(join(tmpdir(), 'appia-load-'))
  folders.push(folder)
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true })
    writeFileSync(join(folder, name), text)
  }
  return folder
}

describe('loading a workspace', () => {
  it('gives every document of every environment', async () => {
    const directory = workspaceWith({
      'configs/index.ts': `import { component, workspace } from 'appia'
const rag = component('rag', { port: 8080 })
export default workspace({ name: 'x', components: { rag }, environments: { a: { store: 'embedded' }, b: { endpoints: ['h:1'] } } })
`,
    })
    const loaded = await loadWorkspace({ directory, schemas: [] })
    if (!('documents' in loaded)) throw new Error(JSON.stringify(loaded))
    expect(loaded.documents.map(({ key, environment, value }) => ({ key, environment, value }))).toEqual([
      { key: '/config/rag/json', environment: 'a', value: { port: 8080 } },
      { key: '/config/rag/json', environment: 'b', value: { port: 8080 } },
    ])
    expect(loaded.documents[0]?.provenance.get('/port')).toMatchObject({
      kind: 'exact',
      at: { file: 'configs/index.ts', line: 2, column: 38, length: 4 },
    })
  })
})

it.each([
  [100_000, 10_000],
  [3 << 20, 16_000],
])('a script of %i characters may take %i ms of the processor', (length, timeoutMilliseconds) => {
  const limits = { timeoutMilliseconds: 10_000, memoryMegabytes: 512 }
  expect(grownLimits(limits, { length })).toEqual({ timeoutMilliseconds, memoryMegabytes: 512 })
})
