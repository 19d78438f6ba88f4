import { type ChildProcess, spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { mkdirSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, describe, expect, it } from 'vitest'
import { loadAllCommands } from '../../../src/cli/commands.ts'
import { rotationKeys, type Store } from '../../../src/model/index.ts'
import { openSeed, parseIdentityFile, parseKeyset } from '../../../src/rotation/index.ts'
import { openEtcdStore } from '../../../src/store/index.ts'
import { until } from '../../client/site.ts'
import { appia } from '../../support/appia.ts'
import { etcdMissing, startEtcd } from '../../support/etcd.ts'
import { describeGroup } from '../../support/groups.ts'
import { startTcpProxy } from '../../support/tcp-proxy.ts'
import { copyWorkspace } from '../../support/workspace.ts'
import { findSeed, formsOf } from './find-seed.ts'

const member = 'sniffer@gw-01'
const program = join(import.meta.dirname, '../../../dist/main.js')
const { keyset: path } = rotationKeys('')

describe('the search for a seed', () => {
  it.each(Object.keys(formsOf(randomBytes(32))))('finds it as %s', (form) => {
    const seed = randomBytes(32)
    const planted = Buffer.concat([
      randomBytes(1000),
      formsOf(seed)[form] ?? Buffer.alloc(0),
      randomBytes(1000),
    ])
    expect(findSeed(planted, seed)).toContain(form)
    expect(findSeed(planted, randomBytes(32))).toEqual([])
  })
})

describeGroup('etcd', etcdMissing(), 'after every command and daemon has run', () => {
  const ends: (() => Promise<void> | void)[] = []
  afterEach(async () => {
    for (const end of ends.splice(0).reverse()) await end()
  })

  it('no seed and no identity lies in anything that they wrote', { timeout: 600_000 }, async () => {
    const etcd = await startEtcd()
    ends.push(() => etcd.stop())
    const store = await openEtcdStore({ endpoints: [etcd.endpoint] })
    ends.push(() => store.close())
    const workspace = copyWorkspace()
    const { directory } = workspace
    const found = new Map<string, Buffer>()
    const where = ['--env', 'lab', '--endpoints', etcd.endpoint]
    const run = async (...words: string[]): Promise<number | null> => {
      const ran = await appia(words, { directory })
      found.set(`appia ${words.join(' ')}`, Buffer.from(ran.stdout + ran.stderr))
      return ran.exitCode
    }

    const identityFile = join(directory, 'secret', 'sniffer.identity')
    mkdirSync(join(directory, 'secret'))
    await run('keygen', member, '--out', identityFile)
    const recipient = /age1[02-9ac-hj-np-z]{58}/.exec(
      String(found.get(`appia keygen ${member} --out ${identityFile}`)),
    )?.[0]
    workspace.edit('configs/rotation.ts', 'members: {}', `members: { '${member}': '${recipient}' }`)
    workspace.edit('configs/rotation.ts', 'seconds(60)', 'seconds(1)')
    workspace.edit('configs/rotation.ts', 'seconds(300)', 'seconds(1)')
    expect(
      await run('apply', '--yes', ...where),
      String(found.get(`appia apply --yes ${where.join(' ')}`)),
    ).toBe(0)
    await run('rotate', ...where)

    const options = ['--heapsnapshot-signal=SIGUSR2', `--diagnostic-dir=${directory}`]
    const rotator = start([...options, program, 'rotator', ...where], directory)
    const tsx = import.meta.resolve('tsx')
    const talkative = join(import.meta.dirname, 'talkative.ts')
    const cacheFile = join(directory, 'sniffer.cache')
    const component = start(
      [...options, '--import', tsx, talkative, etcd.endpoint, identityFile, cacheFile],
      directory,
    )
    await until(
      'the component has a key',
      async () => (await seedsOf(store, identityFile)).size > 0 && isReady(component),
      60_000,
    )
    for (let round = 0; round < 3; round++) {
      const before = (await seedsOf(store, identityFile)).size
      await until(
        'another seed is drawn',
        async () => {
          await run('rotate', ...where)
          await new Promise((resolve) => setTimeout(resolve, 500))
          return (await seedsOf(store, identityFile)).size > before
        },
        60_000,
      )
    }
    const dashboard = start(
      [...options, program, 'dashboard', '--listen', '127.0.0.1:0', ...where],
      directory,
    )
    const address = () => /http:\S+/.exec(Buffer.concat(dashboard.output).toString())?.[0]
    await until('the dashboard listens', () => address() !== undefined, 60_000)
    for (const { name, isDaemon } of await loadAllCommands()) {
      await run(name, '--help')
      if (isDaemon) continue
      await run(name, ...where)
      await run(name, '--json', ...where)
    }
    const board = await fetch(`${address()}api/board`)
    expect(board.status).toBe(200)
    found.set('dashboard: board', Buffer.from(await board.arrayBuffer()))
    await run('plan', '-o', 'canary.plan.json', ...where)
    await run('show', 'canary.plan.json')
    await run('rotate', '--force', member, '--reason', 'canary', ...where)
    await run('rotate', '--after-restore', ...where)
    await run('explain', `${path}`, ...where)
    await run('diff', '--from', '@1', ...where)

    const proxy = await startTcpProxy(etcd.endpoint)
    ends.push(() => proxy.close())
    const isSent = proxy.setAt('"generation"', 'lose-replies')
    const rotate = start(
      [...options, program, 'rotate', '--after-restore', '--env', 'lab', '--endpoints', proxy.endpoint],
      directory,
    )
    await isSent // it has drawn a seed, sealed it, and waits for an answer that does not come

    for (const [name, child] of [
      ['rotate', rotate],
      ['rotator', rotator],
      ['component', component],
      ['dashboard', dashboard],
    ] as const) {
      for (const [kind, bytes] of await crash(child, directory)) found.set(`${name}: ${kind}`, bytes)
    }
    expect(String(found.get('rotator: limits'))).toMatch(/Max core file size +0 +0/)
    for (const file of filesOf(directory)) if (file !== identityFile) found.set(file, readFileSync(file))
    await collectEtcd(store, found)

    const seeds = await seedsOf(store, identityFile)
    const identity = /AGE-SECRET-KEY-1[0-9A-Z]+/.exec(readFileSync(identityFile, 'latin1'))?.[0] ?? 'none'
    const leaks: string[] = []
    for (const [name, bytes] of found) {
      for (const [keyId, seed] of seeds) {
        for (const form of findSeed(bytes, seed)) leaks.push(`seed of ${keyId} in ${name} as ${form}`)
      }
      if (bytes.includes(identity)) leaks.push(`identity in ${name}`)
    }
    const size = [...found.values()].reduce((total, bytes) => total + bytes.length, 0)
    console.log(`${seeds.size} seeds sought in ${found.size} places, ${Math.round(size / 1024 / 1024)} MiB`)
    expect(seeds.size).toBeGreaterThanOrEqual(4)
    expect(heapSnapshots(directory)).toHaveLength(4)
    expect(leaks).toEqual([])
  })

  interface Started {
    readonly process: ChildProcess
    readonly output: Buffer[]
    readonly ended: Promise<void>
  }

  function start(words: readonly string[], directory: string): Started {
    const child = spawn(process.execPath, words, { cwd: directory, env: { PATH: process.env.PATH } })
    ends.push(() => void child.kill('SIGKILL'))
    const output: Buffer[] = []
    child.stdout.on('data', (chunk: Buffer) => output.push(chunk))
    child.stderr.on('data', (chunk: Buffer) => output.push(chunk))
    return { process: child, output, ended: new Promise((resolve) => child.once('close', () => resolve())) }
  }

  /** What a process shows of itself while it runs, its heap, and what it printed until it was ended by SIGABRT. */
  async function crash({ process, output, ended }: Started, directory: string): Promise<[string, Buffer][]> {
    const shown = ['cmdline', 'environ', 'limits'].map((file): [string, Buffer] => {
      return [file, readFileSync(`/proc/${process.pid}/${file}`)]
    })
    const snapshots = heapSnapshots(directory).length
    process.kill('SIGUSR2')
    await until('the heap snapshot is written', () => isWritten(directory, snapshots + 1), 60_000)
    process.kill('SIGABRT')
    await ended
    return [...shown, ['output', Buffer.concat(output)]]
  }

  function isReady({ output }: Started): boolean {
    return Buffer.concat(output).includes('keys: ready')
  }
})

/** Every seed that ever was, opened as the member would from each revision of the keyset. */
async function seedsOf(store: Store, identityFile: string): Promise<Map<string, Buffer>> {
  const identity = await parseIdentityFile(readFileSync(identityFile))
  const seeds = new Map<string, Buffer>()
  const [newest] = (await store.range({ key: path })).kvs
  if (newest === undefined || identity === undefined) return seeds
  for (let revision = newest.createRevision; revision <= newest.modRevision; revision++) {
    const [kv] = (await store.range({ key: path, revision })).kvs
    const keyset = kv && parseKeyset(Buffer.from(kv.value).toString('utf8'))
    for (const { id, sealed } of keyset?.keys ?? []) {
      if (seeds.has(id)) continue
      const seed = await openSeed(sealed[member] ?? '', identity, { path, keyId: id, member })
      if (seed !== undefined) seeds.set(id, seed)
    }
  }
  return seeds
}

/** Every value that any key held at any revision. */
async function collectEtcd(store: Store, found: Map<string, Buffer>): Promise<void> {
  const { revision } = await store.range({ key: '\0', end: '\0', countOnly: true })
  const watch = store.watch({ key: '\0', end: '\0', startRevision: 1 })
  for await (const batch of watch) {
    for (const event of batch.events) {
      if (event.kind === 'put') found.set(`${event.kv.key} at ${batch.revision}`, Buffer.from(event.kv.value))
    }
    if (batch.revision >= revision) break
  }
  await watch.close()
}

function filesOf(directory: string): string[] {
  const entries = readdirSync(directory, { recursive: true, encoding: 'utf8' })
  return entries.map((entry) => join(directory, entry)).filter((file) => statSync(file).isFile())
}

function heapSnapshots(directory: string): string[] {
  return readdirSync(directory).filter((file) => file.endsWith('.heapsnapshot'))
}

/** A snapshot is whole once its size no longer grows. */
async function isWritten(directory: string, count: number): Promise<boolean> {
  const sizes = () => heapSnapshots(directory).map((file) => statSync(join(directory, file)).size)
  const before = sizes()
  await new Promise((resolve) => setTimeout(resolve, 500))
  return before.length === count && before.every((size, index) => size > 0 && size === sizes()[index])
}
