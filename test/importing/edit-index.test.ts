import { describe, expect, it } from 'vitest'
import { editIndex, emptyIndex, type IndexAdditions } from '../../src/importing/index.ts'

const nothing: IndexAdditions = {
  imports: [],
  components: [],
  entries: [],
  managedPrefixes: [],
  environments: [],
}
const worker: IndexAdditions = {
  ...nothing,
  imports: [{ names: ['worker'], from: './worker.ts' }],
  components: ['worker'],
}

/** As people write it, with comments and members that the import does not know. */
const written = `// The shop.
import { invariant, workspace } from 'appia'
import { api } from './api.ts' // the front door

export default workspace({
  name: 'shop',
  components: { api },
  invariants: [invariant('a', 'b', () => true)],
  environments: {
    dev: { store: 'embedded' }, // nothing leaves this machine
    prod: {
      endpoints: ['10.0.0.1:2379'],
      protected: true,
    },
  },
})
`

describe('an index', () => {
  it('gets what is new, and keeps everything else as it is', async () => {
    const edited = await editIndex(written, {
      ...worker,
      entries: ['limits'],
      environments: [
        { name: 'dev', components: [] },
        { name: 'stage', settings: { endpoints: ['10.0.0.2:2379'], prefix: '/stage' }, components: [] },
        { name: 'prod', components: [{ member: 'api', variable: 'apiInProd' }] },
      ],
    })
    expect(edited).toBe(`// The shop.
import { invariant, workspace } from 'appia'
import { api } from './api.ts' // the front door
import { worker } from './worker.ts'

export default workspace({
  name: 'shop',
  components: { api, worker },
  invariants: [invariant('a', 'b', () => true)],
  entries: [...limits],
  environments: {
    dev: { store: 'embedded' }, // nothing leaves this machine
    prod: {
      endpoints: ['10.0.0.1:2379'],
      protected: true,
      components: { api: apiInProd },
    },
    stage: { endpoints: ['10.0.0.2:2379'], prefix: '/stage' },
  },
})
`)
  })

  it('is the same after the same addition again', async () => {
    const once = await editIndex(written, worker)
    expect(await editIndex(String(once), worker)).toBe(once)
  })

  it('that is too long for a line goes over several', async () => {
    const components = Array.from({ length: 12 }, (_, index) => `component${index}`)
    const edited = await editIndex(emptyIndex('long'), { ...nothing, components })
    expect(edited).toContain(`  components: {\n    component0,\n`)
    expect(
      String(edited)
        .split('\n')
        .every((line) => line.length <= 110),
    ).toBe(true)
  })

  it('loses a component with its import', async () => {
    const edited = await editIndex(written, { ...worker, removed: { variable: 'api', from: './api.ts' } })
    expect(edited).toContain('components: { worker }')
    expect(edited).not.toContain('./api.ts')
  })

  it.each([
    ['export default 5', 'it does not end with `export default workspace({ … })`'],
    ['export default workspace(all)', 'it does not end with `export default workspace({ … })`'],
    ['export default workspace({ components })', 'components is not written out there: add worker to it'],
    ['export default workspace({', 'it is not valid TypeScript: Expected `}` but found `EOF`'],
  ])('%s is not edited', async (text, problem) => {
    expect(await editIndex(text, worker)).toEqual({ problem })
  })
})
