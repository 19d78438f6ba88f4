import type { PageData } from '../report.ts'
import { countValues, selectBlocks } from '../selection.ts'
import { blockView } from '../views/block.ts'
import { toDom } from './dom.ts'
import { showFilter, watchFilter } from './filter.ts'
import { showList } from './window.ts'

/** Makes the page live: narrows the changes down, and draws of a long list what is in sight. */
function start(): void {
  const list = document.getElementById('list')
  const form = document.getElementById('filters')
  const data = document.getElementById('report')?.textContent
  if (list === null || !(form instanceof HTMLFormElement) || data === null || data === undefined) return
  const { items, sources, itemNames } = JSON.parse(data) as PageData // written by the same build
  document.getElementById('rest')?.remove()
  const total = countValues(items)
  const show = showList(list, (block) => toDom(blockView(block, sources)))
  watchFilter(form, (filter) => {
    const blocks = selectBlocks(items, filter)
    show(blocks)
    const keys = new Set(blocks.map(({ index }) => index)).size
    const texts = [
      ofAll(keys, items.length, itemNames),
      ...(total === 0 ? [] : [ofAll(countValues(blocks), total, ['value', 'values'])]),
    ]
    return texts.join(', ')
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
function ofAll(count: number, total: number, [one, many]: readonly [one: string, many: string]): string {
  const all = `${total.toLocaleString('en')} ${total === 1 ? one : many}`
  return count === total ? all : `${count.toLocaleString('en')} of ${all}`
}

start()
