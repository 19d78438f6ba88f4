import { execFile } from 'node:child_process'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { processTerminal } from '../../src/cli/terminal/terminal.ts'
import { exitCodes } from '../../src/model/index.ts'
import { appia } from '../support/appia.ts'
import { copyWorkspace } from '../support/workspace.ts'

const program = join(import.meta.dirname, '../../dist/main.js')

describe('colour', () => {
  afterEach(() => vi.unstubAllGlobals())

  it.each([
    ['a terminal', true, {}, true],
    ['a file', false, {}, false],
    ['a terminal under NO_COLOR', true, { NO_COLOR: '1' }, false],
    ['a dumb terminal', true, { TERM: 'dumb' }, false],
  ])('on %s', (_title, isTTY, variables, isColoured) => {
    const { stdin, stdout, stderr } = process
    const stream = { isTTY, on: () => {} }
    vi.stubGlobal('process', { stdin, stdout: stream, stderr: { ...stream, isTTY: false } })
    const { paint, paintWarning } = processTerminal({ noColor: false, variables })
    vi.stubGlobal('process', { stdin, stdout, stderr })
    expect(paint('red', 'x') !== 'x').toBe(isColoured)
    expect(paintWarning('red', 'x')).toBe('x')
  })
})

describe('output that nobody takes', () => {
  it('ends a command that reads, quietly', async () => {
    const { directory } = copyWorkspace()
    const { stdout, stderr } = await shell(
      `"$NODE" "$APPIA" plan --all | head -1; echo "\${PIPESTATUS[0]}"`,
      directory,
    )
    expect(stdout).toMatch(/^local · .*\n0\n$/)
    expect(stderr).toBe('')
  })

  it('does not stop an apply half-way', async () => {
    const workspace = copyWorkspace()
    const gone = `"$NODE" "$APPIA" apply --env local --yes --all | true; echo "\${PIPESTATUS[0]}"`
    expect((await shell(gone, workspace.directory)).stdout).toBe('0\n')
    expect((await appia(['history'], workspace)).stdout).toMatch(/^@1 /)
  })

  it('on a full disk is an error of one line, exit 1', async () => {
    const ran = await shell(`"$NODE" "$APPIA" plan > /dev/full; echo $?`, copyWorkspace().directory)
    expect(ran.stdout).toBe(`${exitCodes.error}\n`)
    expect(ran.stderr).toBe('error: cannot write the output: the disk is full\n')
  })
})

async function shell(script: string, cwd: string): Promise<{ stdout: string; stderr: string }> {
  const env = { PATH: process.env.PATH, NODE: process.execPath, APPIA: program }
  return await promisify(execFile)('bash', ['--norc', '-c', script], { cwd, env })
}
