import { join } from 'node:path'
import { expect, it } from 'vitest'
import { exitCodes } from '../../src/model/index.ts'
import { appia } from '../support/appia.ts'
import { copyWorkspace } from '../support/workspace.ts'

const example = join(import.meta.dirname, '../../examples/minimal')

it.each([
  ['configs/index.ts/a.plan.json', 'a part of its path is not a folder'],
  ['configs/index.ts/plans/a.plan.json', 'a part of its path is not a folder'],
  ['configs', 'it is a folder'],
])('a plan that cannot be saved as %s is an error with its place, and no page', async (file, reason) => {
  const ran = await appia(['plan', '--format', 'html', '-o', file], copyWorkspace(example))
  expect(ran).toMatchObject({
    exitCode: exitCodes.error,
    stdout: '',
    stderr: `error: cannot write ${file}: ${reason}\n`,
  })
})
