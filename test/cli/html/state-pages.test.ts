import { expect, it } from 'vitest'
import { driftPage } from '../../../src/cli/render/html/state-pages.ts'
import { outsideChanges, states } from './state-samples.ts'

const textsOf = (page: string, pattern: RegExp) => [...page.matchAll(pattern)].map(([, text]) => text)

it('drift says of each key what was done to it, and lists writes and rules that match nothing', () => {
  const page = driftPage(outsideChanges)
  expect(page).toContain('<h1>4 keys not as applied</h1>')
  expect(textsOf(page, /<span class="chip action">([^<]*)/g)).toEqual([
    ...['modified', 'deleted', 'foreign, of books (prod)', 'as applied, but under a lease'],
  ])
  expect(textsOf(page, /<li>([^<]*)<\/li>/g)).toEqual([
    'at revision 12',
    'the sources say the same',
    'at revision 13',
    'carries lease 1f and vanishes with it',
    expect.stringMatching(/^stop what writes it so/),
  ])
  expect(page).toContain('<dt>note</dt><dd>without the sources: none here')
  expect(page).toContain('revision 13  put     /config/c/json')
  expect(page).toContain('the rule of ignoreChanges for /config/x/json matches nothing')
})

it('differences have the values before and after, a moved key its old name', () => {
  const page = states.differences
  expect(page).toContain('<h1>3 keys differ</h1>')
  expect(page).toContain('<h3><code>/config/old/json</code> → <code>/config/new/json</code></h3>')
  expect(page).toMatch(/<code>0\.7<\/code>.*<code>0\.8<\/code>/)
})

it('history has an entry for each apply, newest first, with who, when and the message', () => {
  expect(textsOf(states.history, /<h3><code>([^<]*)/g)).toEqual(['@2', '@1'])
  expect(states.history).toContain('<li>2026-11-23T01:02:03Z by ci@runner</li><li>lower &lt;b&gt;</li>')
})
