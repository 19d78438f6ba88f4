import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { requireConfined } from '../../files/index.ts'

/** The text of a source, to be shown; undefined where it is gone by now, or is not of the workspace. */
export function readSource(directory: string, file: string): string | undefined {
  try {
    const path = join(directory, file)
    requireConfined(directory, path)
    return readFileSync(path, 'utf8')
  } catch {
    return undefined
  }
}
