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

  it('assumes a restart where nothing is known', () => {
    expect(leafLookup(schemas, { entries: [] })('/config/unknown/json', '/a')).toEqual({
      effect: 'restart',
      isSecret: false,
    })
  })
})
