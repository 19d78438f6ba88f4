import { existsSync, readFileSync } from 'node:fs'
import packageJson from '../../../package.json' with { type: 'json' }
import { sha256 } from '../../model/index.ts'

/** The version of this tool, `0.1.0`. */
export function toolVersion(): string {
  return packageJson.version
}

/** The version and a hash of the code itself: main.js names its chunks by their contents. For cache keys. */
export function toolBuild(): string {
  return `${toolVersion()}+${sha256(readFileSync(programFile())).slice(0, 16)}`
}

/** Beside the chunk that this module is in; in a checkout, the module itself. */
function programFile(): URL {
  const built = new URL('./main.js', import.meta.url)
  return existsSync(built) ? built : new URL(import.meta.url)
}
