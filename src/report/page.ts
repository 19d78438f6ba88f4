import { createHash } from 'node:crypto'
import { readAsset } from './assets.ts'
import { type Element, element, escapeHtml, toHtml } from './element.ts'
import type { PageData, Report } from './report.ts'
import { type Block, selectBlocks } from './selection.ts'
import { blockView } from './views/block.ts'
import { filtersView } from './views/filters.ts'
import { graphView } from './views/graph.ts'
import { factsView, overviewView } from './views/overview.ts'

/** Rows that a reader without scripts sees, and everybody at first. */
const firstRows = 120

/** The report as one file of HTML that asks for nothing else. */
export function renderPage(report: Report): string {
  const style = readAsset('report.css')
  const script = readAsset('report-page.js')
  // No address, no evaluation of text and no script but these; nothing can be made HTML of.
  const policy = [
    "default-src 'none'",
    `script-src '${hashOf(script)}'`,
    `style-src '${hashOf(style)}'`,
    "base-uri 'none'",
    "form-action 'none'",
    "require-trusted-types-for 'script'",
    "trusted-types 'none'",
  ]
  return `${[
    '<!doctype html>',
    '<html lang="en">',
    '<head>',
    '<meta charset="utf-8">',
    `<meta http-equiv="Content-Security-Policy" content="${policy.join('; ')}">`,
    '<meta name="viewport" content="width=device-width, initial-scale=1">',
    '<meta name="color-scheme" content="light dark">',
    '<meta name="referrer" content="no-referrer">',
    '<meta name="robots" content="noindex">',
    `<title>${escapeHtml(report.title)}</title>`,
    `<style>${style}</style>`,
    '</head>',
    '<body>',
    ...bodyOf(report).map(toHtml),
    `<script type="application/json" id="report">${jsonForHtml(dataOf(report))}</script>`,
    `<script>${script}</script>`,
    '</body>',
    '</html>',
  ].join('\n')}\n`
}

/** What the script is given. */
function dataOf({ items, sources, itemNames }: Report): PageData {
  return { items, sources, itemNames }
}

function bodyOf(report: Report): Element[] {
  return [
    element('main', {}, [
      ...overviewView(report),
      report.graph && graphView(report.graph),
      report.items.length > 0 && changesView(report),
      report.facts.length > 0 && factsView(report.facts),
    ]),
  ]
}

function changesView({ items, itemsTitle, itemNames, sources }: Report): Element {
  const all = selectBlocks(items, { text: '', components: [], effects: [], dangers: [] })
  const shown = firstBlocks(all)
  const hidden = all.length - shown.length
  return element('section', { id: 'changes', 'aria-labelledby': 'changes-title', tabindex: '-1' }, [
    element('h2', { id: 'changes-title' }, [itemsTitle]),
    filtersView(items),
    element(
      'div',
      { id: 'list', class: 'list' },
      shown.map((block) => blockView(block, sources)),
    ),
    hidden > 0 &&
      element('p', { id: 'rest' }, [
        `The others need the script of this page: ${restText(all, shown)} ${itemNames[1]}.`,
      ]),
  ])
}

function restText(all: readonly Block[], shown: readonly Block[]): string {
  const keys = new Set(all.slice(shown.length).map(({ index }) => index)).size
  const total = new Set(all.map(({ index }) => index)).size
  return `${countText(keys)} of ${countText(total)}`
}

/** `12,345` */
function countText(count: number): string {
  return String(count).replace(/\B(?=(?:\d{3})+$)/g, ',')
}

function firstBlocks(blocks: readonly Block[]): readonly Block[] {
  let rows = 0
  const end = blocks.findIndex((block) => {
    rows += 1 + block.rows.length
    return rows > firstRows
  })
  return end < 0 ? blocks : blocks.slice(0, Math.max(1, end))
}

function hashOf(text: string): string {
  return `sha256-${createHash('sha256').update(text).digest('base64')}`
}

/** JSON in which nothing ends the element that it stands in, or is a command in the log of a job. */
function jsonForHtml(value: unknown): string {
  return JSON.stringify(value).replace(
    /[<>&\u2028\u2029]|#(?=#)/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  )
}
