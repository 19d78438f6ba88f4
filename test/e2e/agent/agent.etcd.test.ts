import { generateKeyPairSync } from 'node:crypto'
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { request } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { sha256 } from '../../../src/model/index.ts'
import { readSigningKey } from '../../../src/signing/index.ts'
import { succeed } from '../../cli/main-job.ts'
import { until } from '../../client/site.ts'
import { appia, type Running, startAppia } from '../../support/appia.ts'
import { type EtcdServer, etcdMissing, startEtcd } from '../../support/etcd.ts'
import { describeGroup } from '../../support/groups.ts'
import { canMount, mountSmallDisk } from '../../support/small-disk.ts'
import { copyWorkspace } from '../../support/workspace.ts'

const key = '/config/app/json'

describeGroup('etcd', etcdMissing(), 'an agent', () => {
  let etcd: EtcdServer
  let folder: string
  let agents: Running[]

  beforeAll(async () => {
    etcd = await startEtcd()
  })
  afterAll(() => etcd.stop())
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'appia-agent-'))
    mkdirSync(join(folder, 'etc'))
    agents = []
  })
  afterEach(async () => {
    await Promise.all(agents.map((agent) => end(agent)))
    await etcd.etcdctl('del', '--prefix', '/config/')
    rmSync(folder, { recursive: true, force: true })
  })

  const path = () => join(folder, 'etc/app.json')
  const content = () => (existsSync(path()) ? readFileSync(path(), 'utf8') : undefined)
  const put = (text: string) => etcd.etcdctl('put', key, text)
  const end = async ({ pid, ended }: Running, signal: NodeJS.Signals = 'SIGTERM') => {
    try {
      process.kill(pid ?? 0, signal)
    } catch {
      // It has ended.
    }
    return await ended
  }

  /** Notes each reload by what the file holds then. */
  const reload = () => ({
    command: ['/bin/sh', '-c', 'cat "$1" >>"$2"; echo >>"$2"', 'sh', path(), join(folder, 'reloads')],
  })
  const reloads = () =>
    existsSync(join(folder, 'reloads'))
      ? readFileSync(join(folder, 'reloads'), 'utf8').trim().split('\n')
      : []

  function start(file: object = {}, more: object = {}, member = 'app@gw-01'): Running {
    const settings = {
      endpoints: [etcd.endpoint],
      stateFolder: join(folder, 'state'),
      files: { app: { path: path(), reload: reload(), ...file } },
      ...more,
    }
    writeFileSync(join(folder, 'agent.json'), JSON.stringify(settings))
    const agent = startAppia(['agent', member, '--settings', join(folder, 'agent.json')], {
      directory: folder,
    })
    agents.push(agent)
    return agent
  }

  it('brings a document to its file, tells the component, and says what it runs', async () => {
    const agent = start()
    await put('{"port":80}')
    await until('the file is there', () => reloads().length === 1, 60_000)
    expect(content()).toBe('{"port":80}')
    await put('{"port":81}')
    await until('it has changed', () => reloads().length === 2, 60_000)
    expect(reloads()).toEqual(['{"port":80}', '{"port":81}'])
    const { kvs } = JSON.parse(await etcd.etcdctl('get', key, '-w', 'json')) as {
      kvs: { mod_revision: number }[]
    }
    const revision = kvs[0]?.mod_revision
    await until(
      'it is said',
      async () => {
        const text = await etcd.etcdctl('get', '/status/components/app/gw-01', '--print-value-only')
        return text !== '' && JSON.parse(text).running?.revision === revision
      },
      60_000,
    )
    const status = JSON.parse(await etcd.etcdctl('get', '/status/components/app/gw-01', '--print-value-only'))
    expect(status.detail.files.app).toEqual({
      ...{ key, revision, sha256: sha256(content() ?? ''), apply: null, problem: null },
      ...{ is_edited: false, reloads: 2, reloaded_at: expect.any(String) },
    })
    const { exitCode, stdout, stderr } = await end(agent)
    expect([exitCode, stderr]).toEqual([0, ''])
    const events = stdout
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as { kind: string; at: string; level: string })
    expect(events.map(({ kind }) => kind).filter((kind) => kind !== 'client')).toEqual([
      'started',
      'installed',
      'installed',
      'stopped',
    ])
  })

  it('writes no document that the installed schema refuses', async () => {
    const schema = {
      type: 'object',
      additionalProperties: false,
      properties: { port: { type: 'integer', minimum: 1, maximum: 65535 } },
    }
    writeFileSync(join(folder, 'app.schema.json'), JSON.stringify(schema))
    const agent = start({ schema: join(folder, 'app.schema.json') })
    await put('{"port":80}')
    await until('the file is there', () => content() === '{"port":80}', 60_000)
    await put('{"port":70000}')
    await put('{"port":')
    await put('{"prot":80}')
    await put('{"port":82}')
    await until('the next good one is there', () => content() === '{"port":82}', 60_000)
    expect(reloads().every((text) => ['{"port":80}', '{"port":82}'].includes(text))).toBe(true)
    const { stdout } = await end(agent)
    expect(stdout).not.toContain('70000')
  })

  it('killed at any moment leaves a whole document, and its successor finishes', async () => {
    const texts = Array.from({ length: 40 }, (_, n) => JSON.stringify({ n, padding: 'x'.repeat(100_000) }))
    const known = new Set(texts)
    for (const [n, text] of texts.entries()) {
      if (n % 8 === 0) {
        for (const agent of agents.splice(0)) await end(agent, 'SIGKILL')
        expect(content() === undefined || known.has(content() ?? '')).toBe(true)
        start()
      }
      await put(text)
      const seen = content()
      expect(seen === undefined || known.has(seen)).toBe(true)
    }
    await until('the last one is in effect', () => reloads().at(-1) === texts.at(-1), 60_000)
    expect(content()).toBe(texts.at(-1))
    for (const reloaded of reloads()) expect(known.has(reloaded)).toBe(true)
    expect(reloads().length).toBeLessThanOrEqual(texts.length + 5)
  })

  it('keeps the file while etcd is away, also after a start, and goes on when it is back', async () => {
    const first = start()
    await put('{"port":80}')
    await until('the file is there', () => reloads().length === 1, 60_000)
    await etcd.kill()
    writeFileSync(path(), '{"port":666}')
    await until('the edit is undone', () => content() === '{"port":80}', 60_000)
    await end(first)
    writeFileSync(path(), '{"port":667}')
    start()
    await until('the edit is undone by the next agent', () => content() === '{"port":80}', 60_000)
    await etcd.restart()
    await put('{"port":81}')
    await until('the next document is there', () => content() === '{"port":81}', 60_000)
  })

  it('answers for its health', async () => {
    const socket = join(folder, 'agent.sock')
    start({ check: { command: ['/bin/sh', '-c', '! grep -q 666 "$1"', 'sh', '{file}'] } }, { status: socket })
    const ask = (path: string) => askSocket(socket, path)
    await put('{"port":80}')
    await until('the file is there', () => content() === '{"port":80}' && existsSync(socket), 60_000)
    expect(await ask('/healthz')).toBe('200 ok\n')
    expect(await ask('/readyz')).toBe('200 ready\n')
    await put('{"port":666}')
    await until(
      'it is not ready',
      async () => (await ask('/readyz')) === '503 app: /bin/sh ended with 1\n',
      60_000,
    )
    expect(await ask('/metrics')).toContain('appia_agent_reloads_total{follower="files",item="app"} 1\n')
    expect(content()).toBe('{"port":80}')
  })

  it('lets appia status say why the newest document is not in effect', async () => {
    const workspace = copyWorkspace(join(import.meta.dirname, '../../../examples/minimal'))
    const run = (...words: string[]) => appia([...words, '--endpoints', etcd.endpoint], workspace)
    workspace.edit('configs/index.ts', "store: 'embedded'", `endpoints: ['${etcd.endpoint}']`)
    await run('apply', '--yes')
    const check = { command: ['/bin/sh', '-c', '! grep -q :25 "$1"', 'sh', '{file}'] }
    start({ check }, {}, 'worker')
    await until('the file is there', () => content()?.includes(':20') === true, 60_000)
    workspace.edit('configs/worker.ts', 'seconds(20)', 'seconds(25)')
    await run('apply', '--yes')
    const said =
      /worker@default +alive for .* · runs .*, applied is .* · app: \/bin\/sh ended with 1 · files app @1, reloaded 1 time \(last .* ago\)\n/
    await until('it is said', async () => said.test((await run('status')).stdout), 60_000)
    await etcd.etcdctl('del', '--prefix', '/appia/')
  })

  it('with signers takes what somebody signed as it stands, and what was signed before it was applied', async () => {
    const workspace = copyWorkspace(join(import.meta.dirname, '../../../examples/minimal'))
    const run = (...words: string[]) => appia([...words, '--endpoints', etcd.endpoint], workspace)
    workspace.edit('configs/index.ts', "store: 'embedded'", `endpoints: ['${etcd.endpoint}']`)
    const { privateKey } = generateKeyPairSync('ed25519')
    const pem = privateKey.export({ format: 'pem', type: 'pkcs8' }).toString()
    workspace.write('anna.pem', pem)
    const signers = [readSigningKey(pem).publicKey]
    await succeed(run('apply', '--yes'))
    start({}, { accept: 'applied-only', signers }, 'worker')
    const isTold = (problem: string) =>
      until('it is told', async () => (await run('status')).stdout.includes(problem), 60_000)
    await isTold('/config/worker/json was applied without a signature')
    expect(content()).toBeUndefined()
    await succeed(run('sign', '--applied', '--key', 'anna.pem', '--yes'))
    await until('the file is there', () => content()?.includes(':20') === true, 60_000)
    workspace.edit('configs/worker.ts', 'seconds(20)', 'seconds(25)')
    await succeed(run('plan', '-o', 'p.json', '--sign', 'anna.pem'))
    await succeed(run('apply', 'p.json', '--yes'))
    await until('the next is there', () => content()?.includes(':25') === true, 60_000)
    workspace.edit('configs/worker.ts', 'seconds(25)', 'seconds(26)')
    await succeed(run('apply', '--yes'))
    await isTold('/config/worker/json was applied without a signature')
    expect(content()).toContain(':25')
    await etcd.etcdctl('del', '--prefix', '/appia/')
  })

  describe.skipIf(!canMount())('on a full disk', () => {
    it('loses nothing, and writes once there is room', async () => {
      const unmount = mountSmallDisk(join(folder, 'etc'), '192k')
      try {
        start()
        await put('{"port":80}')
        await until('the file is there', () => reloads().length === 1, 60_000)
        writeFileSync(join(folder, 'etc/ballast'), Buffer.alloc(100_000))
        const large = JSON.stringify({ padding: 'x'.repeat(110_000) })
        await put(large)
        await new Promise((resolve) => setTimeout(resolve, 500))
        expect(content()).toBe('{"port":80}')
        rmSync(join(folder, 'etc/ballast'))
        await until('it is written', () => content() === large, 60_000)
      } finally {
        await Promise.all(agents.map((agent) => end(agent)))
        unmount()
      }
    })
  })
})

/** The status and the text of an answer. */
function askSocket(socketPath: string, path: string): Promise<string> {
  return new Promise((resolve, reject) => {
    request({ socketPath, path }, (response) => {
      let text = ''
      response.on('data', (chunk: Buffer) => {
        text += chunk.toString()
      })
      response.on('end', () => resolve(`${response.statusCode} ${text}`))
    })
      .on('error', reject)
      .end()
  })
}
