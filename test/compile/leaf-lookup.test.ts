import { describe, expect, it } from 'vitest'
import { compileEnvironment, leafLookup } from '../../src/compile/index.ts'
import { documentOf, schemas, workspaceOf } from './a-workspace.ts'

describe('looking a leaf up', () => {
  it('finds the schema of an entry, whatever its key', async () => {
    const loaded = workspaceOf([documentOf('sniffer', {}, { key: '/config/elsewhere' })])
    const { desired } = await compileEnvironment({ loaded, schemas, environment: 'local' })
    const lookup = leafLookup(schemas, desired ?? { entries: [] })
    expect(lookup('/config/elsewhere', '/interval')).toMatchObject({ effect: 'restart', unit: 'ms' })
    expect(lookup('/config/elsewhere', '/interval')).toBe(lookup('/config/elsewhere', '/interval'))
  })

  it('finds the schema of a key that is no longer there', () => {
    const lookup = leafLookup(schemas, { entries: [] })
    expect(lookup('/site-a/config/sniffer/nodes/gw-02/json', '/password').isSecret).toBe(true)
  })

  it('finds the schema of a key of any name that was managed and is no longer desired', () => {
    const component = 'search'
    const index = new Map([
      ['/services/a', { component, schema: 'sniffer' }],
      ['/services/b', { component: 'detector', format: 'yaml' as const }],
    ])
    const lookup = leafLookup(schemas, { entries: [], index })
    expect(lookup('/services/a', '/password').isSecret).toBe(true)
    expect(lookup('/services/b', '/password').isSecret).toBe(true)
    expect(lookup('/services/b', '').format).toBe('yaml')
    expect(leafLookup(schemas, { entries: [] })('/services/a', '/password').isSecret).toBe(false)
  })

  it('assumes a restart where nothing is known', () => {
    expect(leafLookup(schemas, { entries: [] })('/config/unknown/json', '/a')).toEqual({
      effect: 'restart',
      isSecret: false,
    })
  })
})
