import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, describe, expect, it } from 'vitest'
import { applySources, rollBack } from '../../src/app/apply/index.ts'
import { checkWorkspace } from '../../src/app/check/index.ts'
import { diffStates, planSources } from '../../src/app/plan/index.ts'
import { explainValue, readDrift } from '../../src/app/state/index.ts'
import type { Change } from '../../src/model/index.ts'
import { openEmbeddedStore } from '../../src/store/index.ts'
import { copyWorkspace, type TestWorkspace } from '../support/workspace.ts'
import { contextIn, reviewer } from './a-context.ts'

const closed = { $schema: 'https://json-schema.org/draft/2020-12/schema', 'x-effect': 'live' }
const objectOf = (properties: object) => ({
  ...closed,
  type: 'object',
  additionalProperties: false,
  properties,
})

const schemas = {
  search: objectOf({
    port: { type: 'integer', minimum: 1, maximum: 65535 },
    hosts: { type: 'array', items: { type: 'string' } },
  }),
  text: { ...closed, type: 'string' },
  rate: { ...closed, type: 'number', minimum: 0, maximum: 10 },
  variables: objectOf({ LEVEL: { type: 'string' }, GREETING: { type: 'string' } }),
}

const index = (
  members = '',
) => `import { component, entry, override, patchElements, remove, workspace } from 'appia'
const search = component('search', { port: 80, hosts: ['a', 'b'] }, { key: '/services/search/weights' })
const proxy = component('proxy', { port: 81, hosts: ['a'] }, { schema: 'search', format: 'yaml' })
const pretty = component('pretty', { port: 82, hosts: [] }, { schema: 'search', layout: 'pretty' })
export default workspace({
  name: 'any-shape',
  components: { search, proxy, pretty },
  entries: [
    entry({ key: '/services/motd', component: 'search', schema: 'text', format: 'text', value: 'hello\\n' }),
    entry({ key: '/services/rate', component: 'search', schema: 'rate', format: 'number', value: 0.5 }),
    entry({ key: '/services/env', component: 'search', schema: 'variables', format: 'env', value: { LEVEL: 'info', GREETING: 'good day' } }),
    entry({ key: '/services/toml', component: 'search', schema: 'search', format: 'toml', value: { port: 83, hosts: ['c'] } }),
  ],
  environments: { local: { store: 'embedded' } },
  ${members}
})
`

function aWorkspace(members?: string): TestWorkspace {
  const workspace = copyWorkspace(join(import.meta.dirname, 'nothing'))
  for (const folder of ['configs', 'schemas']) mkdirSync(join(workspace.directory, folder))
  for (const [name, schema] of Object.entries(schemas))
    workspace.write(`schemas/${name}.schema.json`, JSON.stringify(schema))
  workspace.write('configs/index.ts', index(members))
  return workspace
}

const texts = {
  '/config/pretty/json': '{\n  "hosts": [],\n  "port": 82\n}\n',
  '/config/proxy/json': 'hosts:\n  - a\nport: 81\n',
  '/services/env': "GREETING='good day'\nLEVEL=info\n",
  '/services/motd': 'hello\n',
  '/services/rate': '0.5',
  '/services/search/weights': '{"hosts":["a","b"],"port":80}',
  '/services/toml': 'hosts = [ "c" ]\nport = 83\n',
}

const opened: { close(): Promise<void> }[] = []
afterEach(async () => {
  for (const store of opened.splice(0)) await store.close()
})

/** What another tool puts under keys. */
async function put({ directory }: TestWorkspace, values: Readonly<Record<string, string>>): Promise<void> {
  mkdirSync(join(directory, '.appia'), { recursive: true, mode: 0o700 })
  const store = await openEmbeddedStore({ file: join(directory, '.appia/local.store') })
  const success = Object.entries(values).map(([key, value]) => {
    return { kind: 'put' as const, key, value: Buffer.from(value) }
  })
  await store.txn({ compare: [], success, failure: [] })
  await store.close()
}

async function contents({ directory }: TestWorkspace): Promise<Record<string, string>> {
  const store = await openEmbeddedStore({ file: join(directory, '.appia/local.store') })
  const { kvs } = await store.range({ key: '/', end: '0' })
  await store.close()
  return Object.fromEntries(
    kvs
      .filter(({ key }) => !key.startsWith('/appia/'))
      .map(({ key, value }) => [key, Buffer.from(value).toString()]),
  )
}

