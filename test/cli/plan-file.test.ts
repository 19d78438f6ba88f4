import { generateKeyPairSync } from 'node:crypto'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { exitCodes, type JsonObject, type Plan, sha256 } from '../../src/model/index.ts'
import { encodePlan, planDigest, sealPlan } from '../../src/plan/index.ts'
import { largePlan } from '../plan/large-plan.ts'
import { appia, type Running, startAppia } from '../support/appia.ts'
import { copyWorkspace } from '../support/workspace.ts'
import { succeed } from './main-job.ts'

const example = join(import.meta.dirname, '../../examples/minimal')

/** The example, applied once, and then changed and planned into `p.json`. */
async function begin() {
  const workspace = copyWorkspace(example)
  const run = (...words: string[]) => appia(words, workspace)
  await succeed(run('apply', '--yes'))
  workspace.edit('configs/worker.ts', 'seconds(20)', 'seconds(25)')
  await succeed(run('plan', '-o', 'p.json'))
  const path = join(workspace.directory, 'p.json')
  return { workspace, run, path }
}

/** The plan of the file with another value to be written than its leaves show, and all hashes made anew. */
function forge(path: string): void {
  const { checksum: _, ...plan } = JSON.parse(
    readFileSync(path, 'utf8').replace('"jobTimeout":25', '"jobTimeout":5'),
  )
  for (const { after } of plan.changes) after.sha256 = sha256(JSON.stringify(after.value)) // canonical as it was read
  writeFileSync(path, encodePlan(sealPlan({ ...plan, digest: planDigest(plan as Plan) })))
}

describe('a saved plan', () => {
  it('is shown as it was derived again from the store that is named', async () => {
    const { run } = await begin()
    expect((await succeed(run('show', 'p.json'))).stdout).toContain(
      'derived not without the store: /config/worker/json',
    )
    expect((await succeed(run('show', 'p.json', '--env', 'local'))).stdout).toContain(
      'derived again from what is live: 1 key',
    )
  })

  it('is signed by a key, after it was derived again', async () => {
    const { run, path, workspace } = await begin()
    const { privateKey } = generateKeyPairSync('ed25519')
    workspace.write('anna.pem', privateKey.export({ format: 'pem', type: 'pkcs8' }).toString())
    const unsaid = await run('sign', 'p.json', '--key', 'anna.pem', '--env', 'local')
    expect(unsaid.exitCode, unsaid.stderr).toBe(exitCodes.refused)
    expect(readFileSync(path, 'utf8')).not.toContain('"signatures"')
    const signed = await succeed(run('sign', 'p.json', '--key', 'anna.pem', '--env', 'local', '--yes'))
    expect(signed.stdout).toMatch(/signed by .*: digest [0-9a-f]{16}\n$/)
    expect((JSON.parse(readFileSync(path, 'utf8')) as JsonObject).signatures).toHaveLength(1)
    expect((await succeed(run('show', 'p.json', '--env', 'local'))).stdout).toContain('signed  by ')
  })

  it('that was applied unsigned is signed as it stands', async () => {
    const { workspace, run } = await begin()
    const { privateKey } = generateKeyPairSync('ed25519')
    const pem = privateKey.export({ format: 'pem', type: 'pkcs8' })
    writeFileSync(join(workspace.directory, 'anna.pem'), pem, { mode: 0o600 })
    const sign = ['sign', '--applied', '--key', 'anna.pem']
    expect(await run(...sign, 'p.json')).toMatchObject({ exitCode: exitCodes.usage })
    expect(await run('sign', '--key', 'anna.pem')).toMatchObject({ exitCode: exitCodes.usage })
    expect(await run(...sign, '--yes')).toMatchObject({
      exitCode: exitCodes.conflict,
      stderr: expect.stringContaining('what stands is not what the sources say'),
    })
    await succeed(run('apply', '--yes'))
    const { stdout } = await succeed(run(...sign, '--yes'))
    expect(stdout).toContain('2 documents that stand as they were applied, which is what the sources say:')
    expect(stdout).toMatch(/signed by .*: 2 documents as of @3\n$/)
    expect((await succeed(run('history'))).stdout).toMatch(/^@3 .* sign .* signed by /)
  })

  it('that would write what it does not show is neither shown, signed nor applied with a store at hand', async () => {
    const { run, path, workspace } = await begin()
    const { privateKey } = generateKeyPairSync('ed25519')
    workspace.write('anna.pem', privateKey.export({ format: 'pem', type: 'pkcs8' }).toString())
    forge(path)
    const forged = readFileSync(path, 'utf8')
    for (const words of [
      ['show', 'p.json', '--env', 'local'],
      ['sign', 'p.json', '--key', 'anna.pem', '--env', 'local', '--yes'],
      ['apply', 'p.json', '--yes'],
    ]) {
      const { exitCode, stderr } = await run(...words)
      expect(exitCode, `${words}: ${stderr}`).toBe(exitCodes.invalid)
      expect(stderr).toContain('#/jobTimeout is not what it would write')
    }
    expect(readFileSync(path, 'utf8')).toBe(forged)
  })
})

describe('plan --detailed-exitcode', () => {
  it('is 2 where only what is asked of later plans changes, and the digest is shown', async () => {
    const workspace = copyWorkspace(example)
    const run = (...words: string[]) => appia(words, workspace)
    await succeed(run('apply', '--yes'))
    expect((await run('plan', '--detailed-exitcode')).exitCode).toBe(exitCodes.done)
    workspace.edit('configs/index.ts', "store: 'embedded'", "store: 'embedded', protected: true")
    const planned = await run('plan', '--detailed-exitcode')
    expect(planned.stdout).toMatch(/! PROTECTION +none → protected\n/)
    expect(planned.stdout).toMatch(/digest [0-9a-f]{8}/)
    expect(planned.exitCode, planned.stderr).toBe(exitCodes.changes)
  })
})

describe('Ctrl-C', () => {
  const noProc = process.platform === 'linux' ? undefined : 'processor time is read from /proc'

  it.skipIf(noProc)('ends `show` of the largest plan within two seconds of processor time', async () => {
    const workspace = copyWorkspace(example)
    workspace.write('large.json', encodePlan(sealPlan(largePlan())))
    const show = () => {
      const running = startAppia(['show', 'large.json', '--all'], workspace)
      return { running, used: processorTimeOf(running) }
    }
    const whole = show()
    await whole.running.ended
    for (const share of [0.1, 0.3, 0.8]) {
      const { running, used } = show()
      while (used.ms < whole.used.ms * share && !used.isOver) await pause(5)
      const before = used.ms
      await running.interrupt()
      expect((await running.ended).exitCode, `${share} of ${whole.used.ms} ms`).toBe(exitCodes.interrupted)
      expect(used.ms - before).toBeLessThan(2_000)
    }
  })
})

/** Processor time of a process so far, until it is over. */
function processorTimeOf({ pid = 0, ended }: Running): { readonly ms: number; readonly isOver: boolean } {
  const used = { ms: 0, isOver: false }
  const watch = setInterval(() => {
    used.ms = Math.max(used.ms, processorMs(pid))
  }, 5)
  void ended.finally(() => {
    clearInterval(watch)
    used.isOver = true
  })
  return used
}

/** Time that a process has had of processors; 0 once it is gone. */
function processorMs(pid: number): number {
  try {
    const fields = readFileSync(`/proc/${pid}/stat`, 'utf8')
      .replace(/^.*\) /, '')
      .split(' ')
    return (Number(fields[11]) + Number(fields[12])) * 10
  } catch {
    return 0
  }
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms))
}
