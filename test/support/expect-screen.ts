import { existsSync, mkdirSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import pixelmatch from 'pixelmatch'
import type { Page } from 'playwright-core'
import { PNG } from 'pngjs'
import { expect } from 'vitest'

/** A picture as raw pixels, four bytes each. */
export interface Picture {
  readonly width: number
  readonly height: number
  readonly data: Uint8Array
}

/** Share of the pixels that may look otherwise: releases of a browser draw the edges of letters a little differently. */
export const tolerance = 0.005

/**
 * Compares what a page shows with a stored picture; `UPDATE_GOLDEN=1` rewrites that. Where they differ, the error names
 * the file in which the differences are marked.
 */
export async function expectScreen(file: string, page: Page): Promise<void> {
  const shot = await page.screenshot({ animations: 'disabled', caret: 'hide' })
  if (process.env.UPDATE_GOLDEN === '1') {
    mkdirSync(dirname(file), { recursive: true })
    writeFileSync(file, shot)
  }
  expect(existsSync(file), `${file} is missing; to take it: UPDATE_GOLDEN=1 npm test`).toBe(true)
  const [stored, shown] = [PNG.sync.read(readFileSync(file)), PNG.sync.read(shot)]
  expect([shown.width, shown.height]).toEqual([stored.width, stored.height])
  const { share, marked } = compareScreens(stored, shown)
  if (share <= tolerance) return
  const folder = mkdtempSync(join(tmpdir(), 'appia-screen-'))
  writeFileSync(join(folder, 'shown.png'), shot)
  writeFileSync(join(folder, 'differences.png'), PNG.sync.write(marked))
  const percent = (share * 100).toFixed(1)
  expect.fail(
    `${percent} % of ${file} look otherwise, see ${folder}; if it is right: UPDATE_GOLDEN=1 npm test`,
  )
}

/** Which share of the pixels of two pictures of one size is seen to differ, and a picture that marks them. */
export function compareScreens(
  stored: Picture,
  shown: Picture,
): { readonly share: number; readonly marked: PNG } {
  const { width, height } = stored
  const marked = new PNG({ width, height })
  const different = pixelmatch(stored.data, shown.data, marked.data, width, height, { threshold: 0.2 })
  return { share: different / (width * height), marked }
}
