import { createHash } from 'node:crypto'
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import { afterAll, beforeAll, expect, it, onTestFinished } from 'vitest'
import { createIdentityFile, type Identity, openText, parseIdentityFile } from '../../src/rotation/index.ts'
import { openEtcdStore } from '../../src/store/index.ts'
import { askFor, listenTo } from '../dashboard/asking.ts'
import { startDashboard } from '../dashboard/start.ts'
import { appia, type Ran, startAppia } from '../support/appia.ts'
import { type EtcdServer, etcdMissing, startEtcd } from '../support/etcd.ts'
import { describeGroup } from '../support/groups.ts'
import { startTcpProxy, type TcpProxy } from '../support/tcp-proxy.ts'
import { succeed } from './main-job.ts'

const canaries = {
  env: 'canary-Env-8f3a',
  file: 'canary-File-71cd',
  command: 'canary-Run-90be',
  kept: 'canary-Kept-22',
}
/** Of a secret that lies in etcd sealed for a member. */
const sealedCanary = 'canary-Sealed-5e07'
const member = createIdentityFile()
const newcomer = createIdentityFile()
const key = '/config/shop/json'
const schema = {
  $schema: 'https://json-schema.org/draft/2020-12/schema',
  type: 'object',
  'x-effect': 'restart',
  additionalProperties: false,
  required: ['host'],
  properties: {
    host: { type: 'string' },
    ...Object.fromEntries(
      Object.keys(canaries).map((name) => [name, { type: ['string', 'null'], 'x-secret': 'plain' }]),
    ),
    sealed: { type: ['string', 'null'], minLength: 8, 'x-secret': 'sealed' },
  },
}

