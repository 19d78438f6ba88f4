import axe from 'axe-core'
import {
  type Browser,
  type BrowserContextOptions,
  chromium,
  type LaunchOptions,
  type Page,
} from 'playwright-core'
import { findExecutable } from './groups.ts'

/** Starts the Chromium of this machine, headless; whoever starts it closes it. */
export async function startBrowser({ args, env }: LaunchOptions = {}): Promise<Browser> {
  return await chromium.launch({
    executablePath: findExecutable('chromium') ?? 'chromium',
    ...(args && { args }),
    ...(env && { env }),
  })
}

/** A page of its own, and what went wrong in it so far. */
export interface WatchedPage {
  readonly page: Page
  /** Errors, warnings on the console, and what the content policy stopped. */
  readonly complaints: readonly string[]
  /** Every address that was asked for, those that a policy stopped too. */
  readonly requests: readonly string[]
}

/** Opens an empty page, as `settings` have it (`colorScheme`, `viewport`, …); it is closed with the browser. */
export async function openPage(browser: Browser, settings: BrowserContextOptions = {}): Promise<WatchedPage> {
  const context = await browser.newContext({ reducedMotion: 'reduce', ...settings })
  const page = await context.newPage()
  const complaints: string[] = []
  const requests: string[] = []
  // The console tells of violations of the policy too.
  page.on('console', (message) => {
    if (message.type() === 'error' || message.type() === 'warning') complaints.push(message.text())
  })
  page.on('pageerror', (error) => complaints.push(String(error)))
  page.on('dialog', (dialog) => {
    complaints.push(`a dialog: ${dialog.message()}`)
    void dialog.dismiss()
  })
  page.on('request', (request) => requests.push(request.url()))
  return { page, complaints, requests }
}

/** What axe finds against WCAG and its own best practices, a line each: `color-contrast: .from (…)`. */
export async function accessProblems(page: Page): Promise<string[]> {
  await page.evaluate(axe.source)
  const { violations } = (await page.evaluate('axe.run(document)')) as axe.AxeResults
  return violations.flatMap(({ id, nodes }) =>
    nodes.map(({ target, failureSummary }) => `${id}: ${target.join(' ')} (${failureSummary})`),
  )
}

/** How many pixels the page is too wide for the window; 0 where it fits. */
export async function sidewaysScroll(page: Page): Promise<number> {
  return await page.evaluate('document.documentElement.scrollWidth - document.documentElement.clientWidth')
}
