import { describe, expect, it } from 'vitest'
import { loadWorkspace } from '../../src/load/index.ts'
import type { LoadedWorkspace } from '../../src/model/index.ts'
import { expectLoaded, workspaceFolder } from './workspace-folder.ts'

const schema = {
  name: 'a',
  document: {
    type: 'object',
    properties: { port: { type: 'integer', default: 1 }, wait: { type: 'integer', 'x-unit': 'ms' } },
  },
}

async function load(source: string): Promise<LoadedWorkspace> {
  const directory = workspaceFolder({ 'configs/index.ts': `import * as appia from 'appia'\n${source}` })
  return expectLoaded(await loadWorkspace({ directory, schemas: [schema] }))
}

/** In `configs/index.ts` as `load` writes it. */
const lineOf = (text: string): number => sources.slice(0, sources.indexOf(text)).split('\n').length + 1

const sources = `
const { channel, component, entry, invariant, override, rotation, seconds, secret, waive, workspace } = appia
const a = component('a', { wait: seconds(2), token: secret('t') })
const b = component('b', { name: 'b', list: [] })
export default workspace({
  name: 'documents',
  components: { a, b },
  entries: [entry({ key: '/config/a/rules/json', component: 'a', schema: 'rules', value: { rules: [] } })],
  rotation: rotation({ algorithm: 'chacha20-poly1305', interval: seconds(9), grace: seconds(1), longestMessageAge: seconds(1), keepPrevious: 1, members: {} }),
  waivers: [waive('sum', { reason: 'agreed', until: '2027-01-31' })],
  managedPrefixes: ['/config/', '/more/'],
  keepApplies: 50,
  invariants: [
    invariant('holds', 'a rule that holds', ({ a }) => a.port === 1 && a.wait === 2000),
    invariant('sum', 'a rule that does not', ({ a, b, entries }) => {
      if (entries['/config/a/rules/json'].rules.length > 0) return true
      return b.name === 'c' || \`port \${a.port} of \${b.name}\`
    }),
    invariant('throws', 'a rule that throws', ({ c }) => c.port === 1),
    invariant('writes', 'a rule that writes', ({ a }) => { a.port = 2; return true }),
  ],
  environments: {
    local: { store: 'embedded' },
    site: { endpoints: ['h:1'], prefix: '/site', protected: true, keepApplies: 30, wave: 2, components: { b: override(b, { name: 'c' }) }, nodes: { n1: override(a, { port: 7 }), n2: [a, b] } },
  },
})`

describe('a member that a workspace does not have', () => {
  it.each([
    ['entrys: []', 'entrys', 'did you mean entries?'],
    ['interfaces: { kind: 1 }', 'interfaces', 'it may have name, components, '],
  ])('is refused where it stands, not left out: %s', async (member, name, help) => {
    const source = `export default appia.workspace({ name: 'w', components: {}, environments: { l: { store: 'embedded' } },
  ${member},
})`
    const directory = workspaceFolder({ 'configs/index.ts': `import * as appia from 'appia'\n${source}` })
    const result = await loadWorkspace({ directory, schemas: [] })
    expect(result.diagnostics).toMatchObject([
      {
        code: 'not-a-workspace',
        message: `a workspace has no member ${name}`,
        help: expect.stringContaining(help),
        at: { file: 'configs/index.ts', line: 3 },
      },
    ])
  })
})

describe('how many applies are to be kept', () => {
  it.each([
    ['9', '9'],
    ['10.5', '10.5'],
    ["'20'", 'not a number'],
    ['null', 'not a number'],
  ])('is a whole number of at least 10, of the workspace and of an environment: %s', async (value, told) => {
    const source = `export default appia.workspace({ name: 'w', components: {},
  keepApplies: ${value},
  environments: { l: { store: 'embedded', keepApplies: ${value} } },
})`
    const directory = workspaceFolder({ 'configs/index.ts': `import * as appia from 'appia'\n${source}` })
    const { diagnostics } = await loadWorkspace({ directory, schemas: [] })
    const what = `is ${told}; it must be a whole number of at least 10`
    expect(diagnostics).toMatchObject([
      { code: 'not-a-workspace', message: `keepApplies ${what}`, at: { line: 3 } },
      { code: 'not-a-workspace', message: `environments.l.keepApplies ${what}`, at: { line: 4 } },
    ])
  })
})

