// First paint of a page with 10,000 changes next to that of an empty one, in turns, and what the page needs besides its data.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { gzipSync } from 'node:zlib'
import type { Browser } from 'playwright-core'
import { pageOf } from '../cli/html/page-of.ts'
import { planOf } from '../cli/sample-plans.ts'
import { longPlan, longSources } from '../e2e/report/long-plan.ts'
import { startBrowser } from '../support/browser.ts'

const rounds = 7
const folder = mkdtempSync(join(tmpdir(), 'appia-bench-'))
const written = (name: string, html: string) => {
  writeFileSync(join(folder, name), html)
  return pathToFileURL(join(folder, name)).href
}
const browser = await startBrowser()
try {
  const html = pageOf(longPlan(10_000), { sources: longSources })
  const pages = {
    empty: written('empty.html', '<!doctype html><title>empty</title><p>empty</p>'),
    long: written('long.html', html),
  }
  const taken = { empty: [] as number[], long: [] as number[] }
  for (let round = 0; round < rounds; round++)
    for (const name of ['empty', 'long'] as const) taken[name].push(await firstPaint(browser, pages[name]))
  const [empty, long] = [median(taken.empty), median(taken.long)]
  console.log(
    `first paint, median of ${rounds}: empty ${empty.toFixed(0)} ms, 10,000 changes ${long.toFixed(0)} ms, ${(long / empty).toFixed(1)} times as long`,
  )
  const bare = Buffer.from(pageOf(planOf({})))
  console.log(`a page without changes: ${bare.length} bytes, ${gzipSync(bare, { level: 9 }).length} gzipped`)
  console.log(`with 10,000: ${Buffer.byteLength(html)} bytes, ${gzipSync(html, { level: 9 }).length} gzipped`)
} finally {
  await browser.close()
  rmSync(folder, { recursive: true, force: true })
}

/** First contentful paint from the start of the navigation, in ms. */
async function firstPaint(opened: Browser, url: string): Promise<number> {
  const page = await opened.newPage()
  await page.goto(url)
  const painted = await page.evaluate(`new Promise((resolve) =>
    new PerformanceObserver((list) => resolve(list.getEntriesByName('first-contentful-paint')[0]?.startTime))
      .observe({ type: 'paint', buffered: true }))`)
  await page.close()
  return painted as number
}

function median(numbers: number[]): number {
  return numbers.sort((a, b) => a - b)[Math.floor(numbers.length / 2)] ?? Number.NaN
}
