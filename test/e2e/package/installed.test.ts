import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type EtcdServer, etcdMissing, startEtcd } from '../../support/etcd.ts'
import { describeGroup } from '../../support/groups.ts'
import { OutsideProject, pack } from './packed.ts'

const root = join(import.meta.dirname, '../../..')

/** What five services have been configured with by hand, by their keys in etcd. */
const old: { readonly [key: string]: string } = {
  '/services/gateway':
    '# Takes requests from outside\nlisten: 0.0.0.0:8080\nlog: &log { level: info, json: true }\nroutes:\n  - name: catalog # people\n    timeout: 5\n',
  '/services/catalog':
    '{\n  "port": 8081,\n  "log": { "level": "info", "json": true },\n  "password": "ohQu7aed1ahShaiR"\n}\n',
  '/services/search': 'port = 8082\n\n[log]\nlevel = "info"\n',
  '/services/mailer': 'SMTP_HOST=smtp.internal\nSMTP_PORT=587\n',
  '/services/motd': 'Welcome to the shop.\nOrders: ext. 4711\n',
}

describeGroup('etcd', etcdMissing(), 'Appia as npm installs it', () => {
  const project = new OutsideProject()
  let server: EtcdServer
  beforeAll(async () => {
    server = await startEtcd()
    for (const [key, value] of Object.entries(old)) await server.etcdctl('put', key, value)
    project.write('package.json', { name: 'outside', private: true, type: 'module' })
    project.install(pack(project.folder))
    project.install('@types/node@20')
  })
  afterAll(async () => {
    project.remove()
    await server.stop()
  })

  it('takes five services of a live etcd into ownership and rewrites nothing, then applies a change', async () => {
    const appia = (...words: string[]) => project.run('.', 'npx', 'appia', ...words)
    appia('init', '.', '--name', 'shop', '--endpoints', server.endpoint)
    expect(appia('import', '--from-etcd', '/services/')).toContain('5 documents imported')
    for (const [name, format] of Object.entries({
      gateway: 'yaml',
      search: 'toml',
      mailer: 'env',
      motd: 'text',
    }))
      expect(project.read(`configs/${name}.ts`)).toContain(`format: '${format}'`)
    expect(project.read('configs/catalog.ts')).toContain("password: secret('catalog-password')")
    expect(appia('check')).toContain('5 keys')
    expect(appia('plan')).toContain('5 keys taken into ownership')
    expect(appia('apply', '--yes')).toContain('applied @1')
    for (const [key, value] of Object.entries(old))
      expect(await server.etcdctl('get', key, '--print-value-only')).toBe(`${value}\n`)
    expect(appia('drift')).toContain('5 managed keys checked: 0 modified, 0 deleted, 0 foreign')

    const module = project.read('configs/search.ts')
    project.write('configs/search.ts', module.replace('port: 8082', 'port: 8083'))
    expect(appia('apply', '--yes')).toContain('applied @2')
    expect(await server.etcdctl('get', '/services/search', '--print-value-only')).toContain('port = 8083\n')
  })

  for (const [module, moduleResolution] of [
    ['nodenext', 'nodenext'],
    ['esnext', 'bundler'],
  ]) {
    const compile = (types: readonly string[], text: string): string => {
      project.write('uses-appia.ts', text)
      const compilerOptions = {
        module,
        moduleResolution,
        types,
        target: 'es2023',
        strict: true,
        noEmit: true,
      }
      project.write('tsconfig.uses.json', { compilerOptions, files: ['uses-appia.ts'] })
      const tsc = join('node_modules', 'typescript', 'bin', 'tsc')
      return project.run('.', process.execPath, tsc, '-p', 'tsconfig.uses.json')
    }

    it(`has typings for configuration that stand alone, with the module resolution ${moduleResolution}`, () => {
      expect(compile([], declares)).toBe('')
      expect(() => compile([], declares.replace('port: 80', "port: '80'"))).toThrow('TS2322')
    })

    it(`has typings for programs on Node, with the module resolution ${moduleResolution}`, () => {
      expect(compile(['node'], uses)).toBe('')
      expect(() => compile(['node'], uses.replace("directory: '.'", 'directory: 1'))).toThrow('TS2322')
    })
  }
})

describe.skipIf(!existsSync(join(root, '.git')))('Appia as a dependency from git', () => {
  const project = new OutsideProject()
  afterAll(() => project.remove())

  it('is built on the way', () => {
    project.write('package.json', { name: 'outside', private: true, type: 'module' })
    project.install(`git+file://${root}`)
    expect(project.run('.', 'npx', 'appia', '--version')).toMatch(/^appia \d+\.\d+\.\d+/)
  })
})

const declares = `import { component, workspace } from 'appia'

const search = component<{ port: number }>('search', { port: 80 })
export default workspace({
  name: 'shop',
  components: { search },
  environments: { local: { store: 'embedded' } },
})
`

const uses = `import { type CheckedSources, check } from 'appia/api'
import { type ConnectOptions, UnifiedEtcdClient } from 'appia/client'

export const checked: Promise<CheckedSources> = check({ directory: '.' })
export async function listen(options: ConnectOptions): Promise<Buffer> {
  const client = await UnifiedEtcdClient.connect(options)
  return client.encrypt({ from: 'a', to: 'b' }, Buffer.from('text'))
}
`
