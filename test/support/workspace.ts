import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { onTestFinished } from 'vitest'

/** A small workspace that exercises everything a workspace may hold, of no particular user. */
export const pipelineFolder = join(import.meta.dirname, 'fixtures/pipeline')

export interface TestWorkspace {
  readonly directory: string
  /** Replaces text in a file; fails when it is not there, so that an edit never silently does nothing. */
  edit(file: string, from: string | RegExp, to: string): void
  write(file: string, text: string): void
}

/** A copy of a workspace in a temporary folder, removed when the test has finished. */
export function copyWorkspace(source = pipelineFolder): TestWorkspace {
  const directory = mkdtempSync(join(tmpdir(), 'appia-workspace-'))
  onTestFinished(() => rmSync(directory, { recursive: true, force: true }))
  for (const folder of ['configs', 'schemas', 'generated']) {
    if (existsSync(join(source, folder)))
      cpSync(join(source, folder), join(directory, folder), { recursive: true })
  }
  return {
    directory,
    edit(file, from, to) {
      const path = join(directory, file)
      const before = readFileSync(path, 'utf8')
      const after = before.replace(from, to)
      if (after === before) throw new Error(`${file} has no ${from}`)
      writeFileSync(path, after)
    },
    write: (file, text) => writeFileSync(join(directory, file), text),
  }
}
