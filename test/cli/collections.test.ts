import { mkdirSync, rmSync, symlinkSync, truncateSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeEach, describe, expect, it } from 'vitest'
import { type Operation, prefixEnd, publishedKeys } from '../../src/model/index.ts'
import { openEmbeddedStore } from '../../src/store/index.ts'
import { appia, type Ran } from '../support/appia.ts'
import { copyWorkspace, type TestWorkspace } from '../support/workspace.ts'
import { writeEmbedded } from './write-embedded.ts'

const schema = {
  $schema: 'https://json-schema.org/draft/2020-12/schema',
  title: 'Blocked',
  description: 'An address that is not let in',
  'x-effect': 'live',
  type: 'object',
  additionalProperties: false,
  required: ['reason'],
  properties: {
    reason: { type: 'string', maxLength: 200 },
    severity: { type: 'integer', minimum: 0, maximum: 9, default: 1 },
  },
}
let workspace: TestWorkspace

beforeEach(() => {
  workspace = copyWorkspace()
  workspace.write('schemas/blocked.schema.json', JSON.stringify(schema, null, 2))
  workspace.edit(
    'configs/index.ts',
    "import { workspace } from 'appia'",
    "import { collection, workspace } from 'appia'",
  )
  workspace.edit(
    'configs/index.ts',
    '  layouts: [snifferMaps],',
    `  layouts: [snifferMaps],
  collections: [
    collection({
      prefix: '/config/firewall/blocklist/',
      component: 'firewall',
      schema: 'blocked',
      file: 'configs/blocklist.jsonl',
      delivery: 'published',
    }),
  ],`,
  )
  writeList({ '203.0.113.7': { reason: 'scanner' }, '203.0.113.8': { reason: 'scanner', severity: 2 } })
})

