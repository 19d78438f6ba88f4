import { mkdirSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { expect, it } from 'vitest'
import { exitCodes } from '../../src/model/index.ts'
import { arena, succeed } from './main-job.ts'
import { describeTrimming } from './trim.ts'

const local = ['--env', 'local']

describeTrimming('trimming the history of the embedded store', async () => local)

it('a trim past an apply of unknown outcome is refused, exit 7', async () => {
  const { workspace, run } = await arena(async () => local)
  await succeed(run('apply', '--yes'))
  workspace.edit('configs/thresholds.ts', 'ddos: 0.7,', 'ddos: 0.8,')
  await succeed(run('apply', '--yes'))
  const journal = join(workspace.directory, '.appia/journal/local/open.json')
  mkdirSync(dirname(journal), { recursive: true })
  writeFileSync(journal, JSON.stringify({ formatVersion: 1, prefix: '', workspace: 'pipeline', seq: 1 }))
  const refused = await run('history', '--trim', '1', '--yes')
  expect(refused.exitCode).toBe(exitCodes.refused)
  expect(refused.stderr).toContain('the outcome of apply @1 is unknown')
  expect((await succeed(run('history'))).stdout).toMatch(/^@2 .*\n@1 .*\n$/)
})
