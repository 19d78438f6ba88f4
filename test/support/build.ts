import { execFileSync, spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { pipelineFolder } from './workspace.ts'

/** Builds dist/ once before any test, and evaluates the tests' workspace once: copies of it start from that cache. */
export function setup(): void {
  const words = existsSync('dist/types') ? ['--no-types'] : []
  execFileSync(process.execPath, ['scripts/build.mjs', ...words], { stdio: 'inherit' })
  spawnSync(process.execPath, ['dist/main.js', 'check', '--workspace', pipelineFolder])
}
