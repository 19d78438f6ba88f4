import { plural } from '../text/diagnostics.ts'
import type { Room } from './budget.ts'
import { countOf, headingOf, inertSummary, type KeyBlock, type Row } from './key-blocks.ts'
import { folded, tableRow } from './markdown-text.ts'

/** As much of the blocks as there is room for. */
export interface FittedBlocks {
  readonly lines: readonly string[]
  /** Keys of which nothing is shown. */
  readonly keysLeftOut: number
  /** Values that are not shown, those of these keys included. */
  readonly valuesLeftOut: number
  /** Diffs that are not shown. */
  readonly diffsLeftOut: number
}

const tableHead = [
  tableRow(['field', 'from', 'to', 'source', 'effect']),
  tableRow(['---', '---', '---', '---', '---']),
]
/** Rows that each key gets before any gets more. */
const fairRows = 20
/** A longer table of a key that comes or goes as a whole is folded. */
const mostOpenRows = 12

interface Draft {
  readonly block: KeyBlock
  readonly isShown: boolean
  readonly rows: Row[]
  readonly inert: Row[]
  hasDiff: boolean
}

/** First the heading, the notes and some rows of each key, then the other rows, then what nothing reads, then diffs. */
export function fitBlocks(blocks: readonly KeyBlock[], room: Room, showAll: boolean): FittedBlocks {
  const drafts = blocks.map((block): Draft => {
    const draft = { block, rows: [], inert: [], hasDiff: false }
    const isShown = room.take(linesOf(draft, showAll))
    if (isShown)
      takeRows(block.rows, draft.rows, { room, most: fairRows, around: ['', ...foldedTable(block)] })
    return { ...draft, isShown }
  })
  const shown = drafts.filter(({ isShown }) => isShown)
  for (const { block, rows } of shown) takeRows(block.rows, rows, { room, most: Infinity, around: [] })
  for (const { block, inert } of shown) {
    const around = ['', ...folded(inertSummary(block), tableHead)]
    takeRows(block.inert, inert, { room, most: Infinity, around })
  }
  for (const draft of shown) draft.hasDiff = draft.block.diff.length > 0 && room.take(diffLines(draft.block))
  return {
    lines: shown.flatMap((draft) => linesOf(draft, showAll)),
    keysLeftOut: sumOf(drafts, ({ isShown, block }) => (isShown ? 0 : block.titles.length)),
    valuesLeftOut: sumOf(
      drafts,
      ({ block, rows, inert }) =>
        (countOf(block.rows) + countOf(block.inert) - countOf(rows) - countOf(inert)) * block.titles.length,
    ),
    diffsLeftOut: sumOf(drafts, ({ block, hasDiff }) => (block.diff.length > 0 && !hasDiff ? 1 : 0)),
  }
}

interface Taking {
  readonly room: Room
  readonly most: number
  /** What the first row brings with it. */
  readonly around: readonly string[]
}

/** Rows in order, up to the first for which there is no room. */
function takeRows(rows: readonly Row[], taken: Row[], { room, most, around }: Taking): void {
  for (const row of rows.slice(taken.length, most)) {
    if (!room.take(taken.length === 0 ? [...around, row.text] : [row.text])) return
    taken.push(row)
  }
}

function linesOf({ block, rows, inert, hasDiff }: Omit<Draft, 'isShown'>, showAll: boolean): string[] {
  return [
    '',
    headingOf(block, showAll),
    ...(block.notes.length === 0 ? [] : ['', ...block.notes.map((note) => `- ${note}`)]),
    ...tableLines(block, rows, showAll),
    ...(inert.length === 0 ? [] : ['', ...folded(inertSummary(block), tableOf(inert))]),
    ...(hasDiff ? diffLines(block) : []),
  ]
}

function tableLines(block: KeyBlock, rows: readonly Row[], showAll: boolean): string[] {
  const { what } = block
  if (rows.length === 0) return []
  const isWhole = what === 'new' || what === 'deleted'
  if (showAll || !isWhole || rows.length <= mostOpenRows) return ['', ...tableOf(rows)]
  return ['', ...foldedTable(block, rows)]
}

/** Of a key that comes or goes as a whole. */
function foldedTable(block: KeyBlock, rows: readonly Row[] = []): string[] {
  return folded(plural(countOf(block.rows), 'value'), tableOf(rows))
}

function tableOf(rows: readonly Row[]): string[] {
  return [...tableHead, ...rows.map(({ text }) => text)]
}

function diffLines({ diff }: KeyBlock): string[] {
  return ['', ...folded('diff', diff)]
}

function sumOf(drafts: readonly Draft[], count: (draft: Draft) => number): number {
  return drafts.reduce((sum, draft) => sum + count(draft), 0)
}