describeGroup('etcd', etcdMissing(), 'a secret', () => {
  let server: EtcdServer
  let proxy: TcpProxy
  beforeAll(async () => {
    server = await startEtcd()
    proxy = await startTcpProxy(server.endpoint)
  })
  afterAll(async () => {
    await proxy.close()
    await server.stop()
  })

  it('from any source is in its document, and nowhere else', async () => {
    const { directory, cache, elsewhere, edit } = workspace()
    const variables = {
      XDG_CACHE_HOME: cache,
      XDG_STATE_HOME: cache,
      DB_PW: canaries.env,
      SEALED: sealedCanary,
    }
    const said: string[] = []
    const hashes = new Set<string>()
    const texts = new Set<string>()
    const run = async (
      words: readonly string[],
      others: Readonly<Record<string, string>> = {},
    ): Promise<Ran> => {
      const all = [...words, '--endpoints', server.endpoint]
      const ran = await appia(all, { directory, variables: { ...variables, ...others } })
      said.push(ran.stdout, ran.stderr)
      return ran
    }
    const documentIn = async () => {
      const [kv] = await held(server, [key, `${key}\0`])
      if (kv !== undefined) hashes.add(sha256(kv.value))
      if (kv === undefined) return undefined
      const { sealed, ...plain } = JSON.parse(kv.value.toString()) as Record<string, string>
      if (sealed !== undefined) texts.add(sealed)
      return plain
    }
    await server.etcdctl('put', key, JSON.stringify({ host: 'db0', kept: canaries.kept }))
    await documentIn()
    await succeed(appia(['check'], { directory, variables }))
    const unresolved = await succeed(
      run(['plan', '--take-over', key, '-o', 'first.json', '--diff'], { DB_PW: '' }),
    )
    expect(unresolved.stdout).toContain('resolved at apply')
    const failed = await run(['apply', 'first.json', '--yes'], { DB_PW: '' })
    expect([failed.exitCode, failed.stderr]).toEqual([4, expect.stringContaining('DB_PW is empty')])
    expect(await documentIn()).toEqual({ host: 'db0', kept: canaries.kept })
    await succeed(run(['apply', 'first.json', '--yes', '--json']))
    expect(await documentIn()).toEqual({ host: 'db1', ...canaries })
    expect(await openedBy(member, texts)).toEqual([sealedCanary])
    const unfit = await run(['apply', '--yes', '--reseal', 'sealed'], { SEALED: 'cn-Shrt' })
    expect([unfit.exitCode, unfit.stderr]).toEqual([4, expect.stringContaining('minLength 8')])
    expect(unfit.stdout + unfit.stderr).not.toContain('cn-Shrt')
    expect((await succeed(run(['plan', '--detailed-exitcode']))).stdout).toContain('no changes')
    expect((await succeed(run(['plan', '--resolve-secrets']))).stdout).toContain('no changes')
    expect((await succeed(run(['apply', '--yes']))).stdout).toContain('no changes')
    expect((await succeed(run(['drift']))).stdout).toContain('0 modified')

    const rotated = { ...canaries, env: 'canary-Next-4410' }
    const next = { DB_PW: rotated.env }
    const changed = await succeed(run(['plan', '--resolve-secrets', '--json', '-o', 'next.json'], next))
    expect(changed.stdout).toContain('isKnownToDiffer')
    await succeed(run(['apply', 'next.json', '--yes'], next))
    expect(await documentIn()).toEqual({ host: 'db1', ...rotated })

    // Killed while the transaction is on its way: whether it happened, the journal and the ledger say.
    edit("'db1'", "'db2'")
    const third = { DB_PW: 'canary-Third-5b' }
    const sending = proxy.setAt('"host":"db2"', 'refuse')
    const words = ['apply', '--yes', '--endpoints', proxy.endpoint]
    const killed = startAppia(words, { directory, variables: { ...variables, ...third } })
    await sending
    proxy.reset()
    process.kill(killed.pid as number, 'SIGKILL')
    await killed.ended
    expect(readdirSync(join(directory, '.appia/journal/lab'))).toHaveLength(1)
    expectNone(filesIn(directory, cache), { ...canaries, ...rotated, third: third.DB_PW }, hashes)
    const untold = await run(['apply', '--resume'], { DB_PW: '' })
    expect(untold.stderr + untold.stdout).toContain('DB_PW is empty')
    expect(untold.exitCode).not.toBe(0)
    expect(await documentIn()).toEqual({ host: 'db1', ...rotated })
    await succeed(run(['apply', '--yes'], next))
    expect(await documentIn()).toEqual({ host: 'db2', ...rotated })

    await succeed(run(['rollback', '--yes']))
    expect(await documentIn()).toEqual({ host: 'db1', ...rotated })
    await server.etcdctl(
      'put',
      key,
      JSON.stringify({ host: 'db1', ...rotated, command: 'canary-Edit-31', sealed: [...texts].at(-1) }),
    )
    await documentIn()
    expect((await succeed(run(['drift', '--json']))).stdout).toContain('isSecretPerhaps')
    const over = await run(['plan', '--resolve-secrets', '--unsuppress', key], next)
    expect(over.stdout).toContain('OVERWRITES')
    for (const each of [
      ['history'],
      ['diff', '--from', '@1'],
      ['diff', '--from', '@1', '--json'],
      ['status', '--json'],
    ])
      await succeed(run(each))
    const asked = { directory, variables: { ...variables, ...next } }
    said.push(...(await shownBy(asked, server)), ...(await shownBy({ directory: '/' }, server)))
    for (const name of ['', '#/env', '#/host']) await succeed(run(['explain', `${key}${name}`, '--json']))

    edit('other@gw-01', 'shop@gw-02')
    const joining = await succeed(run(['plan', '--json', '-o', 'joining.json', '--unsuppress', key]))
    expect(joining.stdout).toContain('recipientsBefore')
    await succeed(run(['apply', 'joining.json', '--yes'], { ...next, SEALED: 'canary-Anew-6f' }))
    await documentIn()
    expect(await openedBy(newcomer, texts)).toEqual(['canary-Anew-6f'])

    const everything = {
      sealed: sealedCanary,
      anew: 'canary-Anew-6f',
      ...canaries,
      third: third.DB_PW,
      next: rotated.env,
      edit: 'canary-Edit-31',
    }
    const lies = [...texts].map((text) => Buffer.from(text))
    expectNone(new Map(lies.map((text, index) => [`sealed text ${index}`, text])), everything, hashes)
    expectNone(filesIn(directory, cache), everything, hashes)
    expectNone(new Map(said.map((text, index) => [`output ${index}`, Buffer.from(text)])), everything, hashes)
    const others = (await held(server, ['\0', '\0'])).filter((kv) => kv.key !== key)
    expect(others.length).toBeGreaterThan(10)
    expectNone(new Map(others.map((kv) => [kv.key, kv.value])), everything, hashes)
    expect(statSync(elsewhere).isDirectory()).toBe(true)
  })
})

/** Everything that a dashboard serves of the environment, once it has read it, and what it says itself. */
async function shownBy(
  at: Parameters<typeof startDashboard>[1],
  { endpoint }: EtcdServer,
): Promise<string[]> {
  const { address, kill, ended } = await startDashboard(['--endpoints', endpoint], at)
  const listening = await listenTo(address)
  await listening.until(({ data }) => data.includes('"checked":1'))
  await listening.until(({ data }) => data.includes('shop@'))
  listening.close()
  const paths = ['/api/board', '/api/diff?from=@1&to=live', '/api/diff?from=@1&to=@2', '/api/plan']
  const answers: string[] = []
  for (const path of paths) answers.push((await askFor(address, path)).text)
  expect(answers[1]).toContain('@1 → live')
  kill('SIGINT')
  const { stdout, stderr } = await ended
  return [...answers, ...listening.events.map(({ data }) => data), stdout, stderr]
}

