import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { exitCodes } from '../../src/model/index.ts'
import { appia } from '../support/appia.ts'
import { copyWorkspace } from '../support/workspace.ts'
import { succeed } from './main-job.ts'

const example = join(import.meta.dirname, '../../examples/minimal')

describe('examples/minimal', () => {
  it('is checked, planned, applied, changed and rolled back as its README says', async () => {
    const workspace = copyWorkspace(example)
    const run = (...words: string[]) => appia(words, workspace)
    expect((await succeed(run('check'))).stdout).toBe('local  2 keys, 1 of 1 invariants hold\n')
    await succeed(run('plan', '-o', 'first.plan.json'))
    await succeed(run('apply', 'first.plan.json', '--yes'))
    workspace.edit('configs/worker.ts', 'seconds(20)', 'seconds(25)')
    const { stdout } = await succeed(run('plan'))
    expect(stdout).toMatch(/! RESTARTS +worker\n/)
    expect(stdout).toMatch(/~ jobTimeout +20 s → 25 s +restart +worker\.ts:8:\d+/)
    await succeed(run('apply', '--yes'))
    await succeed(run('rollback', '--yes'))
    workspace.edit('configs/worker.ts', 'seconds(25)', 'seconds(40)')
    const broken = await run('check')
    expect(broken.exitCode).toBe(exitCodes.invalid)
    expect(broken.stderr).toContain('error[invariant-failed]: timeouts-nest')
  })

  it('states each service in ten lines or so', () => {
    for (const service of ['api', 'worker']) {
      const text = readFileSync(join(example, `configs/${service}.ts`), 'utf8')
      expect(text.trimEnd().split('\n').length).toBeLessThanOrEqual(12)
    }
    expect(readdirSync(join(example, 'configs'))).toHaveLength(4)
  })
})
