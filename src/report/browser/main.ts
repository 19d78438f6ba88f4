import type { ReportItem, SourceFileLines } from '../report.ts'
import { countValues, selectBlocks } from '../selection.ts'
import { blockView } from '../views/block.ts'
import { toDom } from './dom.ts'
import { showFilter, watchFilter } from './filter.ts'
import { showList } from './window.ts'

interface PageData {
  readonly items: readonly ReportItem[]
  readonly sources: readonly SourceFileLines[]
}

/** Makes the page live: narrows the changes down, and draws of a long list what is in sight. */
function start(): void {
  const list = document.getElementById('list')
  const form = document.getElementById('filters')
  const data = document.getElementById('report')?.textContent
  if (list === null || !(form instanceof HTMLFormElement) || data === null || data === undefined) return
  const { items, sources } = JSON.parse(data) as PageData // written by the same build
  document.getElementById('rest')?.remove()
  const total = countValues(items)
  const show = showList(list, (block) => toDom(blockView(block, sources)))
  watchFilter(form, (filter) => {
    const blocks = selectBlocks(items, filter)
    show(blocks)
    const keys = new Set(blocks.map(({ index }) => index)).size
    const [keyText, valueText] = [
      ofAll(keys, items.length, 'key'),
      ofAll(countValues(blocks), total, 'value'),
    ]
    return `${keyText}, ${valueText}`
  })
  document.addEventListener('click', (event) => {
    const link =
      event.target instanceof Element ? event.target.closest<HTMLElement>('[href="#changes"]') : null
    const { name, value } = link?.dataset ?? {}
    if (name === undefined || value === undefined) return
    showFilter(form, name, value)
    // The address has the filter, which the name of the section would push out.
    event.preventDefault()
    document.getElementById('changes')?.focus()
    form.scrollIntoView()
  })
}

/** `12 keys`, `3 of 12 keys` */
function ofAll(count: number, total: number, noun: string): string {
  const all = plural(total, noun)
  return count === total ? all : `${count.toLocaleString('en')} of ${all}`
}

function plural(count: number, noun: string): string {
  return `${count.toLocaleString('en')} ${noun}${count === 1 ? '' : 's'}`
}

start()
