import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, beforeEach, expect, it, onTestFinished } from 'vitest'
import { openEtcdStore } from '../../src/store/index.ts'
import { appia } from '../support/appia.ts'
import { type EtcdServer, etcdMissing, startEtcd } from '../support/etcd.ts'
import { describeGroup } from '../support/groups.ts'
import { succeed } from './main-job.ts'

const service = { port: 9200, hosts: ['a:1', 'b:2'], ratio: 0.5, tls: { enabled: true, files: null } }

/** What an etcd that others use may hold: any key, compact or pretty-printed, texts, YAML. */
const documents: readonly (readonly [key: string, text: string])[] = [
  ['/config/search/json', JSON.stringify(service)],
  ['/config/billing/json', `${JSON.stringify({ ...service, port: 9300 }, null, 2)}\n`],
  ['/config/reordered/json', '{ "b" : 1.0, "a": [ 1, 2 ] }'],
  ['/services/a.b/c', '{"v":1}'],
  ['/services/with blank/größe', '{"v":"é"}'],
  ['/services/flag', 'true'],
  ['/services/port', '5571'],
  ['/services/motd', 'Good morning\nall of you\n'],
  ['/services/log.yaml', '# of the team\nlevel: &l info\nother: *l\n'],
]

describeGroup('etcd', etcdMissing(), 'an import from a live etcd', () => {
  let server: EtcdServer
  beforeAll(async () => {
    server = await startEtcd()
  })
  beforeEach(async () => {
    await server.etcdctl('del', '', '--from-key')
  })
  afterAll(() => server.stop())

  const folder = () => {
    const directory = mkdtempSync(join(tmpdir(), 'appia-import-'))
    onTestFinished(() => rmSync(directory, { recursive: true, force: true }))
    return {
      directory,
      run: (...words: string[]) => appia([...words, '--endpoints', server.endpoint], { directory }),
      check: () => appia(['check'], { directory }),
    }
  }

  /** Puts pairs, and gives what the store holds under a prefix with its revisions. */
  const store = async <T>(
    task: (open: Awaited<ReturnType<typeof openEtcdStore>>) => Promise<T>,
  ): Promise<T> => {
    const open = await openEtcdStore({ endpoints: [server.endpoint], isPlaintextPasswordAllowed: false })
    try {
      return await task(open)
    } finally {
      await open.close()
    }
  }
  const put = (pairs: readonly (readonly [string, string])[]) =>
    store(async (open) => {
      for (let at = 0; at < pairs.length; at += 100) {
        const success = pairs
          .slice(at, at + 100)
          .map(([key, text]) => ({ kind: 'put' as const, key, value: Buffer.from(text) }))
        await open.txn({ compare: [], success, failure: [] })
      }
    })
  const revisionsOf = (keys: readonly string[]) =>
    store(async (open) =>
      Promise.all(keys.map(async (key) => (await open.range({ key })).kvs[0]?.modRevision)),
    )

  it('is checked, planned and applied without one byte of etcd rewritten', async () => {
    await put([
      ...documents,
      ['/keys/encryption/current', '{"seed":"x"}'],
      ['/services/secret.txt', 'password: hunter2'],
    ])
    const keys = documents.map(([key]) => key)
    const before = await revisionsOf(keys)
    const { directory, run, check } = folder()
    const imported = await succeed(run('import', '--from-etcd', '/'))
    expect(imported.stdout).toContain(`${documents.length} documents imported`)
    expect(imported.stdout).toContain('/keys/encryption/current  where encryption keys lie')
    expect(imported.stdout).toContain('/services/secret.txt  a text in which a secret may stand')
    expect((await succeed(check())).stdout).toBe(`etcd  ${documents.length} keys, 0 of 0 invariants hold\n`)
    const planned = await succeed(run('plan', '--all'))
    expect(planned.stdout).toContain(`${documents.length} keys taken into ownership`)
    expect(planned.stdout).not.toMatch(/created|updated|TAKES OVER/)
    await succeed(run('apply', '--yes'))
    expect(await revisionsOf(keys)).toEqual(before)
    expect((await succeed(run('import', '--from-etcd', '/'))).stdout).toContain('nothing new')
    const texts = readdirSync(directory, { recursive: true, encoding: 'utf8' }).filter((path) =>
      /\.(ts|json)$/.test(path),
    )
    for (const path of texts) expect(readFileSync(join(directory, path), 'utf8')).not.toContain('hunter2')
  })

  it('keeps the secrets of its documents, and is rolled back without them', async () => {
    const [json, yaml, toml, env] = [
      '{\n  "host": "db1",\n  "password": "CANARY-1",\n  "users": [{"name": "ops", "token": "CANARY-2"}],\n  "backup": {"password": 771122}\n}\n',
      '# kept\nhost: db1\npassword: CANARY-3\n',
      'host = "db1"\npassword = "CANARY-4"\n',
      'HOST=db1\nDB_PASSWORD=CANARY-5\n',
    ]
    const held = { '/s/a.json': json, '/s/b.yaml': yaml, '/s/c.toml': toml, '/s/d.env': env }
    await put(Object.entries(held) as [string, string][])
    const contents = () =>
      store(async (open) => {
        const { kvs } = await open.range({ key: '/s/', end: '/s0' })
        return Object.fromEntries(kvs.map(({ key, value }) => [key, Buffer.from(value).toString()]))
      })
    const { directory, run, check } = folder()
    const imported = await succeed(run('import', '--from-etcd', '/s/'))
    expect(imported.stdout).toContain('secrets left out of every file')
    await succeed(check())
    const planned = await succeed(run('plan', '--all'))
    expect(planned.stdout).toContain('4 keys taken into ownership')
    expect(planned.stdout).not.toMatch(/created|updated|TAKES OVER/)
    await succeed(run('apply', '--yes'))
    expect(await contents()).toEqual(held)
    const configs = join(directory, 'configs')
    for (const file of readdirSync(configs)) {
      const text = readFileSync(join(configs, file), 'utf8')
      if (file !== 'index.ts') writeFileSync(join(configs, file), text.replace("'db1'", "'db2'"))
    }
    const shown = [await succeed(run('plan', '--diff')), await succeed(run('apply', '--yes', '--json'))]
    expect(shown[0]?.stdout).toContain('3 secrets stay as they are live')
    const changed = await contents()
    expect(JSON.parse(changed['/s/a.json'] ?? '')).toEqual({
      ...{ host: 'db2', password: 'CANARY-1', users: [{ name: 'ops', token: 'CANARY-2' }] },
      backup: { password: 771122 },
    })
    expect(changed['/s/b.yaml']).toBe('host: db2\npassword: CANARY-3\n')
    expect(changed['/s/c.toml']).toBe('host = "db2"\npassword = "CANARY-4"\n')
    expect(changed['/s/d.env']).toBe('DB_PASSWORD=CANARY-5\nHOST=db2\n')
    expect((await succeed(run('plan'))).stdout).toContain('no changes')
    const since = await succeed(run('diff', '--from', '@1'))
    expect(since.stdout).toContain('host  db1 → db2')
    expect(since.stdout).not.toContain('secret')
    const back = await succeed(run('rollback', '--yes'))
    expect(back.stdout).toContain('none is in the history: 6 present ones stay')
    expect((await contents())['/s/b.yaml']).toBe('host: db1\npassword: CANARY-3\n')
    const explained = await succeed(run('explain', '/s/a.json', '--json'))
    const said = [...shown, since, back, explained].map(({ stdout, stderr }) => stdout + stderr)
    expect(said.join('\n')).not.toMatch(/CANARY|771122/)
    expect((await succeed(run('explain', '/s/b.yaml#/password'))).stdout).toContain('what is live stays')
  })

  it('of two thousand keys is one module, and nothing to write', async () => {
    const pairs = Array.from({ length: 2000 }, (_, index): [string, string] => [
      `/tenants/t${index}/limits`,
      JSON.stringify({ seats: index, plan: index % 2 ? 'free' : 'team', regions: ['eu'] }),
    ])
    await put(pairs)
    const { directory, run, check } = folder()
    await succeed(run('import', '--from-etcd', '/tenants/'))
    expect(readdirSync(join(directory, 'configs'))).toEqual(['index.ts', 'tenants-limits.ts'])
    expect((await succeed(check())).stdout).toContain('2,000 keys')
    const planned = await succeed(run('plan'))
    expect(planned.stdout).toMatch(/2,?000 keys taken into ownership/)
    expect(planned.stdout).not.toMatch(/created|updated|TAKES OVER/)
  })

  it('finds environments by their prefixes, each planned against its own', async () => {
    await put([
      ['/sites/dev/config/api/json', '{"port":1,"log":"debug"}'],
      ['/sites/prod/config/api/json', '{"port":1,"log":"info","sink":"x"}'],
      ['/sites/prod/config/only/json', '{"a":1}'],
    ])
    const { run, check } = folder()
    await succeed(run('import', '--from-etcd', '/sites/'))
    expect((await succeed(check())).stdout).toBe(
      'dev  1 key, 0 of 0 invariants hold\nprod  2 keys, 0 of 0 invariants hold\n',
    )
    for (const [environment, count] of [
      ['dev', '1 key'],
      ['prod', '2 keys'],
    ] as const) {
      const { stdout } = await succeed(run('plan', '--env', environment))
      expect(stdout).toContain(`${count} taken into ownership`)
      expect(stdout).not.toMatch(/created|updated|TAKES OVER/)
    }
  })
})
