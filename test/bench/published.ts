// Publishing many documents of 200 bytes on a real etcd with the built command line: whole processes, one after
// another, beside the bare puts of the same keys, 5,000 in a transaction, in the same run.
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { nestOperations } from '../../src/apply/nest-operations.ts'
import { UnifiedEtcdClient } from '../../src/client/index.ts'
import type { Operation } from '../../src/model/index.ts'
import { openEtcdStore } from '../../src/store/index.ts'
import { manyDocuments } from '../apply/collections/collections.ts'
import { startEtcd } from '../support/etcd.ts'
import { runOnce } from './measure.ts'

const root = join(import.meta.dirname, '../..')
const collection = { prefix: '/config/fw/blocklist/' }

for (const count of [1_000, 10_000, 100_000]) {
  const etcd = await startEtcd()
  const directory = mkdtempSync(join(tmpdir(), 'appia-bench-'))
  try {
    await measureOne(count, { directory, endpoint: etcd.endpoint })
  } finally {
    rmSync(directory, { recursive: true, force: true })
    await etcd.stop()
  }
}

async function measureOne(count: number, place: { directory: string; endpoint: string }): Promise<void> {
  const { directory, endpoint } = place
  writeWorkspace(directory, endpoint)
  const lines = Object.entries(manyDocuments(count)).map(([key, value]) => JSON.stringify({ key, value }))
  const file = join(directory, 'configs/blocklist.jsonl')
  writeFileSync(file, `${lines.join('\n')}\n`)
  console.log(
    `${count.toLocaleString('en')} documents, ${(readFileSync(file).length / 2 ** 20).toFixed(1)} MiB`,
  )
  await step('check', directory, ['check'])
  await step('plan, all new', directory, ['plan'])
  const published = await step('apply, all new', directory, ['apply', '--yes'])
  await step('plan, nothing to change', directory, ['plan'])
  writeFileSync(
    file,
    `${lines.with(7, JSON.stringify({ key: 'x', value: { reason: 'other' } })).join('\n')}\n`,
  )
  await step('plan, one changed', directory, ['plan'])
  await step('apply, one changed', directory, ['apply', '--yes'])
  await readAll(endpoint)
  const bare = await putBare(endpoint, lines)
  console.log(`  apply of all new to bare puts: ${(published / bare).toFixed(2)} x\n`)
}

async function step(name: string, directory: string, words: readonly string[]): Promise<number> {
  const program = { name, directory, words: ['node', join(root, 'dist/main.js'), ...words] }
  const { wall, memory } = await runOnce(program)
  console.log(`  ${name.padEnd(26)} ${wall.toFixed(0).padStart(6)} ms  ${memory?.toFixed(0).padStart(5)} MiB`)
  return wall
}

async function readAll(endpoint: string): Promise<void> {
  const started = performance.now()
  const client = await UnifiedEtcdClient.connect({ component: 'fw', endpoints: [endpoint] })
  const { documents } = await client.getPublished(collection)
  const taken = (performance.now() - started).toFixed(0)
  console.log(`  ${'client reads all of them'.padEnd(26)} ${taken.padStart(6)} ms  (${documents.size})`)
  await client.close()
}

async function putBare(endpoint: string, lines: readonly string[]): Promise<number> {
  const store = await openEtcdStore({ endpoints: [endpoint] })
  const puts = lines.map(
    (line, index): Operation => ({ kind: 'put', key: `/bare/${index}`, value: Buffer.from(line) }),
  )
  const started = performance.now()
  for (let start = 0; start < puts.length; start += 5000) {
    const success = nestOperations(puts.slice(start, start + 5000), { own: 0, compares: 0 })
    await store.txn({ compare: [], success, failure: [] })
  }
  const taken = performance.now() - started
  await store.close()
  console.log(`  ${'bare puts, 5,000 a time'.padEnd(26)} ${taken.toFixed(0).padStart(6)} ms`)
  return taken
}

function writeWorkspace(directory: string, endpoint: string): void {
  for (const folder of ['configs', 'schemas']) mkdirSync(join(directory, folder))
  writeFileSync(
    join(directory, 'configs/index.ts'),
    `import { collection, component, workspace } from 'appia'
export default workspace({
  name: 'bench',
  components: { fw: component('fw', { on: true }) },
  collections: [collection({
    prefix: '${collection.prefix}', component: 'fw', schema: 'blocked', file: 'configs/blocklist.jsonl', delivery: 'published',
  })],
  environments: { lab: { endpoints: ['${endpoint}'] } },
})
`,
  )
  const closed = {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    'x-effect': 'live',
    type: 'object',
    additionalProperties: false,
  }
  const text = { type: 'string' }
  const integer = { type: 'integer', minimum: 0, maximum: 1_000_000 }
  const schemas = {
    fw: { ...closed, title: 'Fw', properties: { on: { type: 'boolean' } } },
    blocked: {
      ...closed,
      title: 'Blocked',
      properties: { reason: text, until: text, source: text, severity: integer, score: integer },
    },
  }
  for (const [name, schema] of Object.entries(schemas)) {
    writeFileSync(join(directory, `schemas/${name}.schema.json`), JSON.stringify(schema))
  }
}
