import { expect, it } from 'vitest'
import { exitCodes } from '../../src/model/index.ts'
import { appia, type Ran } from '../support/appia.ts'
import { describeGroup, faketimeMissing } from '../support/groups.ts'
import { copyWorkspace } from '../support/workspace.ts'

describeGroup('faketime', faketimeMissing(), 'one workspace as the clock goes on', () => {
  const lastDay = '2027-01-31'

  it('the waiver is agreed to, then warned of, then fails check and holds up an apply', async () => {
    const { on } = clockedWorkspace()
    expect((await on('2026-12-31', 'check')).stderr).toBe('')
    expect((await on('2027-01-01', 'check')).stderr).toContain('warning[waiver-expires-soon]')
    expect((await on(`${lastDay} 23:59:30`, 'apply', '--yes')).exitCode).toBe(exitCodes.done)
  })

  it.each(['2027-02-01', '2040-01-01'])('on %s only what applies is held up', async (date) => {
    const { on } = clockedWorkspace()
    expect((await on(date, 'check')).exitCode).toBe(exitCodes.invalid)
    expect((await on(date, 'plan')).stdout).toContain('! EXPIRED ')
    expect((await on(date, 'apply', '--yes')).exitCode).toBe(exitCodes.refused)
    const named = await on(date, 'apply', '--yes', '--expired-waiver', 'gateway-forward')
    expect(named.exitCode, named.stderr).toBe(exitCodes.done)
    expect((await on(date, 'history')).stdout).toMatch(new RegExp(`^@1 +${date}T`))
    const undone = await on(date, 'rollback', '--yes', '--allow-delete', '6')
    expect(undone.exitCode, undone.stderr).toBe(exitCodes.done)
  })

  it('the same plan bytes come out on every day', async () => {
    const { on } = clockedWorkspace()
    const [before, after] = [await on('2026-12-01', ...asJson), await on('2040-01-01', ...asJson)]
    expect(after.stdout).toBe(before.stdout)
    expect(after.stdout).toContain(lastDay)
  })

  const asJson = ['plan', '--format', 'json']

  /** A copy of the workspace with a waiver until `lastDay`, and the command line under a clock. */
  function clockedWorkspace() {
    const workspace = copyWorkspace()
    workspace.edit('configs/waivers.ts', '2099-12-31', lastDay)
    const on = (date: string, ...words: string[]): Promise<Ran> =>
      // Days of waivers are UTC, and so is the clock here.
      appia(words, { ...workspace, date, variables: { TZ: 'UTC' } })
    return { on }
  }
})
