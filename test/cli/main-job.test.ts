import { describe, expect, it } from 'vitest'
import { exitCodes } from '../../src/model/index.ts'
import { appia } from '../support/appia.ts'
import { copyWorkspace } from '../support/workspace.ts'
import { describeMainJob } from './main-job.ts'

describeMainJob('the main job on the embedded store', async () => ['--env', 'local'])

describe('the embedded store as default', () => {
  it('says that nothing leaves this machine', async () => {
    const ran = await appia(['plan'], copyWorkspace())
    expect(ran.stdout).toContain('nothing leaves this machine')
  })

  it('takes no endpoints', async () => {
    const ran = await appia(['plan', '--endpoints', '127.0.0.1:2379'], copyWorkspace())
    expect(ran.exitCode).toBe(exitCodes.usage)
  })

  it('is not written in CI unless it is named', async () => {
    const workspace = copyWorkspace()
    const variables = { CI: 'true' }
    const refused = await appia(['apply', '--yes'], { ...workspace, variables })
    expect(refused.exitCode).toBe(exitCodes.usage)
    const meant = await appia(['apply', '--yes', '--env', 'local'], { ...workspace, variables })
    expect(meant.exitCode, meant.stderr).toBe(exitCodes.done)
  })
})

describe('a wrong command line', () => {
  it.each([
    [['plna'], 'did you mean "plan"'],
    [['plan', '--detailed-exit-code'], '--detailed-exitcode'],
    [['plan', '--env', 'locl'], 'did you mean "local"'],
    [['--env', 'local', 'plan'], 'the command comes first'],
    [['plan', '--env'], '--env needs a value: --env NAME'],
    [['plan', '-o', '--diff'], '--out needs a value: --out FILE'],
    [['plan', '--env', 'lab', '--endpoints', '127.0.0.1:99999'], '"127.0.0.1:99999" is not an endpoint'],
    [['plan', '--env', 'lab', '--endpoints', ''], '--endpoints names none'],
    [['show'], 'usage: appia show'],
    [['show', 'nothing.json'], 'cannot read nothing.json: it is not there'],
    [['history', '--limit', '0'], 'whole number'],
  ])('appia %j names the way out, exit 3', async (words, says) => {
    const ran = await appia(words, copyWorkspace())
    expect(ran.exitCode).toBe(exitCodes.usage)
    expect(ran.stderr).toContain(says)
  })

  it('a code of an error is explained, with no workspace', async () => {
    const ran = await appia(['explain', 'port-out-of-range'], { directory: '/' })
    expect(ran.exitCode).toBe(exitCodes.done)
    expect(ran.stdout).toBe('port-out-of-range: a port outside 1..65535\n')
  })

  it('every command explains itself and its exit codes', async () => {
    for (const verb of ['check', 'generate', 'plan', 'show', 'apply', 'history', 'doctor']) {
      const ran = await appia([verb, '--help'], copyWorkspace())
      expect(ran.exitCode).toBe(exitCodes.done)
      expect(ran.stdout).toContain(`usage: appia ${verb}`)
      expect(ran.stdout).toContain('outcome unknown, run appia apply --resume')
    }
  })
})
