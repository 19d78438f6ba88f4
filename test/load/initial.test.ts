import { describe, expect, it } from 'vitest'
import { loadWorkspace } from '../../src/load/index.ts'
import { workspaceFolder } from './workspace-folder.ts'

describe('initial()', () => {
  it('is its value, with its place, and the document knows where it stood', async () => {
    const { documents } = await load(`{ port: 1, scale: {
    replicas: initial(3), limits: initial({ cpu: 2 }) } }`)
    const [document] = documents
    expect(document?.value).toEqual({ port: 1, scale: { replicas: 3, limits: { cpu: 2 } } })
    expect(document?.initial).toEqual(['/scale/replicas', '/scale/limits'])
    const at = (pointer: string) => document?.provenance.get(pointer)?.at
    expect(at('/scale/replicas')).toMatchObject({ file: 'configs/index.ts', line: 3 })
    expect(at('/scale/limits/cpu')).toMatchObject({ file: 'configs/index.ts', line: 3 })
  })

  it('may be all of a document, and one that several environments share', async () => {
    const { documents } = await load(
      'initial({ a: initial(1) })',
      "{ l: { store: 'embedded' }, m: { store: 'embedded' } }",
    )
    expect(documents.map(({ value, initial }) => ({ value, initial }))).toEqual([
      { value: { a: 1 }, initial: [''] },
      { value: { a: 1 }, initial: [''] },
    ])
  })

  it('is overridden like any other value', async () => {
    const { documents } = await load(
      'override(component("b", { x: initial(1), y: initial(2) }), { x: 5 }).value',
    )
    expect(documents[0]).toMatchObject({ value: { x: 5, y: 2 }, initial: ['/y'] })
  })

  async function load(value: string, environments = "{ l: { store: 'embedded' } }") {
    const source = `import { component, initial, override, workspace } from 'appia'
export default workspace({ name: 'w', components: { a: component('a', ${value}) }, environments: ${environments} })`
    const loaded = await loadWorkspace({
      directory: workspaceFolder({ 'configs/index.ts': source }),
      schemas: [],
    })
    if (!('documents' in loaded)) throw new Error(JSON.stringify(loaded.diagnostics))
    return loaded
  }
})
