import { execFile, spawn } from 'node:child_process'
import { mkdirSync, readFileSync, renameSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { createServer, type Server } from 'node:net'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { promisify } from 'node:util'
import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from 'vitest'
import { canonicalJson, type JsonObject, sha256 } from '../../../src/model/index.ts'
import { schemaHash } from '../../../src/schema/index.ts'
import { completed, schemaOf } from '../../configs/real-workspace.ts'
import { cppMissing, describeGroup } from '../../support/groups.ts'
import { nativeFolder, sanitized, warnings } from './native-program.ts'

const run = promisify(execFile)
const root = join(import.meta.dirname, '../../..')

const document = completed('detector') as JsonObject & { cluster_name: string }
const good = canonicalJson(document)
const other = canonicalJson({ ...document, cluster_name: 'another' })
const bad = JSON.stringify({ ...document, cluster_name: '', clutter: 1 }, null, 2)

/** What the component says of itself. */
interface Status {
  readonly component: string
  readonly schema: string
  readonly config: string | null
  readonly refused: readonly { readonly code: string; readonly pointer: string; readonly message: string }[]
}

describeGroup('cpp', cppMissing(), 'the example of a component', () => {
  const folder = nativeFolder()
  const program = join(folder.disk, 'build/example/native-component')
  const file = join(folder.disk, 'etc/detector.json')
  const socket = join(folder.disk, 'agent.sock')
  const stops: (() => void | Promise<void>)[] = []
  let agent: Agent

  beforeAll(async () => {
    for (const part of ['generated', 'examples']) symlinkSync(join(root, part), join(folder.disk, part))
    const flags = [...warnings, ...sanitized].join(' ')
    // What its README says, in the folder of a project.
    const readme = readFileSync(join(root, 'examples/native-component/README.md'), 'utf8')
    const commands = /```sh\n(.*?)^build/ms.exec(readme)?.[1] ?? 'no commands; exit 1'
    const env = { ...process.env, CXX: 'clang++', CXXFLAGS: flags }
    await run('sh', ['-ec', commands], { cwd: folder.disk, env, maxBuffer: 64 << 20 })
    mkdirSync(join(folder.disk, 'etc'))
  }, 400_000)
  afterAll(() => folder.remove())
  beforeEach(async () => {
    replace(good)
    agent = await listen()
  })
  afterEach(async () => {
    for (const stop of stops.splice(0).reverse()) await stop()
    rmSync(file, { recursive: true, force: true })
  })

  /** As the agent does it: whole, by a rename. */
  function replace(text: string | Buffer): void {
    writeFileSync(`${file}.new`, text)
    renameSync(`${file}.new`, file)
  }

  /** The agent's end of the socket; statuses in the order in which they come. */
  interface Agent {
    readonly next: () => Promise<Status>
    readonly close: () => Promise<void>
  }

  async function listen(): Promise<Agent> {
    const lines: string[] = []
    const waiting: ((line: string) => void)[] = []
    const sockets = new Set<{ destroy(): unknown }>()
    const server: Server = createServer((connection) => {
      sockets.add(connection)
      connection.on('error', () => undefined)
      createInterface({ input: connection }).on('line', (line) => {
        const resolve = waiting.shift()
        if (resolve === undefined) lines.push(line)
        else resolve(line)
      })
    })
    await new Promise<void>((resolve) => server.listen(socket, resolve))
    const close = async () => {
      for (const connection of sockets) connection.destroy()
      await new Promise((resolve) => server.close(resolve))
    }
    stops.push(close)
    const next = async () => {
      const line = lines.shift() ?? (await new Promise<string>((resolve) => waiting.push(resolve)))
      return JSON.parse(line) as Status
    }
    return { next, close }
  }

  /** The component, and what it has printed so far. */
  function start(): {
    readonly printed: () => string
    readonly signal: (name: NodeJS.Signals) => void
    readonly ended: Promise<number | null>
  } {
    const child = spawn(program, [file, socket])
    let text = ''
    child.stderr.on('data', (chunk: Buffer) => {
      text += chunk.toString()
    })
    const ended = new Promise<number | null>((resolve) => child.on('close', resolve))
    stops.push(async () => {
      child.kill('SIGKILL')
      await ended
    })
    return { printed: () => text, signal: (name) => void child.kill(name), ended }
  }

  it('says what it runs: the hash that a plan names, and the schema it was built with', async () => {
    const component = start()
    expect(await agent.next()).toEqual({
      component: 'detector',
      schema: schemaHash(schemaOf('detector')),
      config: sha256(good),
      refused: [],
    })
    component.signal('SIGTERM')
    expect(await component.ended, component.printed()).toBe(0)
  })

  it('takes a file over that is renamed into place, and keeps what it runs when that is bad', async () => {
    const component = start()
    await agent.next()
    replace(other)
    expect(await agent.next()).toMatchObject({ config: sha256(other), refused: [] })
    replace(bad)
    const { config, refused } = await agent.next()
    expect(config).toBe(sha256(other))
    expect(refused.map(({ pointer }) => pointer).sort()).toEqual(['/cluster_name', '/clutter'])
    const printed = () =>
      component
        .printed()
        .replaceAll(file, 'FILE')
        .replace(/:\d+:\d+:/g, ':LINE:COLUMN:')
    await expect.poll(printed).toContain(
      `FILE:LINE:COLUMN: /cluster_name must have at least 1 character, got ""
FILE:LINE:COLUMN: /clutter is not a key that the schema knows
FILE: 2 problems; what ran before goes on
`,
    )
    replace(good)
    expect(await agent.next()).toMatchObject({ config: sha256(good), refused: [] })
    component.signal('SIGINT')
    expect(await component.ended, component.printed()).toBe(0)
  })

  it.each<[string, () => void]>([
    ['cut short', () => replace(good.slice(0, -20))],
    ['empty', () => replace('')],
    ['with a NUL', () => replace(`${good}\0`)],
    [
      'that is not UTF-8',
      () =>
        replace(
          Buffer.concat([Buffer.from(good.slice(0, 100)), Buffer.of(0xff), Buffer.from(good.slice(100))]),
        ),
    ],
    ['of 100 MB', () => replace(Buffer.alloc(100 << 20, ' '))],
    [
      'that is a folder',
      () => {
        mkdirSync(`${file}.folder`)
        rmSync(file)
        renameSync(`${file}.folder`, file)
      },
    ],
  ])('goes on with what it runs when it finds a file %s', async (_what, damage) => {
    const component = start()
    await agent.next()
    damage()
    const status = await agent.next()
    expect(status).toMatchObject({ config: sha256(good) })
    expect(status.refused).not.toEqual([])
    component.signal('SIGTERM')
    expect(await component.ended, component.printed()).toBe(0)
  })

  it('loads again on SIGHUP where nothing was renamed: behind a link', async () => {
    const target = join(folder.disk, 'behind.json')
    writeFileSync(target, good)
    rmSync(file)
    symlinkSync(target, file)
    const component = start()
    await agent.next()
    writeFileSync(target, other)
    component.signal('SIGHUP')
    expect(await agent.next()).toMatchObject({ config: sha256(other) })
    component.signal('SIGTERM')
    expect(await component.ended).toBe(0)
  })

  it('runs without an agent, and tells the next one', async () => {
    const component = start()
    await agent.next()
    await agent.close()
    replace(other)
    await expect.poll(() => component.printed()).toContain(`runs ${sha256(other).slice(0, 8)}`)
    const next = await listen()
    expect(await next.next()).toMatchObject({ config: sha256(other) })
    component.signal('SIGTERM')
    expect(await component.ended).toBe(0)
  })

  it('does not start with a bad file, and says so in `check` too', async () => {
    replace(bad)
    const component = start()
    expect(await component.ended).toBe(1)
    expect(component.printed()).toContain('detector.json: 2 problems; there is nothing to run')
    const refused = await run(program, ['check', file]).catch(
      (error: { code: number; stderr: string }) => error,
    )
    expect(refused).toMatchObject({
      code: 1,
      stderr: expect.stringContaining('2 problems; it would not run'),
    })
    replace(good)
    expect(await run(program, ['check', file])).toMatchObject({ stderr: '' })
  })
})
