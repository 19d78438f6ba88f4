import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { compileEnvironment, waiversDue } from '../../src/compile/index.ts'
import { loadWorkspace } from '../../src/load/index.ts'
import { completed, completedDocuments, components, schemas, workspace } from './real-workspace.ts'

const directory = join(import.meta.dirname, '../..')
const loaded = await loadWorkspace({ directory, schemas: [...schemas.values()] })

describe.each(Object.keys(workspace.environments))('the environment %s', (environment) => {
  it('holds seven documents, compiled without a complaint', async () => {
    const { desired, diagnostics } = await compile(environment)
    expect(diagnostics).toEqual([])
    expect(desired?.entries.map(({ key }) => key)).toEqual([
      '/config/detector/json',
      '/config/firewall/json',
      '/config/firewall/rules/json',
      '/config/rag/json',
      '/config/rotation/json',
      '/config/sniffer/iface_configs/json',
      '/config/sniffer/json',
    ])
  })

  it.each(components)('holds the %s as the other tests here see it', async (component) => {
    const { desired } = await compile(environment)
    const entry = desired?.entries.find(({ key }) => key === `/config/${component}/json`)
    expect(entry?.value).toEqual(completed(component))
  })

  it('shows the invariants what the other tests here show them', async () => {
    const { desired } = await compile(environment)
    const violated = (workspace.invariants ?? []).filter(({ check }) => check(completedDocuments()) !== true)
    const waived = desired?.checks.waived.map(({ invariant }) => invariant) ?? []
    expect(waived.toSorted()).toEqual(violated.map(({ id }) => id).sort())
    expect(desired?.checks).toMatchObject({ total: 30, holding: 30 })
  })
})

describe('the workspace', () => {
  it('begins with the embedded store, which needs nothing installed', () => {
    expect(Object.values(workspace.environments)[0]).toEqual({ store: 'embedded' })
  })

  it('captures the interfaces that the sniffer is deployed on', () => {
    const interfaces = workspace.entries?.filter(({ schema }) => schema === 'interfaces')
    expect(interfaces).toMatchObject([
      {
        key: '/config/sniffer/iface_configs/json',
        value: {
          interfaces: { eth1: { mode: 'host-based', role: 'wan' }, eth3: { mode: 'gateway', role: 'lan' } },
        },
      },
    ])
  })

  it.each(['2027-02-01', '2040-01-01'])('has no waiver that is due on %s', (day) => {
    expect(waiversDue(workspace.waivers ?? [], new Date(day))).toEqual([])
  })
})

function compile(environment: string) {
  if (!('documents' in loaded)) throw new Error(JSON.stringify(loaded.diagnostics))
  return compileEnvironment({ loaded, schemas, environment })
}
