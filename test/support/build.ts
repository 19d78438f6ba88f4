import { execFileSync } from 'node:child_process'

/** Builds dist/ once before any test: the evaluator and the CLI run as processes of their own. */
export function setup(): void {
  execFileSync(process.execPath, ['scripts/build.mjs', '--no-types'], { stdio: 'inherit' })
}
