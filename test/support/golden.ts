import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { expect } from 'vitest'

/** Compares text with a golden file; `UPDATE_GOLDEN=1` rewrites it. A missing file fails like a different one. */
export function expectGolden(file: string, actual: string): void {
  if (process.env.UPDATE_GOLDEN === '1') {
    mkdirSync(dirname(file), { recursive: true })
    writeFileSync(file, actual)
  }
  const expected = existsSync(file) ? readFileSync(file, 'utf8') : '(no golden file)'
  expect(actual, `${file} differs; if the new text is right: UPDATE_GOLDEN=1 npm test`).toBe(expected)
}
