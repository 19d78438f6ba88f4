import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { exitCodes } from '../../src/model/index.ts'
import { appia } from '../support/appia.ts'
import { copyWorkspace } from '../support/workspace.ts'
import { succeed } from './main-job.ts'

it('a generated file that was edited is out of date, exit 8, and written anew', async () => {
  const workspace = copyWorkspace()
  workspace.edit('generated/ts/rag.d.ts', 'export interface Rag ', 'export interface Rug ')
  const refused = await appia(['generate', '--check'], workspace)
  expect(refused.exitCode).toBe(exitCodes.outOfDate)
  expect(refused.stderr).toContain('generated/ts/rag.d.ts is not what the workspace generates')
  expect((await succeed(appia(['generate'], workspace))).stdout).toMatch(/^1 of \d+ files written\n$/)
  await succeed(appia(['generate', '--check'], workspace))
})

it('typings whose schema is gone are out of date, and removed; what nobody generated stays', async () => {
  const workspace = copyWorkspace()
  const old = '// Generated from schemas/old.schema.json by appia generate; do not edit.\nexport {}\n'
  workspace.write('generated/ts/old.d.ts', old)
  workspace.write('generated/ts/mine.d.ts', 'export {}\n')
  const refused = await appia(['generate', '--check'], workspace)
  expect(refused.exitCode).toBe(exitCodes.outOfDate)
  expect(refused.stderr).toContain('generated/ts/old.d.ts was generated from a schema that is gone')
  await succeed(appia(['generate'], workspace))
  expect(existsSync(join(workspace.directory, 'generated/ts/old.d.ts'))).toBe(false)
  expect(existsSync(join(workspace.directory, 'generated/ts/mine.d.ts'))).toBe(true)
})

it('says the same with VERBOSE in the environment, which a library listens to', async () => {
  const workspace = copyWorkspace()
  const variables = { VERBOSE: '1' }
  const { stdout } = await succeed(appia(['generate', '--check'], { ...workspace, variables }))
  expect(stdout).toMatch(/^\d+ generated files are up to date\n$/)
})
