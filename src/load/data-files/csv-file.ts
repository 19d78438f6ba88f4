import { appendPointer, type JsonObject } from '../../model/index.ts'
import { broken, type DataReader, type Span } from './data-file.ts'

interface Cell {
  readonly text: string
  readonly start: number
  readonly end: number
}

/**
 * CSV (RFC 4180) with a line of names: a list of objects whose members are texts. Own code: no library keeps the places of
 * cells.
 */
export const readCsvFile: DataReader = async (source) => {
  const rows: Cell[][] = []
  for (let at = 0; at < source.text.length; ) {
    const row = rowAt(source.text, at)
    if ('problem' in row) return broken(source, row.at, `not valid CSV: ${row.problem}`)
    rows.push(row.cells)
    at = row.next
  }
  const [names = [], ...records] = rows
  const twice = names.find(({ text }, index) => names.slice(0, index).some((name) => name.text === text))
  if (twice !== undefined)
    return broken(source, twice.start, `not read: two columns are called ${JSON.stringify(twice.text)}`)
  const odd = records.find((cells) => cells.length !== names.length)
  if (odd !== undefined)
    return broken(
      source,
      odd[0]?.start ?? 0,
      `not valid CSV: ${odd.length} cells where ${names.length} columns have a name`,
    )
  return {
    value: records.map((cells) => objectOf(names, cells)),
    spans: spansOf(source.text, names, records),
  }
}

function rowAt(
  text: string,
  start: number,
): { readonly cells: Cell[]; readonly next: number } | { readonly problem: string; readonly at: number } {
  const cells: Cell[] = []
  for (let at = start; ; ) {
    const [all = '', quoted] = /^(?:"((?:[^"]|"")*)"|[^",\r\n]*)/.exec(text.slice(at, at + cellLimit)) ?? []
    const end = at + all.length
    cells.push({ text: quoted === undefined ? all : quoted.replaceAll('""', '"'), start: at, end })
    const after = text[end]
    if (after === ',') at = end + 1
    else if (after === undefined || after === '\n') return { cells, next: end + 1 }
    else if (text.startsWith('\r\n', end)) return { cells, next: end + 2 }
    else
      return {
        problem:
          after === '"' ? 'a quote that is not at both ends of its cell' : 'text after the closing quote',
        at: end,
      }
  }
}

/** A cell is no longer than this, in UTF-16 code units. */
const cellLimit = 128 * 1024

function objectOf(names: readonly Cell[], cells: readonly Cell[]): JsonObject {
  return Object.fromEntries(names.map(({ text }, index) => [text, cells[index]?.text ?? '']))
}

function spansOf(text: string, names: readonly Cell[], records: readonly Cell[][]): Map<string, Span> {
  const spans = new Map<string, Span>([['', { start: 0, end: text.length }]])
  for (const [index, cells] of records.entries()) {
    const pointer = appendPointer('', index)
    spans.set(pointer, { start: cells[0]?.start ?? 0, end: cells.at(-1)?.end ?? 0 })
    for (const [column, { text: name, start, end }] of names.entries()) {
      const cell = cells[column] ?? { start, end }
      spans.set(appendPointer(pointer, name), { start: cell.start, end: cell.end, key: { start, end } })
    }
  }
  return spans
}
