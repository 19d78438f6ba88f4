import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it, onTestFinished } from 'vitest'
import { openEmbeddedStore } from '../../src/store/index.ts'
import { appia } from '../support/appia.ts'
import { type EtcdServer, etcdMissing, startEtcd } from '../support/etcd.ts'
import { describeGroup } from '../support/groups.ts'
import { succeed } from './main-job.ts'

const page = readFileSync(join(import.meta.dirname, '../../docs/your-own-workspace.md'), 'utf8')

/** The commands of the page, in its order. */
const commands = [...page.matchAll(/^```sh\n(.*?)^```$/gms)].flatMap(([, block = '']) =>
  block.trim().split('\n'),
)

/** A folder that holds what the page speaks of. */
function arrange(): string {
  const directory = mkdtempSync(join(tmpdir(), 'appia-own-'))
  onTestFinished(() => rmSync(directory, { recursive: true, force: true }))
  mkdirSync(join(directory, 'old'))
  writeFileSync(join(directory, 'old/search.json'), '{ "port": 9200, "hosts": ["a:1"] } // of the team\n')
  writeFileSync(join(directory, 'old/billing.json'), '{ "search": "a:1", "currency": "EUR" }')
  writeFileSync(
    join(directory, 'published.json'),
    '{ "type": "object", "properties": { "port": { "type": "integer" } } }',
  )
  return directory
}

/** Runs the page's commands as they stand; gives what each printed, by its first word. Somebody changes a port before the drift. */
async function follow(
  lines: readonly string[],
  changePort: (directory: string) => Promise<void>,
): Promise<Map<string, string>> {
  let directory = arrange()
  const printed = new Map<string, string>()
  for (const line of lines) {
    const [first = '', ...words] = line.split(' ')
    if (first === 'cd') directory = join(directory, words[0] ?? '')
    else {
      expect(first).toBe('npx')
      const [, verb = ''] = words
      if (verb === 'drift') await changePort(directory)
      printed.set(
        verb,
        (printed.get(verb) ?? '') + (await succeed(appia(words.slice(1), { directory }))).stdout,
      )
    }
  }
  return printed
}

it('the page on one’s own workspace can be followed from files, with nothing installed', async () => {
  const printed = await follow(
    commands.filter((line) => !line.includes('--from-etcd')),
    async (directory) => {
      const store = await openEmbeddedStore({ file: join(directory, '.appia/local.store') })
      const value = Buffer.from('{"hosts":["a:1"],"port":9300}')
      const operation = { kind: 'put', key: '/config/search/json', value } as const
      await store.txn({ compare: [], success: [operation], failure: [] })
      await store.close()
    },
  )
  expect(printed.get('import')).toContain('2 documents imported')
  expect(printed.get('check')).toBe('local  2 keys, 0 of 0 invariants hold\n')
  expect(printed.get('apply')).toContain('applied @1')
  expect(printed.get('drift')).toMatch(/~ port +9200 → 9300/)
  expect(printed.get('adopt')).toMatch(/-.*port: 9200,\n\+.*port: 9300,/)
  expect(printed.get('adopt')).toContain('1 file written')
})

describeGroup('etcd', etcdMissing(), 'the page on one’s own workspace', () => {
  let server: EtcdServer
  beforeAll(async () => {
    server = await startEtcd()
  })
  afterAll(() => server.stop())

  it('can be followed from a live etcd, and nothing is rewritten', async () => {
    await server.etcdctl('put', '/services/search', '{"port": 9200}')
    const live = commands
      .filter((line) => !/\.\.\/(old|published)/.test(line))
      .map((line) =>
        line
          .replace('127.0.0.1:2379', server.endpoint)
          .replace('init shop', `init shop --endpoints ${server.endpoint}`),
      )
    const printed = await follow(live, async () => {
      expect(await server.etcdctl('get', '/services/search', '--write-out=fields')).toContain('"Version" : 1')
      await server.etcdctl('put', '/services/search', '{"port": 9300}')
    })
    expect(printed.get('plan')).toContain('1 key taken into ownership')
    expect(printed.get('adopt')).toMatch(/\+.*port: 9300/)
  })
})
