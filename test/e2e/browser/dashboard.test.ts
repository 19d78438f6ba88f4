import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import {
  fleetOf,
  historyOf,
  keeperAt,
  opened,
  reported,
  rotationOf,
  start,
} from '../../dashboard/board-samples.ts'
import { accessProblems, openPage, sidewaysScroll, startBrowser } from '../../support/browser.ts'
import { browserMissing, describeGroup } from '../../support/groups.ts'
import { pageFolder, serve, sickKeeper, visit } from './board.ts'

const views = ['overview', 'fleet', 'applies', 'plan', 'drift', 'keys', 'etcd', 'diff/@1/@2']

it('the page is small', () => {
  const size = ['page.js', 'page.css', 'index.html'].reduce(
    (sum, file) => sum + gzipSync(readFileSync(join(pageFolder.pathname, file))).length,
    0,
  )
  expect(size).toBeLessThan(150 * 1024)
})

describeGroup('browser', browserMissing(), 'the page of appia dashboard', () => {
  let browser: Browser
  beforeAll(async () => {
    browser = await startBrowser()
  })
  afterAll(() => browser.close())

  const textOf = (page: Page, selector: string) => page.locator(selector).first().innerText()

  it('says what is wrong at the top, then where', async () => {
    const { url } = await serve(sickKeeper())
    const { page, complaints } = await openPage(browser)
    await page.goto(url)
    await page.getByRole('heading', { level: 1, name: '2 things are broken, 2 need attention' }).waitFor()
    expect(await page.title()).toBe('✗ lab: 2 broken')
    await page
      .getByRole('link', { name: 'detector@gw-02 is down: nothing with a live lease reports' })
      .click()
    await page.getByRole('region', { name: 'Fleet' }).waitFor()
    const rows = await page.locator('.members tbody tr').allInnerTexts()
    expect(rows.map((row) => row.split(/\s/)[0])).toEqual([
      'detector@gw-02',
      'sniffer@gw-01',
      'detector@gw-01',
    ])
    expect(complaints).toEqual([])
  })

  it('follows what changes, and the server when it comes back', async () => {
    const keeper = sickKeeper()
    const { served, url } = await serve(keeper)
    const { page } = await openPage(browser)
    await page.goto(`${url}#/fleet`)
    await page.getByText('detector@gw-02', { exact: true }).waitFor()
    keeper.observer.onObservation(fleetOf([reported('rag@gw-09', { configProblem: 'invalid' })]))
    await page.getByText('rag@gw-09 is sick: its newest configuration is invalid').waitFor()
    expect(await page.getByText('detector@gw-02', { exact: true }).count()).toBe(0)
    await served.close()
    await page.getByText(/appia dashboard does not answer since/).waitFor()
    await page.getByText('no contact', { exact: false }).first().waitFor()
    keeper.observer.onObservation(fleetOf([reported('rag@gw-10', { configProblem: 'missing' })]))
    await serve(keeper, { port: served.address.port })
    await page.getByText('rag@gw-10 is sick: its newest configuration is missing').waitFor()
    expect(await page.getByText(/does not answer/).count()).toBe(0)
  })

  it('stays fluid with 500 members and 2,000 applies', async () => {
    const keeper = keeperAt({ now: start })
    const fleet = Array.from({ length: 500 }, (_, index) =>
      reported(
        `detector@gw-${String(index).padStart(3, '0')}`,
        index % 50 === 0 ? { aliveSince: null, running: null } : {},
      ),
    )
    keeper.observer.onObservation(opened)
    keeper.observer.onObservation(fleetOf(fleet))
    keeper.observer.onObservation({ kind: 'applies', entries: historyOf(2000) })
    keeper.observer.onContact()
    const { url } = await serve(keeper)
    const { page, complaints } = await openPage(browser)
    await page.goto(`${url}#/fleet`)
    await page.getByText('1–50 of 500 members').waitFor()
    await page.evaluate(measureFrames)
    // members that change one after the other, while one types, turns pages and changes views
    for (let round = 0; round < 20; round++)
      keeper.observer.onObservation(
        fleetOf(
          fleet.with(round, reported(`detector@gw-${String(round).padStart(3, '0')}`, { running: null })),
        ),
      )
    await page.getByLabel('Find').fill('gw-49')
    await page.getByText('detector@gw-499').waitFor()
    await page.getByLabel('Find').fill('')
    await page.getByRole('button', { name: 'Next' }).click()
    await page.getByText('51–100 of 500 members').waitFor()
    await page.getByRole('link', { name: 'Applies', exact: true }).click()
    await page.getByText('1–50 of 2000 applies').waitFor()
    await page.getByRole('button', { name: 'Next' }).click()
    await page.getByText('change 1950', { exact: true }).waitFor()
    // on a machine with other work everything is slow: no step blocks longer than laying out a plain table does
    const longest = await page.evaluate<number>('window.longestTask')
    expect(longest).toBeLessThan(20 * (await page.evaluate<number>(plainTable)) + 500)
    expect(await page.evaluate<number>('document.querySelectorAll("*").length')).toBeLessThan(2500)
    expect(complaints).toEqual([])
  })

  it('shows hostile texts as texts', async () => {
    const keeper = keeperAt({ now: start })
    const hostile = '<img src=x onerror=alert(1)></td><script>alert(2)</script>{{7*7}}\u202e\u0000'
    keeper.observer.onObservation({
      kind: 'opened',
      subject: { environment: hostile, workspace: hostile, storeName: hostile, withoutSources: null },
    })
    keeper.observer.onObservation(
      fleetOf([reported(`${hostile}@${hostile}`, { agentProblems: [hostile], keyId: hostile })], {
        rotation: rotationOf({ standing: hostile }),
      }),
    )
    const entries = historyOf(2).map((entry) => ({
      ...entry,
      who: hostile,
      message: hostile,
      commit: hostile,
    }))
    keeper.observer.onObservation({ kind: 'applies', entries })
    const report = {
      entries: [{ key: hostile, kind: 'foreign', revision: 3 }],
      checked: 1,
      ignored: 0,
      unmatched: [],
    } as const
    keeper.observer.onObservation({
      kind: 'drift',
      drift: { environment: hostile, storeName: '', revision: 3, isApplied: true, report },
    })
    keeper.observer.onObservation({
      kind: 'endpoints',
      endpoints: [{ endpoint: hostile, reachable: false, problem: hostile, faults: [] }],
    })
    const { url } = await serve(keeper)
    const { page, complaints, requests } = await openPage(browser)
    for (const view of [...views, encodeURIComponent(hostile)]) {
      await visit(page, url, view)
      expect(await page.locator('img').count()).toBe(0)
    }
    expect(await textOf(page, '.alarms')).toContain('<script>alert(2)</script>')
    expect(await page.locator('body').innerText()).not.toContain('\u202e')
    expect(complaints.filter((text) => !text.includes('503'))).toEqual([])
    expect(requests.filter((address) => !address.startsWith(url))).toEqual([])
  })

  it.each(['light', 'dark'] as const)('has nothing that axe complains of, in %s', async (colorScheme) => {
    const { url } = await serve(sickKeeper())
    const { page } = await openPage(browser, { colorScheme })
    for (const view of views) {
      await visit(page, url, view)
      expect(await accessProblems(page), view).toEqual([])
    }
  })

  it('fits a phone, and 200 %', async () => {
    const { url } = await serve(sickKeeper())
    for (const viewport of [
      { width: 360, height: 740 },
      { width: 640, height: 400 },
    ]) {
      const { page } = await openPage(browser, { viewport })
      for (const view of views) {
        await visit(page, url, view)
        expect(await sidewaysScroll(page), `${view} at ${viewport.width}`).toBe(0)
      }
    }
  })

  it('is gone through by keys alone', async () => {
    const { url } = await serve(sickKeeper())
    const { page } = await openPage(browser)
    await page.goto(url)
    await page.getByRole('heading', { level: 1, name: /broken/ }).waitFor()
    const focused = () => page.evaluate<string>('document.activeElement.textContent')
    await page.keyboard.press('Tab')
    expect(await focused()).toBe('Skip to the content')
    for (let step = 0; step < 3; step++) await page.keyboard.press('Tab')
    expect(await focused()).toBe('Applies')
    await page.keyboard.press('Enter')
    await page.getByRole('region', { name: 'Applies' }).waitFor()
    await page.getByLabel('to', { exact: true }).focus()
    await page.keyboard.press('Enter')
    await page.getByRole('heading', { level: 2, name: '@2 → live' }).waitFor()
  })

  describe('with a token', () => {
    const token = 'correct-horse-battery'

    it('asks for it, and keeps it in the tab', async () => {
      const { url } = await serve(sickKeeper(), { token })
      const { page } = await openPage(browser)
      await page.goto(url)
      for (const wrong of ['wrong-wrong-wrong-wrong', 'wrong – wrong €']) {
        await page.getByLabel('Token').fill(wrong)
        await page.getByRole('button', { name: 'Open' }).click()
        await page.getByText('That was not it.').waitFor()
      }
      expect(await accessProblems(page)).toEqual([])
      await page.getByLabel('Token').fill(token)
      await page.keyboard.press('Enter')
      await page.getByRole('heading', { level: 1, name: /broken/ }).waitFor()
      await page.reload()
      await page.getByRole('heading', { level: 1, name: /broken/ }).waitFor()
      expect(page.url()).not.toContain(token)
    })
  })

  it('another site reads nothing of it', async () => {
    const { url } = await serve(sickKeeper())
    const { url: elsewhere } = await serve(keeperAt({ now: start }))
    const { page } = await openPage(browser)
    await page.goto(elsewhere)
    const read = `fetch('${url}api/board').then((answer) => answer.text(), () => 'refused')`
    expect(await page.evaluate(read)).toBe('refused')
  })
})

/** Runs in the page: how long a table of 500 rows takes by itself; milliseconds. */
const plainTable = `(() => {
  const start = performance.now()
  const table = document.createElement('table')
  for (let row = 0; row < 500; row++)
    for (let cell = 0, line = table.insertRow(); cell < 5; cell++) line.insertCell().textContent = 'detector@gw-' + row
  document.body.append(table)
  table.getBoundingClientRect()
  table.remove()
  return performance.now() - start
})()`

/** Runs in the page: remembers how long the longest task took. */
const measureFrames = `
  window.longestTask = 0
  new PerformanceObserver((list) => {
    for (const { duration } of list.getEntries()) window.longestTask = Math.max(window.longestTask, duration)
  }).observe({ type: 'longtask' })
`
