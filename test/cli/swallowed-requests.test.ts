import { type ChildProcess, spawn } from 'node:child_process'
import { connect, type Socket } from 'node:net'
import { afterEach, expect, it } from 'vitest'
import { exitCodes } from '../../src/model/index.ts'
import { arena } from './main-job.ts'

/** Listens, and never takes a connection: once two wait, Linux drops the requests for more. */
const listener = `
  const server = require('node:net').createServer()
  server.listen({ port: 0, host: '127.0.0.1', backlog: 1 }, () => {
    require('node:fs').writeSync(1, String(server.address().port))
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0)
  })
`
let deaf: ChildProcess
let waiting: Socket[] = []
afterEach(() => {
  for (const socket of waiting) socket.destroy()
  deaf.kill('SIGKILL')
})

// The kernel repeats such a request for 127 s.
it('a command ends when it has said that etcd swallows connections, and leaves them to the kernel', {
  timeout: 300_000,
}, async () => {
  const port = await listenDeaf()
  const { run } = await arena(async () => ['--env', 'lab', '--endpoints', `127.0.0.1:${port}`])
  const began = performance.now()
  const { exitCode, stderr } = await run('plan')
  expect(performance.now() - began).toBeLessThan(100_000)
  expect(stderr).toContain('no answer within')
  expect(exitCode).toBe(exitCodes.unreachable)
})

async function listenDeaf(): Promise<number> {
  deaf = spawn(process.execPath, ['-e', listener], { stdio: ['ignore', 'pipe', 'inherit'] })
  const port = await new Promise<number>((resolve) =>
    deaf.stdout?.once('data', (text) => resolve(Number(text))),
  )
  waiting = Array.from({ length: 4 }, () => connect({ port, host: '127.0.0.1' }).on('error', () => undefined))
  await Promise.race(waiting.map((socket) => new Promise((resolve) => socket.once('connect', resolve))))
  return port
}
