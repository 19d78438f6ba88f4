import { describe, expect, it } from 'vitest'
import { loadWorkspace, verifyDeterministic } from '../../src/load/index.ts'
import { writeLargeWorkspace } from '../support/large-workspace.ts'
import { expectLoaded, moduleWith, workspaceFolder } from './workspace-folder.ts'

describe('evaluating twice', () => {
  it('in another folder, time zone, locale and file order gives the same', async () => {
    const directory = workspaceFolder({})
    writeLargeWorkspace(directory, { modules: 20, leaves: 600 })
    expect(await verifyDeterministic({ directory, schemas: [] })).toEqual([])
  })

  it('says why the workspace cannot be loaded', async () => {
    const directory = workspaceFolder({ 'configs/index.ts': moduleWith('const value = Math.random()') })
    expect(await verifyDeterministic({ directory, schemas: [] })).toMatchObject([{ code: 'not-hermetic' }])
  })

  it('copies what a workspace imports from beside configs/', async () => {
    const directory = workspaceFolder({
      'configs/index.ts': moduleWith("import { value } from '../common/x'"),
      'common/x.ts': 'export const value = { a: [1, 2] }',
    })
    expect(await verifyDeterministic({ directory, schemas: [] })).toEqual([])
  })
})

describe('a large workspace', () => {
  it('has an origin for every leaf', async () => {
    const directory = workspaceFolder({})
    writeLargeWorkspace(directory)
    const { documents } = expectLoaded(await loadWorkspace({ directory, schemas: [] }))
    const local = documents.filter(({ environment }) => environment === 'local')
    const kinds = new Set(local.flatMap(({ provenance }) => [...provenance.values()].map(({ kind }) => kind)))
    const leaves = local.reduce((sum, { value }) => sum + countLeaves(value), 0)
    expect(leaves).toBeGreaterThan(25_000)
    expect(local.reduce((sum, { provenance }) => sum + provenance.size, 0)).toBeGreaterThan(leaves)
    expect([...kinds].sort()).toEqual(['computed', 'exact'])
  })
})

function countLeaves(value: unknown): number {
  if (typeof value !== 'object' || value === null || '$quantity' in value) return 1
  return Object.values(value).reduce((sum: number, each) => sum + countLeaves(each), 0)
}
