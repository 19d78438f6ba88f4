import { type ReportItem, type ReportRow, valueRows } from './report.ts'

/** What of a report is asked for; an empty list asks for all. */
export interface Filter {
  /** Words that the name of a key or value, or a value, must hold, whatever their case. */
  readonly text: string
  readonly components: readonly string[]
  readonly effects: readonly string[]
  readonly dangers: readonly string[]
}

/** Some rows of an item: a piece of the page that is drawn as one. */
export interface Block {
  readonly item: ReportItem
  /** Of the item in its report. */
  readonly index: number
  readonly rows: readonly ReportRow[]
  /** The name and notes of the item stand on it. */
  readonly isFirst: boolean
}

/** Rows drawn as one: an item with more of them is several blocks. */
const mostRows = 40

/** The blocks that a filter leaves, in the order of the report. */
export function selectBlocks(items: readonly ReportItem[], filter: Filter): Block[] {
  const isSelective = filter.text.trim() !== '' || filter.effects.length > 0 || filter.dangers.length > 0
  return items.flatMap((item, index) => {
    if (!isIn(filter.components, item.component)) return []
    const rows = isSelective ? selectRows(item, filter) : item.rows
    return rows === undefined ? [] : blocksOf({ item, index, rows })
  })
}

/** How many rows tell of a change. */
export function countValues(blocks: readonly Pick<Block, 'rows'>[]): number {
  return blocks.reduce((sum, { rows }) => sum + valueRows(rows).length, 0)
}

function blocksOf(whole: Omit<Block, 'isFirst'>): Block[] {
  const pieces = Math.max(1, Math.ceil(whole.rows.length / mostRows))
  return Array.from({ length: pieces }, (_, piece) => ({
    ...whole,
    rows: whole.rows.slice(piece * mostRows, (piece + 1) * mostRows),
    isFirst: piece === 0,
  }))
}

/** The rows that suit; undefined where the item does not. An item that suits by itself comes whole. */
function selectRows(item: ReportItem, { text, effects, dangers }: Filter): readonly ReportRow[] | undefined {
  const words = text
    .toLowerCase()
    .split(/\s+/)
    .filter((word) => word !== '')
  const holds = (...texts: (string | undefined)[]) => {
    const whole = texts.join(' ').toLowerCase()
    return words.every((word) => whole.includes(word))
  }
  const isNamed = holds(item.name, item.movedFrom, item.component, ...item.notes)
  const isDanger = dangers.length > 0 && item.dangers.some((word) => dangers.includes(word))
  const rows = valueRows(item.rows).filter(
    (row) =>
      (isNamed || holds(item.name, row.name, row.from, row.to)) &&
      isIn(effects, row.effect) &&
      (isDanger || isIn(dangers, row.danger ?? '')),
  )
  if (rows.length > 0) return rows
  const isWhole = item.rows.length === 0 && isNamed && effects.length === 0
  return isWhole && (isDanger || dangers.length === 0) ? [] : undefined
}

function isIn(chosen: readonly string[], value: string): boolean {
  return chosen.length === 0 || chosen.includes(value)
}
