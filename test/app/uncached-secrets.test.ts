import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it, vi } from 'vitest'
import { compileWorkspace, isKept, typeErrors } from '../../src/app/workspace/compile-workspace.ts'
import { toolBuild } from '../../src/app/workspace/tool-version.ts'
import { typeInputs } from '../../src/load/index.ts'
import { copyWorkspace } from '../support/workspace.ts'

const weak = 'hunter2-marker'
const literal = `...transport, encryption: { ...transport.encryption, curve_secret_key: '${weak}' as never },`

/** A workspace with caches of its own, and what lies in them. */
function begin() {
  const workspace = copyWorkspace()
  vi.stubEnv('XDG_CACHE_HOME', join(workspace.directory, 'cache'))
  vi.stubEnv('XDG_STATE_HOME', join(workspace.directory, 'state'))
  const folder = join(workspace.directory, 'cache/appia')
  const names = () => (existsSync(folder) ? readdirSync(folder) : [])
  return { workspace, names, texts: () => names().map((name) => readFileSync(join(folder, name), 'utf8')) }
}

async function evaluate(directory: string): Promise<readonly string[]> {
  const compiled = await compileWorkspace(directory)
  await typeErrors(await typeInputs(directory, toolBuild()), Promise.resolve(isKept(compiled)))
  return [...compiled.compiled.values()].flatMap(({ diagnostics }) => diagnostics.map(({ code }) => code))
}

it('what sources with a literal secret come to is not cached, however often it is asked for', async () => {
  const { workspace, names, texts } = begin()
  workspace.edit('configs/sniffer.ts', '...transport,', literal)
  for (let time = 0; time < 2; time++) expect(await evaluate(workspace.directory)).toContain('literal-secret')
  expect(names().filter((name) => /^(?:compiled|types)-/.test(name))).toEqual([])
  expect(texts().filter((text) => text.includes(weak))).toEqual([])
})

it('what sources without one come to is', async () => {
  const { workspace, names } = begin()
  expect(await evaluate(workspace.directory)).not.toContain('literal-secret')
  expect(names().filter((name) => /^(?:compiled|types)-/.test(name))).toHaveLength(2)
})
