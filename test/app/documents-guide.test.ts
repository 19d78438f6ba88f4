import { mkdirSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { checkWorkspace } from '../../src/app/check/index.ts'
import { planSources } from '../../src/app/plan/index.ts'
import { copyWorkspace, type TestWorkspace } from '../support/workspace.ts'
import { contextIn } from './a-context.ts'

const guide = readFileSync(join(import.meta.dirname, '../../docs/documents.md'), 'utf8')
const [placed = '', imported = '', differing = ''] = [...guide.matchAll(/```ts\n(.*?)```/gs)].map(
  ([, code]) => code,
)

const schemas = {
  motd: { type: 'string' },
  search: { type: 'object', additionalProperties: true, properties: {} },
}

function workspaceWith(files: Readonly<Record<string, string>>): TestWorkspace {
  const workspace = copyWorkspace(join(import.meta.dirname, 'nothing'))
  for (const folder of ['configs', 'schemas']) mkdirSync(join(workspace.directory, folder))
  for (const [name, schema] of Object.entries(schemas)) {
    const whole = { $schema: 'https://json-schema.org/draft/2020-12/schema', 'x-effect': 'live', ...schema }
    workspace.write(`schemas/${name}.schema.json`, JSON.stringify(whole))
  }
  for (const [file, text] of Object.entries(files)) {
    mkdirSync(dirname(join(workspace.directory, file)), { recursive: true })
    workspace.write(file, text)
  }
  return workspace
}

async function planned(files: Readonly<Record<string, string>>, environment?: string) {
  const { directory } = workspaceWith(files)
  const context = { ...contextIn(directory), ...(environment !== undefined && { environment }) }
  const { diagnostics } = await checkWorkspace({ isVerified: false }, context)
  expect(diagnostics.filter(({ severity }) => severity === 'error')).toEqual([])
  const { plan } = await planSources({}, context)
  return new Map(plan?.changes.map(({ key, after }) => [key, after?.value]))
}

describe('what docs/documents.md shows', () => {
  it('lies where it says', async () => {
    expect([...(await planned({ 'configs/index.ts': placed })).keys()]).toEqual([
      '/services/motd',
      '/services/search/weights',
    ])
  })

  it('is read from files', async () => {
    const module = `import { component, workspace } from 'appia'\n${imported}
export default workspace({ name: 'w', components: { search: component('search', { limits, rules }) }, environments: { l: { store: 'embedded' } } })`
    const files = { 'configs/limits.yaml': 'most: 3\n', 'configs/rules.csv': 'name\na\n' }
    expect([...(await planned({ ...files, 'configs/index.ts': module })).values()]).toEqual([
      { limits: { most: 3 }, rules: [{ name: 'a' }] },
    ])
  })

  it('differs by environment', async () => {
    const [imports = '', ...environment] = differing.split('\n')
    const module = `${imports.replace('{', '{ component, workspace, ').replace('workspace }', '}')}
const search = component('search', { tls: { ca: 'a', key: 'b' }, rules: [{ name: 'two', port: 80 }, { name: 'old', port: 1 }] })
const debug = component('debug', {}, { schema: 'search' })
export default workspace({ name: 'w', components: { search, debug }, ${environment
      .join('\n')
      .replace("endpoints: ['etcd-1:2379']", "store: 'embedded'")
      .trim()} })`
    expect(Object.fromEntries(await planned({ 'configs/index.ts': module }))).toEqual({
      '/config/search/json': { tls: { key: 'b' }, rules: [{ name: 'two', port: 81 }] },
      '/services/motd': 'prod\n',
    })
  })

  it('is shared between schemas', async () => {
    const [shared = ''] = [...guide.matchAll(/```json\n(.*?)```/gs)].map(([, code]) => code)
    const house = { $schema: 'https://json-schema.org/draft/2020-12/schema' }
    const own = { ...house, 'x-effect': 'live', type: 'object', additionalProperties: false }
    const net = { ...house, $defs: { port: { type: 'integer', minimum: 1, maximum: 65535 } } }
    const files = {
      'schemas/web.schema.json': JSON.stringify({ ...own, ...JSON.parse(shared) }),
      'schemas/parts/tls.schema.json': JSON.stringify({ ...house, type: 'boolean' }),
      'schemas/parts/net.schema.json': JSON.stringify(net),
      'configs/index.ts': `import { component, workspace } from 'appia'
export default workspace({ name: 'w', components: { web: component('web', { tls: true }) }, environments: { l: { store: 'embedded' } } })`,
    }
    expect([...(await planned(files)).values()]).toEqual([{ port: 8080, tls: true }])
  })
})
