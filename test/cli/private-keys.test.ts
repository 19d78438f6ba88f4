import { generateKeyPairSync } from 'node:crypto'
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { generateX25519Identity } from 'age-encryption'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { exitCodes } from '../../src/model/index.ts'
import { type Arena, arena, succeed } from './main-job.ts'
import { writeEmbedded } from './write-embedded.ts'

const pem = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  .privateKey.export({ format: 'pem', type: 'pkcs8' })
  .toString()
const identity = await generateX25519Identity()
/** Parts of both keys that nobody else would write. */
const parts = [
  identity.slice(30, 50),
  pem.split('\n')[2]?.slice(10, 30) ?? '',
  pem.split('\n')[1]?.slice(40, 60) ?? '',
]

const key = '/config/sniffer/json'
/** Those that read the sources first, and end there. */
const sourceCommands: readonly (readonly string[])[] = [
  ['check'],
  ['check', '--json'],
  ['check', '--sarif'],
  ['plan', '-o', 'saved.plan.json'],
  ['explain', '/config/rotation/json#/members'],
]
const storeCommands: readonly (readonly string[])[] = [
  ['plan', '--diff'],
  ['plan', '--all'],
  ['plan', '--json'],
  ['plan', '-o', 'saved.plan.json'],
  ['apply', 'saved.plan.json', '--yes', '--json'],
  ['apply', '--yes'],
  ['drift'],
  ['drift', '--json'],
  ['diff', '--from', '@1'],
  ['diff', '--from', '@1', '--json'],
  ['explain', `${key}#/cluster_name`],
  ['explain', `${key}#/cluster_name`, '--json'],
  ['apply', '--yes', '--overwrite-drift', key],
  ['history', '--json'],
  ['rollback', '-o', 'undo.plan.json'],
]

/** Of these tests alone: in the cache of all tests, entries come and go while it is read. */
const cache = mkdtempSync(join(tmpdir(), 'appia-cache-'))
beforeAll(() => {
  vi.stubEnv('XDG_CACHE_HOME', cache)
})
afterAll(() => rmSync(cache, { recursive: true, force: true }))

/** Runs commands and expects no part of a key in what it prints or in a file that it writes. */
async function expectHidden(
  { run, workspace }: Arena,
  commands: readonly (readonly string[])[],
): Promise<string> {
  let printed = ''
  for (const words of commands) {
    const { stdout, stderr } = await run(...words)
    printed += `${words.join(' ')}\n${stdout}${stderr}`
  }
  const plans = readdirSync(workspace.directory, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.plan.json'))
    .map((file) => join(workspace.directory, file))
  const folder = join(cache, 'appia')
  const cached = readdirSync(folder).map((name) => join(folder, name))
  const written = [...plans, ...cached].map((file) => readFileSync(file, 'utf8'))
  for (const part of parts) {
    expect(part.length).toBeGreaterThan(15)
    expect(printed).not.toContain(part)
    expect(written.filter((text) => text.includes(part))).toEqual([])
  }
  return printed
}

/** Each test is a dozen processes. */
const timeout = 300_000

describe('a private key is shown nowhere', { timeout }, () => {
  it('that stands in the place of a recipient', async () => {
    const opened = await arena(async () => [])
    opened.workspace.edit(
      'configs/rotation.ts',
      'members: {},',
      `members: { 'sniffer@gw-01': '${identity}' },`,
    )
    const printed = await expectHidden(opened, sourceCommands)
    expect(printed).toMatch(
      /error\[literal-secret\]: \/members\/sniffer@gw-01 holds a private key \(not shown\)\n +--> configs\/rotation\.ts:10:31/,
    )
  })

  it('that stands in a template text of several lines, with errors around it', async () => {
    const opened = await arena(async () => [])
    const text = `const inner = \`${pem}\`\nexport const sniffer`
    opened.workspace.edit('configs/sniffer.ts', 'export const sniffer', text)
    opened.workspace.edit(
      'configs/sniffer.ts',
      'cluster_name,',
      `cluster_name, ${'`'}\${inner}${'`'}: '${identity}',`,
    )
    const printed = await expectHidden(opened, sourceCommands)
    expect(printed).toContain('error[')
  })

  it('that is thrown, misspelt into syntax or given as a word', async () => {
    const opened = await arena(async () => [])
    const thrown = `throw new Error(${JSON.stringify(pem)} + '${identity}')\nexport const sniffer`
    opened.workspace.edit('configs/sniffer.ts', 'export const sniffer', thrown)
    await expectHidden(opened, sourceCommands)
    opened.workspace.edit(
      'configs/sniffer.ts',
      'throw new',
      `'${identity}' '${JSON.stringify(pem)}' throw new`,
    )
    await expectHidden(opened, sourceCommands)
    for (const words of [
      ['plan', '--env', identity],
      [identity],
      ['explain', pem],
      ['apply', identity],
      ['plan', `--${identity}`],
    ]) {
      const { exitCode, stdout, stderr } = await opened.run(...words)
      expect(exitCode).not.toBe(exitCodes.done)
      expect(parts.filter((part) => (stdout + stderr).includes(part))).toEqual([])
    }
  })

  it('that someone put into etcd by hand', async () => {
    const opened = await arena(async () => [])
    await succeed(opened.run('apply', '--yes'))
    const write = writeEmbedded(opened)
    await write(key, (text) =>
      JSON.stringify({ ...JSON.parse(text), cluster_name: pem, extra: [{ identity }] }),
    )
    await write('/config/rotation/json', () => `not JSON: ${identity}`)
    const printed = await expectHidden(opened, storeCommands)
    expect(printed).toMatch(/~ cluster_name +\(private key, not shown\) → pipeline-test/)
    expect(existsSync(join(opened.workspace.directory, 'saved.plan.json'))).toBe(true)
  })
})
