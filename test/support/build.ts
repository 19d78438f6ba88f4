import { execFileSync, spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { pipelineFolder } from './workspace.ts'

/** Builds dist/ once before any test, and generates and evaluates the tests' workspace once: copies start from that. */
export function setup(): void {
  const words = existsSync('dist/types') ? ['--no-types'] : []
  execFileSync(process.execPath, ['scripts/build.mjs', ...words], { stdio: 'inherit' })
  for (const verb of ['generate', 'check'])
    spawnSync(process.execPath, ['dist/main.js', verb, '--workspace', pipelineFolder])
}
