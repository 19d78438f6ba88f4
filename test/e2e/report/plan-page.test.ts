import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import type { Browser, BrowserContextOptions } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { driftPage } from '../../../src/cli/render/html/state-pages.ts'
import { pageOf } from '../../cli/html/page-of.ts'
import { outsideChanges, states } from '../../cli/html/state-samples.ts'
import { busyPlan, interfacesAt } from '../../cli/sample-plans.ts'
import { accessProblems, openPage, sidewaysScroll, startBrowser } from '../../support/browser.ts'
import { browserMissing, describeGroup } from '../../support/groups.ts'
import { hostilePlan, hostileSources, hostileTopology } from './hostile-plan.ts'
import { longPlan, longSources } from './long-plan.ts'

const sources = {
  [interfacesAt.file]:
    "export const captured = {\n  eth1: { mode: 'host-based', role: 'wan' },\n\n  eth0: 1,\n}\n",
}
const channel = (name: string, [from, to]: readonly [string, string], port: number) => ({
  ...{ name, port, pattern: 'push/pull' as const },
  from: { component: from, endpoint: `tcp://127.0.0.1:${port}`, isBinding: true },
  to: { component: to, endpoint: `tcp://127.0.0.1:${port}`, isBinding: false },
})
const topology = {
  components: ['detector', 'new', 'old', 'sniffer'],
  channels: [channel('flows', ['sniffer', 'detector'], 5571)],
}

