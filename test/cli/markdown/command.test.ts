import { expect, it } from 'vitest'
import { exitCodes } from '../../../src/model/index.ts'
import { appia } from '../../support/appia.ts'
import { copyWorkspace } from '../../support/workspace.ts'

it('plan and show give a plan as Markdown, and refuse what is no form of theirs', async () => {
  const { directory } = copyWorkspace()
  const gitlab = { GITLAB_CI: 'true', CI_PROJECT_URL: 'https://git.example/a/b', CI_COMMIT_SHA: '9be2c1f' }
  const run = (...words: string[]) => appia(words, { directory, variables: gitlab })
  const planned = await run('plan', '-o', 'a.plan.json', '--format', 'markdown')
  expect(planned.exitCode, planned.stderr).toBe(exitCodes.done)
  expect(planned.stdout).toMatch(
    /^<!-- appia plan \S+ local -->\n### Plan for `local`: 6 keys created, none deleted\n/,
  )
  expect(planned.stdout).toContain('](https://git.example/a/b/-/blob/9be2c1f/configs/thresholds.ts#L4)')
  expect((await run('plan', '-o', 'a.plan.json', '--format', 'markdown')).stdout).toBe(planned.stdout)
  const shown = await run('show', 'a.plan.json', '--format', 'markdown', '--fit', 'github-body')
  expect(shown.stdout.split('\n')[0]).toBe(planned.stdout.split('\n')[0])
  expect([...shown.stdout].length).toBeLessThanOrEqual(65_536)
  for (const words of [
    ['plan', '--format', 'pdf'],
    ['show', 'a.plan.json', '--format', 'json'],
    ['plan', '--fit', 'github-body'],
    ['plan', '--format', 'markdown', '--fit', 'a postcard'],
  ])
    expect((await run(...words)).exitCode, words.join(' ')).toBe(exitCodes.usage)
})

it('a plan that cannot be applied says so in its Markdown, and why', async () => {
  const workspace = copyWorkspace()
  const run = (...words: string[]) => appia(words, workspace)
  expect((await run('apply', '--yes')).exitCode).toBe(exitCodes.done)
  workspace.edit('configs/thresholds.ts', 'ddos: 0.7,', 'ddos: 0.8,')
  const { exitCode, stdout } = await run(
    'plan',
    '--format',
    'markdown',
    '--allow-type-change',
    '/config/none/json#/a',
  )
  expect(exitCode, stdout).not.toBe(exitCodes.done)
  expect(stdout).toContain(': cannot be applied\n')
  expect(stdout).toContain('- **error** permission-unmatched: `')
})
