import { execFileSync } from 'node:child_process'
import { existsSync } from 'node:fs'

/** Builds dist/ once before any test: the evaluator and the CLI run as processes of their own. */
export function setup(): void {
  const words = existsSync('dist/types') ? ['--no-types'] : []
  execFileSync(process.execPath, ['scripts/build.mjs', ...words], { stdio: 'inherit' })
}