describeGroup('browser', browserMissing(), 'a plan as a page', () => {
  const folder = mkdtempSync(join(tmpdir(), 'appia-page-'))
  let browser: Browser
  beforeAll(async () => {
    browser = await startBrowser()
  })
  afterAll(async () => {
    await browser?.close()
    rmSync(folder, { recursive: true, force: true })
  })

  const open = async (html: string, settings: BrowserContextOptions = {}) => {
    const file = join(folder, 'page.html')
    writeFileSync(file, html)
    const watched = await openPage(browser, settings)
    await watched.page.goto(pathToFileURL(file).href)
    return watched
  }
  const busyPage = pageOf(busyPlan, { sources, topology })

  describe('for everybody', () => {
    it.each([
      ['light', 1280],
      ['dark', 1280],
      ['light', 360],
      ['dark', 360],
    ] as const)(
      'has nothing that axe finds fault with, %s and %i pixels wide',
      async (colorScheme, width) => {
        const { page, complaints } = await open(busyPage, { colorScheme, viewport: { width, height: 740 } })
        for (const fold of await page.locator('details:visible').all())
          await fold.locator('summary').first().click()
        expect(await accessProblems(page)).toEqual([])
        expect(await sidewaysScroll(page)).toBe(0)
        expect(complaints).toEqual([])
      },
    )

    it.each([
      ['drift', driftPage(outsideChanges)],
      ['differences', states.differences],
      ['history', states.history],
    ])('is as good a page of %s', async (_, html) => {
      const { page, complaints } = await open(html, { viewport: { width: 360, height: 740 } })
      expect(await accessProblems(page)).toEqual([])
      expect(await sidewaysScroll(page)).toBe(0)
      expect(complaints).toEqual([])
    })

    it('asks for nothing but itself, and breaks no rule of its own', async () => {
      const { requests, complaints } = await open(busyPage)
      expect(requests.filter((url) => !url.startsWith('file:'))).toEqual([])
      expect(requests).toHaveLength(1)
      expect(complaints).toEqual([])
    })

    it('says the verdict, the dangers and what changes without any script', async () => {
      const { page } = await open(busyPage, { javaScriptEnabled: false })
      expect(await page.locator('h1').innerText()).toBe('1 key created, 3 keys updated, 1 key deleted')
      expect(await page.locator('.dangers .chip').allInnerTexts()).toEqual([
        ...['DELETES', 'REMOVES', 'OVERWRITES', 'RESTARTS'],
      ])
      expect(await page.locator('article h3').allInnerTexts()).toEqual([
        ...['/config/sniffer/iface_configs/json', '/config/sniffer/json', '/config/rotation/json'],
        ...['/config/old/json', '/config/new/json'],
      ])
      expect(await page.locator('#filters').isVisible()).toBe(false)
    })

    it('is reached by the keyboard alone: the find box, each chip, each fold, each component', async () => {
      const { page } = await open(busyPage)
      const reached: string[] = []
      for (let step = 0; step < 60; step++) {
        await page.keyboard.press('Tab')
        reached.push(
          await page.evaluate(
            `(({ activeElement: e }) => e === document.body ? 'end' : e.localName + ' ' + (e.getAttribute('aria-label') ?? e.value ?? e.textContent))(document)`,
          ),
        )
        if (reached.at(-1) === 'end') break
      }
      expect(reached).toEqual(
        expect.arrayContaining([
          'a DELETES',
          'a sniffer 5 changes, restart',
          'input ',
          'input restart',
          expect.stringMatching(/^summary configs\/interfaces\.ts:4/),
        ]),
      )
    })

    it('shows the lines of the module that set a value, once they are unfolded', async () => {
      const { page } = await open(busyPage)
      const fold = page.locator('details.source').first()
      await fold.locator('summary').press('Enter')
      expect(await fold.locator('.meant').innerText()).toMatch(/^4\s+eth0: 1,$/)
      expect(await fold.locator('mark').last().innerText()).toBe('e')
    })
  })

  describe('narrowed down', () => {
    it('shows what suits component, effect, danger and text, and keeps it in the address', async () => {
      const { page } = await open(busyPage)
      const shown = () => page.locator('.row .value code').allInnerTexts()
      await page.getByLabel('restart 3').check({ force: true })
      expect(await shown()).toEqual(['deployment.mode', 'enabled', 'a'])
      await page.getByLabel('sniffer 2').check({ force: true })
      expect(await shown()).toEqual(['deployment.mode'])
      expect(await page.locator('#count').innerText()).toBe('1 of 5 keys, 1 of 8 values')
      await page.reload()
      expect(await shown()).toEqual(['deployment.mode'])
      await page.getByRole('button', { name: 'Show all' }).click()
      await expect.poll(shown).toHaveLength(8)
      await page.getByLabel('Find').fill('iface ETH3')
      expect(await shown()).toEqual(['interfaces.eth3'])
    })

    it('shows the changes of a component that is chosen on the map, and of a danger in the list', async () => {
      const { page } = await open(busyPage)
      await page.locator('a.node[data-value="sniffer"]').press('Enter')
      expect(await page.locator('article h3').allInnerTexts()).toEqual([
        '/config/sniffer/iface_configs/json',
        '/config/sniffer/json',
      ])
      await page.locator('a[data-value="DELETES"]').click()
      expect(await page.locator('article h3').allInnerTexts()).toEqual(['/config/old/json'])
      await page.locator('a[data-value="restart"]').click()
      expect(await page.locator('.row .value code').allInnerTexts()).toEqual([
        'deployment.mode',
        'enabled',
        'a',
      ])
    })
  })

  it('prints all of it, with every fold open and without what cannot be pressed on paper', async () => {
    const { page } = await open(busyPage)
    expect(await page.locator('.frame').first().isVisible()).toBe(false)
    await page.emulateMedia({ media: 'print' })
    expect(await page.locator('.frame').first().isVisible()).toBe(true)
    expect(await page.locator('.filters').isVisible()).toBe(false)
    expect((await page.pdf({ format: 'A4' })).subarray(0, 5).toString()).toBe('%PDF-')
  })

  it('takes no value, key, name or source of others for anything but text', async () => {
    const html = pageOf(hostilePlan, { sources: hostileSources, topology: hostileTopology })
    const { page, complaints, requests } = await open(html)
    await page.evaluate("for (const fold of document.querySelectorAll('details')) fold.open = true")
    expect(await page.evaluate('globalThis.hacked')).toBeUndefined()
    expect(complaints).toEqual([])
    expect(requests).toHaveLength(1)
    expect(await page.locator('img, iframe, object, embed, base, link, svg script').count()).toBe(0)
    expect(await page.locator('script').count()).toBe(2)
    const links = `[...document.querySelectorAll('[href]')].map((each) => each.getAttribute('href'))`
    expect(new Set<unknown>((await page.evaluate(links)) as string[])).toEqual(new Set(['#changes']))
    const text = await page.locator('body').innerText()
    expect(text).toContain('</script><script>globalThis.hacked = 1</script>')
    expect(text).toContain('<img src=x onerror="globalThis.hacked = 2">')
    expect(text).toContain('javascript:globalThis.hacked=3')
    expect(text).toContain('line\\u{2028}break')
  })

  it('lets no script in that somebody puts into the file', async () => {
    const { page, complaints } = await open(
      busyPage.replace(
        '<main>',
        '<script>globalThis.hacked = 1</script><main onclick="globalThis.hacked = 2">',
      ),
    )
    await page.locator('h1').click()
    expect(await page.evaluate('globalThis.hacked')).toBeUndefined()
    expect(complaints.join('\n')).toMatch(/Content Security Policy/)
  })

  describe('with 10,000 changes', () => {
    it('draws a part of them, and as one scrolls each of them', async () => {
      const { page } = await open(pageOf(longPlan(10_000), { sources: longSources }))
      expect(await page.locator('#count').innerText()).toBe('10,000 keys, 10,000 values')
      expect(await page.locator('article').count()).toBeLessThan(200)
      await page.evaluate('scrollTo(0, document.body.scrollHeight)')
      await expect.poll(() => page.locator('article h3').last().innerText()).toBe('/config/unit/9999/json')
      await page.getByLabel('Find').fill('/unit/5000/')
      expect(await page.locator('article h3').allInnerTexts()).toEqual(['/config/unit/5000/json'])
    })

    it('keeps what one has unfolded while it is out of sight', async () => {
      const { page } = await open(pageOf(longPlan(10_000), { sources: longSources }))
      const fold = page.locator('#c3 details.source')
      await fold.locator('summary').click()
      await page.evaluate('scrollTo(0, 200_000)')
      await expect.poll(() => fold.count()).toBe(0)
      await page.evaluate('scrollTo(0, 0)')
      await expect.poll(() => fold.getAttribute('open')).toBe('')
    })

    it('is printed whole', async () => {
      const { page } = await open(pageOf(longPlan(1_000), { sources: longSources }))
      await page.emulateMedia({ media: 'print' })
      await expect.poll(() => page.locator('article').count()).toBe(1_000)
    })
  })
})
