import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { onTestFinished } from 'vitest'
import type { LoadFailure } from '../../src/load/index.ts'
import type { Diagnostic, LoadedWorkspace } from '../../src/model/index.ts'

/** A workspace in a temporary folder, by the paths of its files; removed when the test has finished. */
export function workspaceFolder(files: Readonly<Record<string, string>>): string {
  const folder = mkdtempSync(join(tmpdir(), 'appia-load-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true })
    writeFileSync(join(folder, name), text)
  }
  return folder
}

/** configs/index.ts of a workspace with one component `c`, whose value is the expression `value`; `before` is what goes before it. */
export function moduleWith(before: string, value = 'value'): string {
  return `${before}
import { component, workspace } from 'appia'
export default workspace({ name: 'test', components: { c: component('c', ${value}) }, environments: { local: { store: 'embedded' } } })
`
}

/** The workspace that was loaded; fails with its diagnostics where it was not. */
export function expectLoaded(result: LoadedWorkspace | LoadFailure): LoadedWorkspace {
  if (!('documents' in result)) throw new Error(JSON.stringify(result.diagnostics, null, 2))
  return result
}

/** The diagnostics of a workspace that could not be loaded. */
export function expectFailed(result: LoadedWorkspace | LoadFailure): readonly Diagnostic[] {
  if ('documents' in result) throw new Error(`loaded: ${JSON.stringify(result.documents[0]?.value)}`)
  return result.diagnostics
}
