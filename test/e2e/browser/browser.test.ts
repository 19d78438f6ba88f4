import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { accessProblems, openPage, sidewaysScroll, startBrowser } from '../../support/browser.ts'
import { browserMissing, describeGroup } from '../../support/groups.ts'

describeGroup('browser', browserMissing(), 'a watched page', () => {
  let browser: Browser
  beforeAll(async () => {
    browser = await startBrowser()
  })
  afterAll(async () => {
    await browser?.close()
  })

  it('tells what a content policy stopped, what threw and what was asked for', async () => {
    const { page, complaints, requests } = await openPage(browser)
    await page.setContent(`<meta http-equiv="Content-Security-Policy" content="default-src 'none'">
      <script>document.title = 'ran'</script><img alt="" src="http://127.0.0.1:1/x.png">`)
    expect(await page.title()).toBe('')
    expect(complaints.filter((text) => text.includes('Content Security Policy'))).toHaveLength(2)
    expect(requests).toContain('http://127.0.0.1:1/x.png')
    await page.evaluate('setTimeout(() => { throw new Error("thrown") }); null')
    await expect.poll(() => complaints.join('\n')).toContain('thrown')
  })

  it('is asked for what cannot be read, also under a policy that forbids scripts', async () => {
    const { page } = await openPage(browser)
    await page.setContent(
      `<html lang="en"><meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'"><title>t</title>
       <main><h1>t</h1><p style="color: #999; background: #fff">pale</p></main></html>`,
    )
    expect((await accessProblems(page)).join('\n')).toMatch(/^color-contrast: p /m)
  })

  it('says how far it is too wide for a phone', async () => {
    const { page } = await openPage(browser, { viewport: { width: 360, height: 640 } })
    await page.setContent('<style>body { margin: 0 }</style><div style="width: 400px">wide</div>')
    expect(await sidewaysScroll(page)).toBe(40)
  })
})
