import { spawnSync } from 'node:child_process'
import { chmodSync, mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { connect, type Socket } from 'node:net'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { AgentError } from '../../src/agent/index.ts'
import type { AgentSettings } from '../../src/agent/settings/settings.ts'
import type { Store } from '../../src/model/index.ts'
import { openMemoryStore } from '../../src/store/index.ts'
import { until } from '../client/site.ts'
import { RunningAgent } from './running-agent.ts'

describe('what native code reports on the socket of its agent', () => {
  let store: Store
  let agent: RunningAgent
  let sockets: Socket[]
  beforeEach(async () => {
    store = await openMemoryStore()
    agent = new RunningAgent(store)
    sockets = []
    mkdirSync(join(agent.folder, 'run'), { mode: 0o700 })
  })
  afterEach(async () => {
    for (const socket of sockets) socket.destroy()
    await agent.remove()
    await store.close()
  })

  const path = () => join(agent.folder, 'run/agent.sock')
  const start = (rest: Partial<AgentSettings> = {}) =>
    agent.start({
      reports: { socket: path() },
      files: {
        app: { path: join(agent.folder, 'etc/app.json'), format: 'json', mode: '0640', edited: 'restore' },
      },
      ...rest,
    })
  const read = async (name: string) => {
    const [kv] = (await store.range({ key: `/status/app/nodes/gw-01/${name}` })).kvs
    return kv && { text: Buffer.from(kv.value).toString(), lease: kv.lease }
  }
  const open = () => {
    const socket = connect(path())
    sockets.push(socket)
    let answer = ''
    socket.on('data', (chunk) => {
      answer += String(chunk)
    })
    socket.on('error', () => undefined)
    return {
      socket,
      answer: () =>
        answer
          .split('\n')
          .slice(0, -1)
          .map((line) => (JSON.parse(line) as { readonly error: string }).error)
          .join('\n'),
      say: (value: unknown) => socket.write(`${JSON.stringify(value)}\n`),
    }
  }

  it('is published as long as the connection stays, leased', async () => {
    await start()
    expect(statSync(path()).mode & 0o777).toBe(0o600)
    const { say, socket } = open()
    say({ name: 'model', model_version: 'rf-23', inference_time: 0.4, accuracy: 0.97 })
    await until('it is there', async () => (await read('model')) !== undefined)
    const { text, lease } = (await read('model')) ?? { text: '', lease: '0' }
    expect(JSON.parse(text)).toEqual({ model_version: 'rf-23', inference_time: 0.4, accuracy: 0.97 })
    expect(lease).not.toBe('0')
    socket.end()
    await until('it is gone', async () => (await read('model')) === undefined)
  })

  it('is written once a second at most, and the newest counts', async () => {
    await start()
    const before = (await store.range({ key: '/status/', end: '/status0' })).revision
    const { say } = open()
    for (let n = 1; n <= 50; n++) say({ name: 'model', n })
    await until('the newest is there', async () => (await read('model'))?.text === '{"n":50}')
    const [kv] = (await store.range({ key: '/status/app/nodes/gw-01/model' })).kvs
    expect(kv?.version).toBeLessThanOrEqual(2)
    expect(before).toBeGreaterThan(0)
  })

  it.each([
    ['no JSON', '{"name":', 'a line is an object of JSON'],
    ['no object', '[1]', 'a line is an object of JSON'],
    ['no name', '{"model":1}', '"name" is missing'],
    ['a name of another place', '{"name":"../components/app"}', '"name" is missing'],
    ['a number without end', '{"name":"model","n":1e999}', 'a line is an object of JSON'],
  ])('is refused in words where it is %s, and the connection stays', async (_, line, problem) => {
    await start()
    const { say, answer, socket } = open()
    socket.write(`${line}\n`)
    await until('it is told', () => answer().includes(problem))
    say({ name: 'model', n: 1 })
    await until('the next is there', async () => (await read('model')) !== undefined)
    expect(agent.events.filter(({ kind }) => kind === 'report-refused')).toHaveLength(1)
  })

  it('is hung up on where a line has no end', async () => {
    await start()
    const { socket, answer } = open()
    const isClosed = new Promise((resolve) => socket.once('close', resolve))
    socket.write('x'.repeat(20_000))
    await isClosed
    expect(answer()).toContain('a line has at most 8192 bytes')
  })

  it('is answered as long as the other end reads the answers, and no memory is filled with them', async () => {
    await start()
    const { socket, answer } = open()
    socket.pause()
    const lines = 20_000
    socket.write('\n'.repeat(lines))
    socket.write('{"name":"model"}\n')
    await until('the last is read', async () => (await read('model')) !== undefined, 60_000)
    const isClosed = new Promise((resolve) => socket.once('close', resolve))
    socket.resume()
    socket.end()
    await isClosed
    expect(answer()).toContain('a line is an object of JSON')
    expect(answer().split('\n').length).toBeLessThan(lines / 2)
  })

  it('has so many names and no more', async () => {
    await start()
    const { say, answer } = open()
    for (let n = 0; n <= 16; n++) say({ name: `n${n}` })
    await until('one is too many', () => answer().includes('at most 16 names'))
    await until('the others are there', async () => (await read('n15')) !== undefined)
    expect(await read('n16')).toBeUndefined()
  })

  it.each(['reports', 'status'] as const)(
    'is listened for where the agent before has left its socket: %s',
    async (what) => {
      // What is left by a process that was killed.
      const left = spawnSync(process.execPath, [
        '-e',
        'require("net").createServer().listen(process.argv[1], () => process.kill(process.pid, "SIGKILL"))',
        path(),
      ])
      expect(left.signal).toBe('SIGKILL')
      await start(what === 'status' ? { reports: { socket: `${path()}.other` }, status: path() } : {})
      expect(statSync(path()).isSocket()).toBe(true)
    },
  )

  it.each(['reports', 'status'] as const)('takes nothing away that is no socket: %s', async (what) => {
    const settings = what === 'status' ? { reports: { socket: `${path()}.other` }, status: path() } : {}
    writeFileSync(path(), 'precious')
    await expect(start(settings)).rejects.toThrow(`${path()} is no socket: move it away`)
    expect(readFileSync(path(), 'utf8')).toBe('precious')
    rmSync(path())
    mkdirSync(path())
    await expect(start(settings)).rejects.toThrow(`${path()} is no socket: move it away`)
  })

  it('is not listened for by an owner who does not exist', async () => {
    const refused = await start({ reports: { socket: path(), owner: 'nobody-of-that-name' } }).catch(
      (error) => error,
    )
    expect(refused).toBeInstanceOf(AgentError)
    expect(String(refused)).toContain(`cannot listen at ${path()}: no such user: nobody-of-that-name`)
  })

  it('is not listened for in a folder that others may write to', async () => {
    chmodSync(join(agent.folder, 'run'), 0o777)
    await expect(start()).rejects.toThrow('may be written to by others than the component')
  })
})
