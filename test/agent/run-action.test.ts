import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { runAction } from '../../src/agent/actions/run-action.ts'
import { runCommand } from '../../src/agent/actions/run-command.ts'

const folder = mkdtempSync(join(tmpdir(), 'appia-action-'))
const pidFile = join(folder, 'app.pid')
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const signalled = (text: string) => {
  writeFileSync(pidFile, text)
  return runAction({ signal: 'SIGHUP', pidFile }, new AbortController().signal)
}

describe('a signal', () => {
  it('reaches the process that the file names', async () => {
    const child = spawn('/bin/sh', [
      '-c',
      'trap "echo reloaded; exit" HUP; echo ready; while :; do sleep 0.05; done',
    ])
    const lines: string[] = []
    child.stdout.on('data', (chunk: Buffer) => lines.push(chunk.toString()))
    await once(child.stdout, 'data')
    expect(await signalled(`${child.pid}\n`)).toEqual({ output: '' })
    await once(child, 'close')
    expect(lines.join('')).toBe('ready\nreloaded\n')
  })

  it.each(['', '0', '-1', '1', '12 13', 'x', '99999999999'])(
    'is sent to nobody where the file holds "%s"',
    async (text) => {
      expect(await signalled(text)).toEqual({ output: '', problem: `${pidFile} holds no process id` })
    },
  )

  it('is no failure where the component does not run: it reads its file when it starts', async () => {
    const child = spawn('/bin/true')
    await once(child, 'close')
    expect(await signalled(`${child.pid}`)).toEqual({ output: '' })
    rmSync(pidFile)
    const action = { signal: 'SIGHUP', pidFile } as const
    expect(await runAction(action, new AbortController().signal)).toEqual({ output: '' })
  })
})

describe('a program', () => {
  it.each([
    [['/bin/sh', '-c', 'echo out; echo err >&2; exit 3'], '/bin/sh ended with 3', 'out\nerr\n'],
    [['/nowhere/at/all'], '/nowhere/at/all cannot be run: ENOENT', ''],
    [['/bin/sh', '-c', 'kill -TERM $$'], '/bin/sh was ended by SIGTERM', ''],
  ])('%j: what is wrong is said', async (command, problem, output) => {
    expect(await runCommand(command, { seconds: 60 })).toEqual({ problem, output })
  })

  it('that does not end in time is killed', async () => {
    const problem = '/bin/sleep did not end within 0.2 s'
    expect(await runCommand(['/bin/sleep', '60'], { seconds: 0.2 })).toEqual({ problem, output: '' })
  })

  it('is run without a shell', async () => {
    expect(await runCommand(['/bin/echo', '$HOME; id'], { seconds: 60 })).toEqual({ output: '$HOME; id\n' })
  })

  it('that writes without end is heard to its last lines', async () => {
    const { output } = await runCommand(['/bin/sh', '-c', 'yes | head -c 100000; echo last'], { seconds: 60 })
    expect(output).toMatch(/y\nlast\n$/)
    expect(output.length).toBeLessThanOrEqual(16_384)
  })
})