/** A workspace whose secrets come from a variable, a file elsewhere, a program, and what is live. */
function workspace() {
  const folder = () => {
    const made = mkdtempSync(join(tmpdir(), 'appia-canary-'))
    onTestFinished(() => rmSync(made, { recursive: true, force: true }))
    return made
  }
  const [directory, cache, elsewhere] = [folder(), folder(), folder()] as [string, string, string]
  for (const name of ['configs', 'schemas']) mkdirSync(join(directory, name))
  writeFileSync(join(elsewhere, 'secret'), `${canaries.file}\n`, { mode: 0o600 })
  writeFileSync(join(elsewhere, 'vault'), `${canaries.command}\n`, { mode: 0o600 })
  writeFileSync(join(directory, 'schemas/shop.schema.json'), JSON.stringify(schema))
  const index = join(directory, 'configs/index.ts')
  writeFileSync(
    index,
    `import { component, fromCommand, fromEnv, fromFile, kept, secret, workspace } from 'appia'
const shop = component('shop', {
  host: 'db1', env: secret('env'), file: secret('file'), command: secret('command'), kept: secret('kept'), sealed: secret('sealed'),
})
export default workspace({
  name: 'canary', components: { shop }, languages: [],
  environments: {
    lab: {
      endpoints: ['127.0.0.1:1'],
      recipients: { 'shop@gw-01': '${member.recipient}', 'other@gw-01': '${newcomer.recipient}' },
      secrets: {
        env: fromEnv('DB_PW'),
        sealed: fromEnv('SEALED'),
        file: fromFile(${JSON.stringify(join(elsewhere, 'secret'))}),
        command: fromCommand(['cat', ${JSON.stringify(join(elsewhere, 'vault'))}]),
        '*': kept(),
      },
    },
  },
})
`,
  )
  const edit = (from: string, to: string) =>
    writeFileSync(index, readFileSync(index, 'utf8').replace(from, to))
  return { directory, cache, elsewhere, edit }
}

/** What an identity opens of these texts. */
async function openedBy({ content }: { readonly content: Buffer }, texts: ReadonlySet<string>) {
  const identity = (await parseIdentityFile(Buffer.from(content))) as Identity
  const opened = await Promise.all([...texts].map((text) => openText(text, identity)))
  return opened.filter((text) => text !== undefined)
}

async function held(server: EtcdServer, [from, end]: readonly [string, string]) {
  const store = await openEtcdStore({ endpoints: [server.endpoint], isPlaintextPasswordAllowed: false })
  try {
    const { kvs } = await store.range({ key: from, end })
    return kvs.map((kv) => ({ key: kv.key, value: Buffer.from(kv.value) }))
  } finally {
    await store.close()
  }
}

function filesIn(...folders: readonly string[]): Map<string, Buffer> {
  const paths = folders.flatMap((folder) =>
    readdirSync(folder, { recursive: true, encoding: 'utf8' }).map((path) => join(folder, path)),
  )
  return new Map(paths.filter((path) => statSync(path).isFile()).map((path) => [path, readFileSync(path)]))
}

/** Looks for each secret as it is, in base64 and in hex, for its hash, and for the hashes of documents that hold it. */
function expectNone(
  found: ReadonlyMap<string, Buffer>,
  secrets: Readonly<Record<string, string>>,
  hashes: ReadonlySet<string>,
): void {
  const forms = Object.values(secrets).flatMap((secret) => [
    secret,
    ...[0, 1, 2].map((offset) => base64Inside(secret, offset)),
    Buffer.from(secret).toString('hex'),
    sha256(secret),
  ])
  for (const [place, bytes] of found) {
    const text = `${bytes.toString('latin1')}\n${unzipped(bytes)}`
    for (const form of [...forms, ...hashes]) expect(text.includes(form), `${form} in ${place}`).toBe(false)
  }
}

/** What of a base64 text is the same whatever stands around the secret, which begins at this offset of three. */
function base64Inside(secret: string, offset: number): string {
  const whole = Buffer.from('x'.repeat(offset) + secret).toString('base64')
  return whole.slice(offset === 0 ? 0 : 4, -4)
}

function unzipped(bytes: Buffer): string {
  try {
    return gunzipSync(bytes).toString('latin1')
  } catch {
    return ''
  }
}

function sha256(value: string | Buffer): string {
  return createHash('sha256').update(value).digest('hex')
}
