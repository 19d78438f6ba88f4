import { describe, expect, it } from 'vitest'
import { exitCodes } from '../../src/model/index.ts'
import { arena, succeed } from './main-job.ts'

const longAgo = '2020-01-31'
const allowed = ['--expired-waiver', 'gateway-forward']

describe('a waiver past its last day', () => {
  it('fails check, and is a danger on top of a plan', async () => {
    const { run } = await waivedUntil(longAgo)
    expect((await run('check')).exitCode).toBe(exitCodes.invalid)
    const { stdout, stderr } = await succeed(run('plan', '-o', 'p.json'))
    expect(stdout).toMatch(/\n\n! EXPIRED +the waiver of gateway-forward, on 2020-01-31: /)
    expect(stderr).not.toContain('waiver-expired')
    expect((await succeed(run('show', 'p.json'))).stdout).toContain('! EXPIRED ')
  })

  it('holds up every apply, exit 7, until it is allowed by name', async () => {
    const { run } = await waivedUntil(longAgo)
    await succeed(run('plan', '-o', 'p.json'))
    const { plan } = JSON.parse((await run('plan', '--json')).stdout) as { plan: { digest: string } }
    for (const words of [[], ['p.json'], ['--approved', plan.digest]]) {
      const refused = await run('apply', '--yes', ...words)
      expect(refused.exitCode, refused.stderr).toBe(exitCodes.refused)
      expect(refused.stderr).toContain(
        'not applied: waivers have expired: gateway-forward (until 2020-01-31)',
      )
      expect(refused.stderr).toContain('--expired-waiver gateway-forward')
    }
    const misspelt = await run('apply', '--yes', '--expired-waiver', 'gateway-forwrd')
    expect(misspelt.exitCode).toBe(exitCodes.usage)
    expect(misspelt.stderr).toContain('did you mean gateway-forward?')
    expect((await run('history')).stdout).toBe('nothing was applied yet\n')
    await succeed(run('apply', 'p.json', '--yes', ...allowed))
  })

  it('neither holds up a rollback, saved or not, nor an apply with nothing to do, nor what only looks', async () => {
    const { run, workspace } = await waivedUntil(longAgo)
    await succeed(run('apply', '--yes', ...allowed))
    await succeed(run('apply', '--yes'))
    workspace.edit('configs/thresholds.ts', 'ddos: 0.7,', 'ddos: 0.8,')
    await succeed(run('apply', '--yes', ...allowed))
    const { stdout } = await succeed(run('rollback', '--yes'))
    expect(stdout).not.toContain('EXPIRED')
    await succeed(run('rollback', '-o', 'undo.json'))
    await succeed(run('apply', 'undo.json', '--yes'))
    for (const words of [['drift'], ['status'], ['explain', '/config/sniffer/json#/profile'], ['history']])
      await succeed(run(...words))
  })
})

describe('a waiver near its last day', () => {
  it('is warned of by check from 30 days before, and by nothing else', async () => {
    const { run } = await waivedUntil(dayIn(20))
    const { stderr, stdout } = await succeed(run('check'))
    expect(stderr).toMatch(
      /warning\[waiver-expires-soon\]: the last day of the waiver of gateway-forward is /,
    )
    expect(stderr).toMatch(/--> configs\/waivers\.ts:\d+:\d+/)
    expect(stdout).toContain('waived gateway-forward')
    const planned = await succeed(run('plan'))
    expect(planned.stdout + planned.stderr).not.toMatch(/EXPIRED|waiver-expires/)
    await succeed(run('apply', '--yes'))
  })

  it('says nothing before', async () => {
    const { run } = await waivedUntil(dayIn(40))
    expect((await succeed(run('check'))).stderr).toBe('')
  })
})

it('the days of waivers are in the plan, and not in its digest', async () => {
  const { run, workspace } = await waivedUntil(longAgo)
  const planned = async () =>
    JSON.parse((await succeed(run('plan', '--format', 'json'))).stdout) as {
      digest: string
      checks: { waived: readonly { until: string }[] }
    }
  const before = await planned()
  workspace.edit('configs/waivers.ts', longAgo, '2099-12-30')
  const after = await planned()
  expect([before.checks.waived[0]?.until, after.checks.waived[0]?.until]).toEqual([longAgo, '2099-12-30'])
  expect(after.digest).toBe(before.digest)
})

async function waivedUntil(day: string) {
  const opened = await arena(async () => ['--env', 'local'])
  opened.workspace.edit('configs/waivers.ts', '2099-12-31', day)
  return opened
}

/** By the clock that the command reads too; `days` keeps clear of both ends of what is tested. */
function dayIn(days: number): string {
  return new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10)
}
