import { execFile } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { onTestFinished } from 'vitest'

const root = join(import.meta.dirname, '../..')

/** Errors of the compiler when the JSON is a literal of a type that a package makes from a published schema; '' where it fits. */
export async function typeMisfits(json: string, type: string, from: string): Promise<string> {
  const folder = mkdtempSync(join(root, 'node_modules/.misfits-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  const file = join(folder, 'literal.ts')
  writeFileSync(file, `import type { ${type} as Type } from '${from}'\nexport const literal: Type = ${json}`)
  const compiler = join(root, 'node_modules/typescript/bin/tsc')
  const flags = ['--ignoreConfig', '--noEmit', '--strict', '--skipLibCheck']
  const words = [compiler, ...flags, '--moduleResolution', 'bundler', '--module', 'preserve', file]
  return await promisify(execFile)(process.execPath, words, { cwd: root }).then(
    ({ stdout }) => stdout,
    (error: { stdout: string }) => error.stdout,
  )
}
