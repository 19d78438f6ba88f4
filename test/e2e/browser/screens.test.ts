import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import type { Browser, BrowserContextOptions, Page } from 'playwright-core'
import { PNG } from 'pngjs'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { pageOf } from '../../cli/html/page-of.ts'
import { busyPlan } from '../../cli/sample-plans.ts'
import { start } from '../../dashboard/board-samples.ts'
import { openPage, startBrowser } from '../../support/browser.ts'
import { compareScreens, expectScreen, tolerance } from '../../support/expect-screen.ts'
import { browserMissing, describeGroup, fontMissing } from '../../support/groups.ts'
import { serve, sickKeeper, visit } from './board.ts'

const screens = join(import.meta.dirname, 'screens')
const desk = { viewport: { width: 1280, height: 800 } }
const phone = { viewport: { width: 360, height: 740 } }
const looks: readonly (readonly [string, BrowserContextOptions])[] = [
  ['light', { ...desk, colorScheme: 'light' }],
  ['dark', { ...desk, colorScheme: 'dark' }],
  ['phone', { ...phone, colorScheme: 'light' }],
]

describeGroup('browser', browserMissing() ?? fontMissing(), 'what is seen', () => {
  const folder = mkdtempSync(join(tmpdir(), 'appia-screens-'))
  let browser: Browser
  beforeAll(async () => {
    const env = { ...process.env, FONTCONFIG_FILE: join(import.meta.dirname, 'fonts.conf') }
    browser = await startBrowser({ args: ['--font-render-hinting=none'], env })
  })
  afterAll(async () => {
    await browser?.close()
    rmSync(folder, { recursive: true, force: true })
  })

  const openSteady = async (settings: BrowserContextOptions): Promise<Page> => {
    const { page } = await openPage(browser, settings)
    await page.clock.setFixedTime(start)
    return page
  }

  it.each(looks)('of a sick fleet on the dashboard, %s, is as it was', async (name, settings) => {
    const { url } = await serve(sickKeeper())
    const page = await openSteady(settings)
    await visit(page, url, 'overview')
    await expectScreen(join(screens, `dashboard-${name}.png`), page)
  })

  it.each(looks)('of a plan with dangers, %s, is as it was', async (name, settings) => {
    const file = join(folder, `${name}.html`)
    writeFileSync(file, pageOf(busyPlan))
    const page = await openSteady(settings)
    await page.goto(pathToFileURL(file).href)
    await expectScreen(join(screens, `plan-${name}.png`), page)
  })

  it('is not the same where a line is missing, or a colour is another', async () => {
    const page = await openSteady({ ...desk, bypassCSP: true })
    const shot = async () => PNG.sync.read(await page.screenshot())
    await page.setContent(pageOf(busyPlan))
    const before = await shot()
    const shareAfter = async (css: string) => {
      const style = await page.addStyleTag({ content: css })
      const { share } = compareScreens(before, await shot())
      await style.evaluate('(element) => element.remove()')
      return share
    }
    expect(await shareAfter('main {}')).toBe(0)
    expect(await shareAfter('h1 { display: none }')).toBeGreaterThan(tolerance)
    expect(await shareAfter('main { background: #fdd }')).toBeGreaterThan(tolerance)
  })
})
