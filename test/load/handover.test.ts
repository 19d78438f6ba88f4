import { describe, expect, it } from 'vitest'
import { loadWorkspace } from '../../src/load/index.ts'
import { workspaceFolder } from './workspace-folder.ts'

describe('keys that are given up and renamed', () => {
  it('hold for every environment, below its prefix, beside its own', async () => {
    const { environments } = await load(`components: { b: appia.component('b', {}) },
  forget: ['/config/old/'], moved: [{ from: 'a', to: 'b' }],
  environments: {
    l: { store: 'embedded' },
    s: { store: 'embedded', prefix: '/site', forget: ['/x'], moved: [{ from: '/y', to: '/config/b/json' }] },
  },`)
    expect(environments).toMatchObject([
      { forget: ['/config/old/'], moved: [{ from: 'a', to: 'b' }] },
      {
        forget: ['/site/config/old/', '/site/x'],
        moved: [
          { from: 'a', to: 'b' },
          { from: '/site/y', to: '/site/config/b/json' },
        ],
      },
    ])
  })

  it.each([
    ["forget: ['/config/b/json']", 'forget /config/b/json: /config/b/json is declared in l all the same'],
    ["forget: ['/config/']", 'forget /config/: /config/b/json is declared in l all the same'],
    ["moved: [{ from: 'a', to: 'c' }]", 'moved from a to c, which nothing declares'],
    [
      "moved: [{ from: '/config/b/json', to: '/config/b/json' }]",
      'moved from /config/b/json to /config/b/json: /config/b/json is declared in l beside it',
    ],
    [
      "moved: [{ from: '/a', to: '/c' }, { from: '/c', to: '/a' }]",
      'moved from /a to /c, which nothing declares',
    ],
  ])('that contradict what is declared are refused where they stand: %s', async (members, message) => {
    const source = `components: { b: appia.component('b', {}) }, environments: { l: { store: 'embedded' } },
  ${members},`
    const { diagnostics } = await load(source)
    expect(diagnostics[0]).toMatchObject({ code: 'handover-wrong', message, at: { line: 3 } })
  })

  it('of elements tell where they stand, for who knows what identifies them', async () => {
    const { environments, diagnostics } = await load(`components: { b: appia.component('b', {}) },
  moved: [{ from: '/config/b/json#/pools/a', to: '/config/b/json#/pools/c' }],
  environments: { s: { store: 'embedded', prefix: '/site', moved: [{ from: 'b#/x/a', to: 'b#/x/c' }] } },`)
    expect(diagnostics).toEqual([])
    expect(environments).toMatchObject([
      {
        moved: [
          { from: '/site/config/b/json#/pools/a', to: '/site/config/b/json#/pools/c', at: { line: 3 } },
          { from: 'b#/x/a', to: 'b#/x/c', at: { line: 4 } },
        ],
      },
    ])
  })

  it.each([
    "{ from: '/config/b/json#/pools/a', to: '/config/b/json' }",
    "{ from: 'b', to: 'b#/pools/a' }",
    "{ from: '#/pools/a', to: '#/pools/b' }",
    "{ from: 'b#/pools/a', to: '/config/b/json#/pools/b' }",
  ])('of one thing to a thing of another kind are none: %s', async (move) => {
    const { diagnostics } = await load(`components: { b: appia.component('b', {}) },
  moved: [${move}], environments: { l: { store: 'embedded' } },`)
    expect(diagnostics).toMatchObject([
      { code: 'not-a-workspace', message: expect.stringContaining('elements like') },
    ])
  })

  it('to a component that only one environment has are no slip', async () => {
    const { diagnostics } = await load(`components: { b: appia.component('b', {}) },
  moved: [{ from: 'a', to: 'b' }],
  environments: { l: { store: 'embedded', components: { b: appia.remove } }, s: { store: 'embedded' } },`)
    expect(diagnostics).toEqual([])
  })

  async function load(members: string) {
    const source = `import * as appia from 'appia'
export default appia.workspace({ name: 'w', ${members}
})`
    const directory = workspaceFolder({ 'configs/index.ts': source })
    const loaded = await loadWorkspace({ directory, schemas: [] })
    return { environments: [], ...loaded }
  }
})