it.each([
  ['0', '0'],
  ['1.5', '1.5'],
  ["'2'", 'not a number'],
])('the wave of an environment is a whole number of at least 1: %s', async (value, told) => {
  const source = `export default appia.workspace({ name: 'w', components: {},
  environments: { l: { store: 'embedded', wave: ${value} } },
})`
  const directory = workspaceFolder({ 'configs/index.ts': `import * as appia from 'appia'\n${source}` })
  const { diagnostics } = await loadWorkspace({ directory, schemas: [] })
  const message = `environments.l.wave is ${told}; it must be a whole number of at least 1`
  expect(diagnostics).toMatchObject([{ code: 'not-a-workspace', message, at: { line: 3 } }])
})

const ignored = "a list of keys, or parts of keys like '/config/a/json#/b'"
const moves =
  "a list of { from, to }, of two keys, two names of components, or two elements like '/config/a/json#/pools/main'"

describe('a member that is not what it should be', () => {
  it.each([
    ['keys: 5', 'keys is not a function'],
    ['entries: 5', 'entries is not a list of entry()s'],
    ["entries: [{ key: '/config/a' }]", 'entries is not a list of entry()s'],
    ['entries: [undefined]', 'entries is not a list of entry()s'],
    ['collections: {}', 'collections is not a list of collection()s'],
    ['layouts: [1]', 'layouts is not a list of layout()s'],
    ["invariants: ['a']", 'invariants is not a list of invariant()s'],
    ['waivers: [{}]', 'waivers is not a list of what waive() makes'],
    ['channels: { a: {} }', 'channels is not an object of channel()s'],
    ['rotation: {}', 'rotation is not a rotation()'],
    ['ignoreChanges: [{}]', `ignoreChanges is not ${ignored}`],
    ["ignoreChanges: ['config/a']", `ignoreChanges is not ${ignored}`],
    ["ignoreChanges: ['/config/a#b']", `ignoreChanges is not ${ignored}`],
    ["ignoreChanges: ['/config/#/b']", `ignoreChanges is not ${ignored}`],
    ["forget: ['config']", "forget is not a list of keys, which begin with '/'"],
    ["moved: [{ from: '/a', to: 'b' }]", `moved is not ${moves}`],
    ["moved: [{ from: '/a', too: '/b' }]", `moved is not ${moves}`],
    ["managedPrefixes: '/config/'", 'managedPrefixes is not a list of texts'],
    ["languages: 'cpp'", 'languages is not a list of texts'],
  ])('of a workspace is refused where it stands: %s', async (member, message) => {
    expect(await problemsOf(`environments: { l: { store: 'embedded' } },\n  ${member},`)).toMatchObject([
      { code: 'not-a-workspace', message, at: { file: 'configs/index.ts', line: 3 } },
    ])
  })

  it.each([
    ["store: 'etcd'", "store is not 'embedded'"],
    ["endpoints: 'h:1'", 'endpoints is not a list of texts'],
    ['prefix: 5', 'prefix is not a text'],
    ["protected: 'yes'", 'protected is not true or false'],
    ["signers: 'ssh-ed25519 AAAA'", 'signers is not a list of texts'],
    ['readable: [5]', 'readable is not a list of texts'],
    ['components: { a: undefined }', 'components is not an object of component()s, or of remove'],
    ['entries: 5', 'entries is not a list of entry()s'],
    ["forget: '/config/a'", "forget is not a list of keys, which begin with '/'"],
    ['moved: [{}]', `moved is not ${moves}`],
    ['nodes: { n: 5 }', 'nodes is not an object of component()s by node, or of lists of them'],
    ["nodes: { n: [{ name: 'a' }] }", 'nodes is not an object of component()s by node, or of lists of them'],
  ])('of an environment: %s', async (member, message) => {
    expect(await problemsOf(`environments: { l: {\n  ${member} } },`)).toMatchObject([
      { code: 'not-a-workspace', message: `environments.l.${message}`, at: { line: 3 } },
    ])
  })

  async function problemsOf(members: string) {
    const source = `export default appia.workspace({ name: 'w', components: {}, ${members} })`
    const directory = workspaceFolder({ 'configs/index.ts': `import * as appia from 'appia'\n${source}` })
    return (await loadWorkspace({ directory, schemas: [] })).diagnostics
  }
})

