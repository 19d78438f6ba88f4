import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { checkWorkspace } from '../../src/app/check/index.ts'
import { generateFiles } from '../../src/app/generate/index.ts'
import { configCompilerOptions } from '../../src/model/index.ts'
import { copyWorkspace, type TestWorkspace } from '../support/workspace.ts'
import { contextIn } from './a-context.ts'

const project = join(import.meta.dirname, '../..')
const typings = 'generated/ts/data-files.d.ts'

/** What an editor, or anybody who runs tsc, says of a workspace. */
function tsc({ directory }: TestWorkspace): string {
  const compiler = join(project, 'node_modules/typescript/bin/tsc')
  const { stdout, stderr } = spawnSync(process.execPath, [compiler, '-p', '.'], {
    cwd: directory,
    encoding: 'utf8',
  })
  return stdout + stderr
}

it('an editor knows imports of data once the typings are generated; they go with the last such file', async () => {
  const workspace = copyWorkspace(join(import.meta.dirname, 'nothing'))
  for (const folder of ['configs', 'schemas']) mkdirSync(join(workspace.directory, folder))
  const schema = { type: 'object', additionalProperties: true, properties: {}, 'x-effect': 'live' }
  workspace.write(
    'schemas/web.schema.json',
    JSON.stringify({ $schema: 'https://json-schema.org/draft/2020-12/schema', ...schema }),
  )
  workspace.write('configs/limits.yaml', 'most: 3\n')
  workspace.write('configs/motd.txt', 'hello\n')
  const modules = (imports: string, value: string) => `import { component, workspace } from 'appia'
${imports}
export default workspace({ name: 'w', components: { web: component('web', ${value}) }, environments: { l: { store: 'embedded' } } })
`
  const imports = "import limits from './limits.yaml'\nimport motd from './motd.txt'"
  workspace.write('configs/index.ts', modules(imports, '{ limits, motd: motd.length }'))
  const paths = { appia: [join(project, 'dist/types/define/index.d.ts')] }
  const compilerOptions = { ...configCompilerOptions, paths }
  workspace.write('tsconfig.json', JSON.stringify({ compilerOptions, include: ['configs', 'generated/ts'] }))

  expect(tsc(workspace)).toContain('limits.yaml')
  await generateFiles({ isCheck: false }, contextIn(workspace.directory))
  expect(tsc(workspace)).toBe('')
  const { diagnostics } = await checkWorkspace({ isVerified: false }, contextIn(workspace.directory))
  expect(diagnostics).toEqual([])

  for (const name of ['limits.yaml', 'motd.txt']) {
    workspace.write('configs/index.ts', modules('', '{}'))
    rmSync(join(workspace.directory, 'configs', name))
  }
  await generateFiles({ isCheck: false }, contextIn(workspace.directory))
  expect(existsSync(join(workspace.directory, typings))).toBe(false)
})
