import { type Child, type Element, element } from '../element.ts'
import type {
  InertRun,
  ReportItem,
  ReportRow,
  Sign,
  SourceFileLines,
  UnchangedRun,
  ValueRow,
} from '../report.ts'
import type { Block } from '../selection.ts'
import { sourceFrame } from './source-frame.ts'

/** What a reader sees of a sign, and hears. */
const signs: { readonly [sign in Sign]: { readonly name: string; readonly className: string } } = {
  '+': { name: 'added', className: 'added' },
  '-': { name: 'removed', className: 'removed' },
  '~': { name: 'changed', className: 'changed' },
}

/** What a change of the value does. */
export const effectNames = { live: 'at once', restart: 'restart', none: 'nothing reads it' } as const

/** An item, or a part of a long one. */
export function blockView(block: Block, sources: readonly SourceFileLines[]): Element {
  const { item, index, rows, isFirst } = block
  const heading = isFirst ? headingView(item) : [element('p', { class: 'more' }, [`${item.name}, continued`])]
  const table = rows.length > 0 && tableView(item, rows, sources)
  const id = isFirst ? { id: `c${index}` } : {}
  return element('article', { class: `item ${signs[item.tone].className}`, ...id }, [...heading, table])
}

function headingView({ name, movedFrom, component, action, dangers, notes }: ReportItem): Element[] {
  const names: Child[] = movedFrom === undefined ? [code(name)] : [code(movedFrom), ' → ', code(name)]
  const words = dangers.map((word) => element('span', { class: 'chip danger' }, [word]))
  return [
    element('div', { class: 'head' }, [
      element('h3', {}, names),
      element('span', { class: 'chip action' }, [action]),
      ...words,
      component !== '' && element('span', { class: 'component' }, [component]),
    ]),
    ...(notes.length === 0
      ? []
      : [
          element(
            'ul',
            { class: 'notes' },
            notes.map((note) => element('li', {}, [note])),
          ),
        ]),
  ]
}

const columns = [
  ['value', 'Value'],
  ['from', 'Before'],
  ['to', 'After'],
  ['effect', 'Effect'],
] as const

function tableView(
  item: ReportItem,
  rows: readonly ReportRow[],
  sources: readonly SourceFileLines[],
): Element {
  const titles = columns.map(([name, title]) => element('th', { scope: 'col', class: name }, [title]))
  return element('table', { 'aria-label': item.name }, [
    element('thead', {}, [element('tr', {}, titles)]),
    element(
      'tbody',
      {},
      rows.flatMap((row) => rowViews(row, sources)),
    ),
  ])
}

function rowViews(row: ReportRow, sources: readonly SourceFileLines[]): Element[] {
  if ('sign' in row) return valueViews(row, sources)
  return ['inert' in row ? inertView(row, sources) : unchangedView(row)]
}

/** A table of its own behind a fold, with the same columns. */
function inertView({ inert }: InertRun, sources: readonly SourceFileLines[]): Element {
  const title = `${inert.length} ${inert.length === 1 ? 'value changes' : 'values change'} that nothing reads`
  const rows = inert.flatMap((row) => valueViews(row, sources))
  const fold = element('details', { class: 'folded' }, [
    element('summary', {}, [title]),
    element('table', { 'aria-label': title }, [element('tbody', {}, rows)]),
  ])
  return element('tr', { class: 'inert' }, [element('td', { colspan: '4' }, [fold])])
}

function valueViews(row: ValueRow, sources: readonly SourceFileLines[]): Element[] {
  const { name, className } = signs[row.sign]
  const frame = row.at && sourceFrame(row.at, sources)
  const values = element('tr', { class: `row ${className}` }, [
    element('th', { scope: 'row', class: 'value' }, [
      element('span', { class: 'sign', 'aria-label': name, role: 'img' }, [
        row.sign === '-' ? '−' : row.sign,
      ]),
      code(row.name),
    ]),
    element('td', { class: 'from' }, sideView(row.from, 'before')),
    element('td', { class: 'to' }, sideView(row.to, 'after')),
    element('td', { class: 'effect' }, [
      element('span', { class: `chip ${row.effect}` }, [effectNames[row.effect]]),
      row.danger !== undefined && element('span', { class: 'chip danger' }, [row.danger]),
    ]),
  ])
  if (frame === undefined) return [values]
  return [values, element('tr', { class: 'place' }, [element('td', { colspan: '4' }, [frame])])]
}

/** The word is for those who do not see in which column it stands, or on a phone, where there are none. */
function sideView(text: string | undefined, side: string): Child[] {
  if (text === undefined) return [element('span', { class: 'absent' }, ['not there'])]
  return [element('span', { class: 'side' }, [`${side} `]), code(text)]
}

function unchangedView({ count, values }: UnchangedRun): Element {
  const title = count === 1 ? '1 value unchanged' : `${count} values unchanged`
  const hidden = count - values.length
  const cell =
    values.length === 0
      ? element('span', { class: 'folded' }, [title])
      : element('details', { class: 'folded' }, [
          element('summary', {}, [title]),
          element('dl', {}, [
            ...values.flatMap(([name, value]) => [
              element('dt', {}, [code(name)]),
              element('dd', {}, [code(value)]),
            ]),
          ]),
          hidden > 0 && element('p', {}, [`and ${hidden} more`]),
        ])
  return element('tr', { class: 'unchanged' }, [element('td', { colspan: '4' }, [cell])])
}

function code(text: string): Element {
  return element('code', {}, [text])
}