async function changesOf(workspace: TestWorkspace): Promise<readonly Change[]> {
  const { plan, diagnostics } = await planSources({}, contextIn(workspace.directory))
  expect(diagnostics).toEqual([])
  return plan?.changes ?? []
}

describe('documents of any key and format', () => {
  it('are written in it, each leaf planned, explained and rolled back', async () => {
    const workspace = aWorkspace()
    const context = contextIn(workspace.directory)
    expect((await checkWorkspace({ isVerified: false }, context)).diagnostics).toEqual([])
    await applySources(context, reviewer().reviewer)
    expect(await contents(workspace)).toEqual(texts)
    expect(await changesOf(workspace)).toEqual([])
    workspace.edit('configs/index.ts', "port: 81, hosts: ['a']", "port: 81, hosts: ['a', 'z']")
    workspace.edit('configs/index.ts', "LEVEL: 'info'", "LEVEL: 'debug'")
    expect(
      (await changesOf(workspace)).map(({ key, leaves }) => [
        key,
        leaves.map(({ pointer, to }) => [pointer, to]),
      ]),
    ).toEqual([
      ['/config/proxy/json', [['/hosts/1', 'z']]],
      ['/services/env', [['/LEVEL', 'debug']]],
    ])
    await applySources(context, reviewer().reviewer)
    expect(await contents(workspace)).toMatchObject({
      '/config/proxy/json': 'hosts:\n  - a\n  - z\nport: 81\n',
      '/services/env': "GREETING='good day'\nLEVEL=debug\n",
    })
    const { differences } = await diffStates({ from: '@1', to: '@2' }, context)
    expect(differences.map(({ key, leaves }) => [key, leaves.map(({ from, to }) => [from, to])])).toEqual([
      ['/config/proxy/json', [[undefined, 'z']]],
      ['/services/env', [['info', 'debug']]],
    ])
    const { explanation } = await explainValue('/services/env#/LEVEL', context)
    expect(explanation).toMatchObject({ value: 'debug', live: { kind: 'read', isSame: true } })
    await rollBack({ leave: [] }, context, reviewer().reviewer)
    expect(await contents(workspace)).toEqual(texts)
  })

  it('that are there already in other bytes of the same values are taken over without a write', async () => {
    const workspace = aWorkspace()
    const live = {
      '/config/pretty/json': '{"port":82,"hosts":[]}',
      '/config/proxy/json': '# by hand\nport: 81\nhosts: [ a ]\n',
      '/services/env': '# by hand\nLEVEL="info"\nGREETING="good day"\n',
      '/services/motd': 'hello\n',
      '/services/rate': '0.50\n',
      '/services/search/weights': '{\n\t"port": 80,\n\t"hosts": ["a", "b"]\n}',
      '/services/toml': '# by hand\nport = 83\nhosts = ["c"]\n',
    }
    await put(workspace, live)
    const changes = await changesOf(workspace)
    expect(changes.map(({ action }) => action)).toEqual(changes.map(() => 'own'))
    expect(changes.map(({ key }) => key)).toEqual(Object.keys(live))
    const context = contextIn(workspace.directory)
    await applySources(context, reviewer().reviewer)
    expect(await contents(workspace)).toEqual(live)
    expect(await changesOf(workspace)).toEqual([])
    expect((await readDrift({}, context)).report.entries).toEqual([])
    workspace.edit('configs/index.ts', 'value: 0.5', 'value: 0.75')
    await applySources(context, reviewer().reviewer)
    expect(await contents(workspace)).toEqual({ ...live, '/services/rate': '0.75' })
  })

  it('are written anew where the format itself is another, though the values are the same', async () => {
    const workspace = aWorkspace()
    const context = contextIn(workspace.directory)
    await applySources(context, reviewer().reviewer)
    workspace.edit('configs/index.ts', "layout: 'pretty'", "format: 'yaml'")
    workspace.edit(
      'configs/index.ts',
      "{ key: '/services/search/weights' }",
      "{ key: '/services/search/weights', layout: 'pretty' }",
    )
    expect(
      (await changesOf(workspace)).map((change) => [
        change.key,
        change.action,
        'otherBytes' in change && change.otherBytes,
      ]),
    ).toEqual([
      ['/config/pretty/json', 'update', 'written as YAML'],
      ['/services/search/weights', 'update', 'written as JSON with line breaks'],
    ])
    await applySources(context, reviewer().reviewer)
    expect(await contents(workspace)).toMatchObject({ '/config/pretty/json': 'hosts: []\nport: 82\n' })
    expect(await changesOf(workspace)).toEqual([])
  })

  it('that cannot be read in their format are not taken over', async () => {
    const workspace = aWorkspace()
    await put(workspace, { '/config/proxy/json': 'port: 81\nport: 82\n' })
    const { diagnostics } = await planSources({}, contextIn(workspace.directory))
    expect(diagnostics.map(({ code, key }) => [code, key])).toEqual([['takes-over', '/config/proxy/json']])
  })

  it('may differ by environment: entries, components that go, elements of a list', async () => {
    const workspace = aWorkspace()
    workspace.edit(
      'configs/index.ts',
      "environments: { local: { store: 'embedded' } }",
      `environments: { local: { store: 'embedded', components: { pretty: remove, search: override(search, { hosts: remove }) },
        entries: [entry({ key: '/services/motd', component: 'search', schema: 'text', format: 'text', value: 'here' })] } }`,
    )
    await applySources(contextIn(workspace.directory), reviewer().reviewer)
    const { '/config/pretty/json': _, ...others } = texts
    expect(await contents(workspace)).toEqual({
      ...others,
      '/services/motd': 'here',
      '/services/search/weights': '{"port":80}',
    })
  })

  it('lie beside the component’s for a node that the rule does not ask for', async () => {
    const workspace = aWorkspace("keys: (component) => ['/by', component, 'config'].join('/'),")
    workspace.edit(
      'configs/index.ts',
      "store: 'embedded' }",
      "store: 'embedded', nodes: { n1: [override(proxy, { port: 9 })] } }",
    )
    const keys = (await changesOf(workspace)).map(({ key }) => key)
    expect(keys.filter((key) => key.includes('proxy'))).toEqual([
      '/by/proxy/config',
      '/by/proxy/nodes/n1/config',
    ])
  })

  it('lie where one rule says, also for a node', async () => {
    const workspace = aWorkspace("keys: (component, node) => ['/by', node ?? 'all', component].join('/'),")
    workspace.edit(
      'configs/index.ts',
      "store: 'embedded' }",
      "store: 'embedded', nodes: { n1: [override(proxy, { port: 9 }), override(search, { port: 8 })] } }",
    )
    const keys = (await changesOf(workspace)).map(({ key }) => key)
    expect(keys.filter((key) => !key.startsWith('/services/'))).toEqual([
      '/by/all/pretty',
      '/by/all/proxy',
      '/by/n1/proxy',
    ])
    expect(keys).toContain('/services/search/nodes/n1/weights')
  })

  it.each([
    ['{ key: 5 }', 'a number is not a key for x: it is not a text', 'wrong-key'],
    ["{ key: 'a/b' }", '"a/b" is not a key for x: it does not begin with "/"', 'wrong-key'],
    ["{ format: 'yml' }", '/config/x/json has no format yml', 'not-a-workspace'],
    ["{ layout: 'prety' }", '/config/x/json has no layout prety', 'not-a-workspace'],
    [
      "{ format: 'yaml', layout: 'pretty' }",
      '/config/x/json is yaml, and only JSON has a layout',
      'not-a-workspace',
    ],
    [
      "{ key: '/appia/x', schema: 'search' }",
      "the key /appia/x lies among Appia's own records or the encryption keys",
      'wrong-key',
    ],
    [
      "{ key: '/keys/encryption/x', schema: 'search' }",
      "the key /keys/encryption/x lies among Appia's own records or the encryption keys",
      'wrong-key',
    ],
    ["{ schema: '' }", 'a document whose schema is not a name', 'not-a-workspace'],
    [
      "{ schema: 'search', format: 'env' }",
      '/port is not a text, and an env file holds nothing else',
      'not-writable',
    ],
  ])('with %s are refused at their place', async (options, message, code) => {
    const workspace = aWorkspace()
    workspace.edit(
      'configs/index.ts',
      'export default',
      `// @ts-expect-error\nconst x = component('x', { port: 1 }, ${options})\nexport default`,
    )
    workspace.edit('configs/index.ts', 'components: {', 'components: { x,')
    const { diagnostics } = await checkWorkspace({ isVerified: false }, contextIn(workspace.directory))
    const [first] = diagnostics.filter((each) => each.code !== 'type-error')
    expect(first).toMatchObject({ code, message, at: { file: 'configs/index.ts', line: 6 } })
  })
})