describe('the documents of a workspace', () => {
  it('are those of each environment, its own components and nodes instead of the common ones', async () => {
    const { documents } = await load(sources)
    const shown = documents.map(({ environment, key, schema, component }) =>
      [environment, key, schema, component].join(' '),
    )
    expect(shown).toEqual([
      'local /config/a/json a a',
      'local /config/b/json b b',
      'local /config/rotation/json rotation rotation',
      'local /config/a/rules/json rules a',
      'site /config/a/json a a',
      'site /config/b/json b b',
      'site /config/a/nodes/n1/json a a',
      'site /config/a/nodes/n2/json a a',
      'site /config/b/nodes/n2/json b b',
      'site /config/rotation/json rotation rotation',
      'site /config/a/rules/json rules a',
    ])
  })

  it('are as the author wrote them, quantities and secrets tagged', async () => {
    const { documents } = await load(sources)
    const byKey = new Map(documents.map(({ environment, key, value }) => [`${environment}:${key}`, value]))
    expect(byKey.get('local:/config/a/json')).toEqual({
      wait: { $quantity: 'time', amount: 2000, text: '2 s' },
      token: { $secret: 't' },
    })
    expect(byKey.get('site:/config/b/json')).toEqual({ name: 'c', list: [] })
    expect(byKey.get('local:/config/a/rules/json')).toEqual({ rules: [] })
    expect(byKey.get('local:/config/rotation/json')).not.toHaveProperty('kind')
  })

  it('come with environments, waivers and managed prefixes', async () => {
    const { environments, waivers, managedPrefixes, name, sources: inputs } = await load(sources)
    expect(name).toBe('documents')
    expect(environments).toEqual([
      {
        ...{ name: 'local', store: 'embedded', endpoints: [], prefix: '' },
        ...{ isProtected: false, signers: [], readable: ['/config/', '/more/'], keepApplies: 50 },
        workspace: 'documents',
      },
      {
        ...{ name: 'site', store: 'etcd', endpoints: ['h:1'], prefix: '/site' },
        ...{
          isProtected: true,
          signers: [],
          readable: ['/site/config/', '/site/more/'],
          keepApplies: 30,
          wave: 2,
        },
        workspace: 'documents',
      },
    ])
    expect(waivers).toEqual([
      {
        invariant: 'sum',
        reason: 'agreed',
        until: '2027-01-31',
        at: expect.objectContaining({ file: 'configs/index.ts', line: lineOf("waive('sum'") }),
        untilAt: expect.objectContaining({
          file: 'configs/index.ts',
          line: lineOf("waive('sum'"),
          length: 12,
        }),
      },
    ])
    expect(managedPrefixes).toEqual(['/config/', '/more/'])
    expect(inputs.map(({ file }) => file)).toEqual(['configs/index.ts'])
  })
})

describe('invariants', () => {
  it('see completed documents of each environment, and again those of each node', async () => {
    const { invariants } = await load(sources)
    const shown = invariants.map(
      ({ id, environment, node, verdict }) => `${environment} ${node ?? '-'} ${id} ${verdict.kind}`,
    )
    expect(shown).toEqual([
      'local - holds holds',
      'local - sum violated',
      'local - throws threw',
      'local - writes threw',
      'site - holds holds',
      'site - sum holds',
      'site - throws threw',
      'site - writes threw',
      'site n1 holds violated',
      'site n1 sum holds',
      'site n1 throws threw',
      'site n1 writes threw',
      'site n2 holds holds',
      'site n2 sum violated',
      'site n2 throws threw',
      'site n2 writes threw',
    ])
  })

  it('name what they say and the leaves that they looked at', async () => {
    const { invariants } = await load(sources)
    expect(invariants[1]?.verdict).toEqual({
      kind: 'violated',
      because: 'port 1 of b',
      reads: [
        { key: '/config/a/json', pointer: '/port' },
        { key: '/config/a/rules/json', pointer: '/rules' },
        { key: '/config/b/json', pointer: '/name' },
      ],
      decided: [
        { key: '/config/a/json', pointer: '/port' },
        { key: '/config/b/json', pointer: '/name' },
      ],
    })
    expect(invariants[3]?.verdict).toEqual({
      kind: 'threw',
      message: 'an invariant may not change a document',
    })
  })

  it('that look at a node name the key of the node', async () => {
    const { invariants } = await load(sources)
    const violated = invariants.find(({ node, id }) => node === 'n1' && id === 'holds')?.verdict
    expect(violated).toMatchObject({ reads: [{ key: '/config/a/nodes/n1/json', pointer: '/port' }] })
  })
})
