import { describe, expect, it } from 'vitest'
import { decodeProvenances, encodeProvenances, loadWorkspace } from '../../src/load/index.ts'
import type { Origin, Provenance } from '../../src/model/index.ts'
import { writeLargeWorkspace } from '../support/large-workspace.ts'
import { expectLoaded, moduleWith, workspaceFolder } from './workspace-folder.ts'

const plain = (provenances: readonly Provenance[]): [string, Origin][][] =>
  provenances.map((each) => [...each])

describe('provenance as text', () => {
  it('comes back as it was, overrides and calls included', async () => {
    const source = `const base = { port: 1, list: [1, { a: 2 }] }
const make = (port: number) => ({ ...base, port, sum: port + 1 })
const value = { made: make(5), twice: { ...make(6), port: 7 } }`
    const directory = workspaceFolder({ 'configs/index.ts': moduleWith(source) })
    const { documents } = expectLoaded(await loadWorkspace({ directory, schemas: [] }))
    const provenances = documents.map(({ provenance }) => provenance)
    const decoded = decodeProvenances(encodeProvenances(provenances))
    expect(plain(decoded)).toEqual(plain(provenances))
    expect(decoded[0]?.get('/twice/port')?.overrides?.overrides).toBeDefined()
    expect([decoded[0]?.size, decoded[0]?.has('/made'), decoded[0]?.has('/absent')]).toEqual([
      provenances[0]?.size,
      true,
      false,
    ])
  })

  it('is small: the same map is written once, a place once', async () => {
    const directory = workspaceFolder({})
    writeLargeWorkspace(directory, { modules: 20, leaves: 2000 })
    const { documents } = expectLoaded(await loadWorkspace({ directory, schemas: [] }))
    const text = encodeProvenances(documents.map(({ provenance }) => new Map(provenance)))
    const leaves = documents.reduce((sum, { provenance }) => sum + provenance.size, 0)
    expect(text.length / leaves).toBeLessThan(100)
  })

  it('of nothing is nothing', () => {
    expect(decodeProvenances(encodeProvenances([]))).toEqual([])
    expect(plain(decodeProvenances(encodeProvenances([new Map()])))).toEqual([[]])
  })
})