describe('a published collection', () => {
  it('is planned with what changes in it, applied with everything else, and rolled back', async () => {
    expect((await run('apply', '--yes')).exitCode).toBe(0)
    writeList({ '203.0.113.8': { reason: 'scanner', severity: 5 }, '203.0.113.9': { reason: 'bot' } })
    const { stdout } = await run('plan')
    expect(stdout).toContain(`
! REMOVES  1 of 2 published keys of /config/firewall/blocklist/

/config/firewall/blocklist/ (published: 2 keys, 84 B)
  + 203.0.113.9  blocklist.jsonl:2:1
  ~ 203.0.113.8 severity  2 → 5  live     blocklist.jsonl:1:1
  - 203.0.113.7
`)
    expect(stdout).toContain('2 keys (84 B) published before it')
    expect((await run('apply', '--yes')).stdout).toContain('applied @2')
    expect((await run('plan')).stdout).toContain('no changes')
    expect((await run('rollback', '--yes')).stdout).toContain('applied @3')
    const again = await run('plan')
    expect(again.exitCode).toBe(7)
    expect(again.stderr).toContain('withdrawn-value')
  })

  it('is applied from a saved plan as long as the sources give what was approved', async () => {
    expect((await run('plan', '-o', 'plans/list.plan.json')).exitCode).toBe(0)
    writeList({ '198.51.100.1': { reason: 'other' } })
    const refused = await run('apply', 'plans/list.plan.json', '--yes')
    expect(refused.exitCode).toBe(5)
    expect(refused.stdout + refused.stderr).toContain('the sources at hand do not give it')
    expect((await run('history')).stdout).not.toContain('@1')
    writeList({ '203.0.113.7': { reason: 'scanner' }, '203.0.113.8': { severity: 2, reason: 'scanner' } })
    expect((await run('apply', 'plans/list.plan.json', '--yes')).stdout).toContain('applied @1')
  })

  it('is applied from a saved plan beside values that are read live', async () => {
    workspace.edit('configs/thresholds.ts', 'ddos: 0.7,', "ddos: live<number>('/shared/ddos'),")
    workspace.edit('configs/thresholds.ts', /^/, "import { live } from 'appia'\n")
    workspace.edit(
      'configs/index.ts',
      "store: 'embedded'",
      "store: 'embedded', readable: ['/config/', '/shared/']",
    )
    await writeEmbedded({ workspace, run })('/shared/ddos', () => '0.6')
    await run('plan', '-o', 'plans/list.plan.json')
    const { exitCode, stdout } = await run('apply', 'plans/list.plan.json', '--yes')
    expect(exitCode, stdout).toBe(0)
    expect(stdout).toContain('applied @1')
  })

  it('is explained document by document: its line, its schema and what is live', async () => {
    await run('apply', '--yes')
    writeList({ '203.0.113.7': { reason: 'scanner' }, '203.0.113.8': { reason: 'scanner', severity: 7 } })
    const { stdout } = await run('explain', '/config/firewall/blocklist/203.0.113.8#/severity')
    expect(stdout).toMatch(/value +7/)
    expect(stdout).toMatch(/set at +configs\/blocklist\.jsonl:2:61/)
    expect(stdout).toMatch(/applied +@1 /)
    expect(stdout).toMatch(/allowed +0\.\.9/)
    expect(stdout).toMatch(/live +2, differs, at revision \d+/)
    writeList({ 'a#b': { reason: 'x' }, valueOf: { reason: 'y' } })
    const sharp = await run('explain', '/config/firewall/blocklist/a#b#/reason')
    expect(sharp.stdout).toMatch(/value +x/)
    const inherited = await run('explain', '/config/firewall/blocklist/valueOf')
    expect(inherited.stdout).toMatch(/live +not there at/)
    const missing = await run('explain', '/config/firewall/blocklist/203.0.113.9')
    expect(missing.exitCode).toBe(3)
    expect(missing.stderr).toContain('no document 203.0.113.9 among the 2 of configs/blocklist.jsonl')
  })

  it('is looked after by doctor', async () => {
    await run('apply', '--yes')
    const { stdout } = await run('doctor')
    expect(stdout).toContain('  collection /config/firewall/blocklist/: 2 keys, 1 generation in 1 shard\n')
    await changeShard((key) => ({ kind: 'delete', key }))
    expect((await run('doctor')).stdout).toContain('! its pointer names what is not there')
    expect((await run('apply', '--yes')).stdout).toContain(
      'written again, as its pointer names it: /config/firewall/blocklist/',
    )
    expect((await run('doctor')).stdout).not.toContain('what is not there')
    expect((await run('apply', '--yes')).stdout).not.toContain('written again')
  })

  it('with a damaged shard says which one to delete, and is whole again after that', async () => {
    await run('apply', '--yes')
    const { shard } = publishedKeys('', '/config/firewall/blocklist/')
    const key = await changeShard((found) => ({ kind: 'put', key: found, value: Buffer.from('xx') }))
    const remedy = 'once it is deleted, appia apply writes it again'
    expect((await run('doctor')).stdout).toContain(`  ! ${key} is damaged; ${remedy}\n`)
    writeList({ '203.0.113.7': { reason: 'scanner' } })
    const { exitCode, stderr } = await run('plan')
    expect(exitCode).toBe(1)
    expect(stderr).toContain(`${key} does not hold what appia writes there; ${remedy}`)
    await changeShard((found) => ({ kind: 'delete', key: found }))
    expect((await run('apply', '--yes')).stdout).toContain('applied @2')
    expect((await run('doctor')).stdout).not.toContain(shard)
  })

  it('with a wrong line is refused at that line, and nothing is planned', async () => {
    writeFileSync(
      join(workspace.directory, 'configs/blocklist.jsonl'),
      '{"key":"203.0.113.7","value":{"reason":"scanner","severity":12}}\n',
    )
    const { exitCode, stderr, stdout } = await run('plan')
    expect(exitCode).toBe(4)
    expect(stdout).toBe('')
    expect(stderr).toContain(`error[out-of-range]: /severity must be 0..9, got 12
  --> configs/blocklist.jsonl:1:61
`)
  })

  it('may begin with a byte order mark and end its lines as Windows does', async () => {
    const lines = ['{"key":"a","value":{"reason":"x"}}', '{"key":"b","value":{"reason":"y"}}', '']
    workspace.write('configs/blocklist.jsonl', `\ufeff${lines.join('\r\n')}`)
    expect((await run('plan')).stdout).toContain('/config/firewall/blocklist/ (published: 2 keys, 56 B)')
    const { stdout } = await run('explain', '/config/firewall/blocklist/a')
    expect(stdout).toMatch(/set at +configs\/blocklist\.jsonl:1:20/)
  })

  it.each<[string, (file: string) => void]>([
    ['it is not there', () => undefined],
    ['it is a folder', (file) => mkdirSync(file)],
    ['configs/blocklist.jsonl is a symbolic link', (file) => symlinkSync('/etc/passwd', file)],
    ['it is not UTF-8', (file) => writeFileSync(file, Buffer.from('{"key":"a","value":"\xe9"}', 'latin1'))],
    [
      'it has more than 2 GiB',
      (file) => {
        writeFileSync(file, '')
        truncateSync(file, 2 ** 31 + 1)
      },
    ],
  ])('whose file cannot be read is refused, and says why: %s', async (problem, make) => {
    const file = join(workspace.directory, 'configs/blocklist.jsonl')
    rmSync(file)
    make(file)
    const { exitCode, stderr } = await run('check')
    expect(exitCode).toBe(4)
    expect(stderr).toContain(`error[collection-file]: configs/blocklist.jsonl cannot be read: ${problem}`)
    expect(stderr).toMatch(/--> configs\/index.ts:\d+:\d+/)
  })

  it.each([
    ["prefix: '/config/firewall/'", 'duplicate-key', /\/config\/firewall\/json lies in the collection/],
    ["prefix: '/elsewhere/list/'", 'wrong-key', /outside the managed prefixes/],
    ["prefix: '/config/firewall/blocklist'", 'wrong-key', /is not a prefix of a collection/],
    ["schema: 'blokced'", 'schema-missing', /did you mean blocked/],
    ["file: 'configs/../secret.jsonl'", 'collection-file', /does not lie under configs\//],
    ["file: 'configs/nowhere.jsonl'", 'collection-file', /it is not there/],
  ])('that is declared wrongly is refused at its declaration: %s', async (part, code, message) => {
    const name = part.slice(0, part.indexOf(':'))
    workspace.edit(
      'configs/index.ts',
      '  collections: [',
      "  managedPrefixes: ['/config/'],\n  collections: [",
    )
    workspace.edit('configs/index.ts', new RegExp(`${name}: '[^']*(blocklist|blocked)[^']*'`), part)
    const { exitCode, stderr } = await run('check')
    expect(exitCode).toBe(4)
    expect(stderr).toMatch(new RegExp(`error\\[${code}\\]`))
    expect(stderr).toMatch(message)
    expect(stderr).toMatch(/--> configs\/index.ts:\d+:\d+/)
  })
})

function run(...words: string[]): Promise<Ran> {
  return appia(words, { directory: workspace.directory })
}

function writeList(members: { [name: string]: object }): void {
  const lines = Object.entries(members).map(([key, value]) => JSON.stringify({ key, value }))
  writeFileSync(join(workspace.directory, 'configs/blocklist.jsonl'), `${lines.join('\n')}\n`)
}

/** Changes the only shard behind the tool's back; gives its key. */
async function changeShard(change: (key: string) => Operation): Promise<string> {
  const { shard } = publishedKeys('', '/config/firewall/blocklist/')
  const store = await openEmbeddedStore({ file: join(workspace.directory, '.appia/local.store') })
  const { kvs } = await store.range({ key: shard, end: prefixEnd(shard), keysOnly: true })
  const [{ key } = { key: '' }] = kvs
  await store.txn({ compare: [], success: [change(key)], failure: [] })
  await store.close()
  return key
}
