import { type Element, element } from '../element.ts'
import { type ReportItem, valueRows } from '../report.ts'
import { effectNames } from './block.ts'

/** A filter has no point below that. */
const fewest = 2

/** What a reader narrows the changes with: hidden until the script that carries it out shows it. */
export function filtersView(items: readonly ReportItem[]): Element {
  const rows = items.flatMap((item) => valueRows(item.rows))
  const effects = (['restart', 'live', 'none'] as const).map((effect) => ({
    value: effect,
    text: effectNames[effect],
    count: rows.filter((row) => row.effect === effect).length,
  }))
  const components = counted(items.map(({ component }) => component).filter((name) => name !== ''))
  const dangers = counted([
    ...items.flatMap((item) => item.dangers),
    ...rows.flatMap(({ danger }) => danger ?? []),
  ])
  return element('form', { id: 'filters', class: 'filters', role: 'search', hidden: '' }, [
    element('label', { class: 'text' }, [
      element('span', {}, ['Find']),
      element('input', {
        type: 'search',
        name: 'text',
        placeholder: 'key, name or value',
        autocomplete: 'off',
        spellcheck: 'false',
      }),
    ]),
    chips('component', 'Component', components),
    chips(
      'effect',
      'Effect',
      effects.filter(({ count }) => count > 0),
    ),
    chips('danger', 'Danger', dangers),
    element('p', { class: 'count' }, [
      element('span', { id: 'count', role: 'status' }),
      element('button', { type: 'reset' }, ['Show all']),
    ]),
  ])
}

interface Choice {
  readonly value: string
  readonly text: string
  readonly count: number
}

function chips(name: string, title: string, choices: readonly Choice[]): Element | undefined {
  if (choices.length === 0 || (choices.length < fewest && name !== 'danger')) return undefined
  return element('fieldset', {}, [
    element('legend', {}, [title]),
    ...choices.map(({ value, text, count }) =>
      element('label', {}, [
        element('input', { type: 'checkbox', name, value }),
        element('span', {}, [`${text} ${count}`]),
      ]),
    ),
  ])
}

function counted(values: readonly string[]): Choice[] {
  const counts = new Map<string, number>()
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1)
  return [...counts].sort().map(([value, count]) => ({ value, text: value, count }))
}
