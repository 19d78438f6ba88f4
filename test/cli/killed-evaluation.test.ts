import { spawnSync } from 'node:child_process'
import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { exitCodes } from '../../src/model/index.ts'
import { moduleWith, workspaceFolder } from '../load/workspace-folder.ts'
import { appia, type RunOptions, startAppia } from '../support/appia.ts'

describe('an evaluation that the machine ended', () => {
  it('for want of memory is told and not kept: the next command tries again', async () => {
    const source = moduleWith("const value = 'x'.repeat(500_000_000).split('')")
    const directory = workspaceFolder({ 'configs/index.ts': source })
    const ran = await appia(['plan'], ownCache(directory))
    expect(ran.exitCode).toBe(exitCodes.invalid)
    expect(ran.stderr).toContain('need more than 512 MiB')
    expect(cached(directory)).toEqual([])
  })

  it('from outside was killed, with no word of a bug', async () => {
    const directory = workspaceFolder({ 'configs/index.ts': moduleWith('for (;;) {}\nconst value = 1') })
    const running = startAppia(['plan'], ownCache(directory))
    const child = await childOf(running.pid)
    await new Promise((resolve) => setTimeout(resolve, 500))
    process.kill(child, 'SIGKILL')
    const ran = await running.ended
    expect(ran).toEqual({
      exitCode: exitCodes.error,
      stdout: '',
      stderr: 'error: the evaluator was killed from outside (SIGKILL): did the machine run out of memory?\n',
    })
    expect(cached(directory)).toEqual([])
  })
})

/** Runs with a cache beside the workspace. */
function ownCache(directory: string): RunOptions {
  return { directory, variables: { XDG_CACHE_HOME: join(directory, 'cache') } }
}

/** The evaluator that a command has started. */
async function childOf(pid: number | undefined): Promise<number> {
  for (;;) {
    const { stdout } = spawnSync('ps', ['-o', 'pid=,args=', '--ppid', String(pid)], { encoding: 'utf8' })
    const line = stdout.split('\n').find((each) => each.includes('evaluator.mjs'))
    if (line !== undefined) return Number.parseInt(line, 10)
    await new Promise((resolve) => setTimeout(resolve, 20))
  }
}

function cached(directory: string): string[] {
  return readdirSync(join(directory, 'cache/appia')).filter((name) => name.includes('compiled-'))
}
