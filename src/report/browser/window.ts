import type { Block } from '../selection.ts'

/** A list of fewer rows is drawn whole: the browser's own search finds everything in it. */
const drawnWhole = 1500
/** Pixels drawn above and below what is in sight. */
const margin = 1500
/** Pixels, until a block was drawn. */
const rowHeight = 62
const headHeight = 74

/** Blocks one below the other, of which some are nodes of the page. */
interface Shown {
  readonly list: HTMLElement
  readonly draw: (block: Block) => HTMLElement
  /** As high as what is not drawn. */
  readonly above: HTMLElement
  readonly below: HTMLElement
  blocks: readonly Block[]
  /** Measured, or estimated where a block was not drawn yet. */
  heights: number[]
  /** What was drawn once keeps what was unfolded in it. */
  nodes: HTMLElement[]
  start: number
  end: number
  isPrinting: boolean
}

/** Shows blocks in `list`; of a long list those in sight, and all of them to whoever prints. */
export function showList(
  list: HTMLElement,
  draw: (block: Block) => HTMLElement,
): (blocks: readonly Block[]) => void {
  const [above, below] = [space(), space()]
  const shown: Shown = {
    ...{ list, draw, above, below, blocks: [], heights: [], nodes: [], start: 0, end: 0 },
    isPrinting: false,
  }
  const print = (isNow: boolean) => {
    shown.isPrinting = isNow
    drawInSight(shown)
  }
  let isWaiting = false
  const later = () => {
    if (isWaiting) return
    isWaiting = true
    requestAnimationFrame(() => {
      isWaiting = false
      drawInSight(shown)
    })
  }
  addEventListener('scroll', later, { passive: true })
  addEventListener('resize', later)
  matchMedia('print').addEventListener('change', ({ matches }) => print(matches))
  addEventListener('beforeprint', () => print(true))
  addEventListener('afterprint', () => print(false))
  return (blocks) => {
    const heights = blocks.map(({ rows, isFirst }) => rows.length * rowHeight + (isFirst ? headHeight : 0))
    Object.assign(shown, { blocks, heights, nodes: [], start: 0, end: 0 })
    list.replaceChildren(above, below)
    drawInSight(shown)
  }
}

function drawInSight(shown: Shown): void {
  const { list, above, below } = shown
  const [start, end] = rangeInSight(shown)
  if (start === shown.start && end === shown.end) return
  // What was unfolded since is higher.
  measure(shown)
  Object.assign(shown, { start, end })
  const wanted = Array.from({ length: end - start }, (_, offset) => nodeAt(start + offset, shown))
  const kept = new Set<Element>([above, ...wanted, below])
  for (const node of [...list.children]) if (!kept.has(node)) node.remove()
  let last = above
  for (const node of wanted) {
    if (last.nextElementSibling !== node) last.after(node)
    last = node
  }
  if (!shown.isPrinting) measure(shown)
  above.style.height = `${sum(shown.heights.slice(0, start))}px`
  below.style.height = `${sum(shown.heights.slice(end))}px`
}

function rangeInSight({ list, blocks, heights, isPrinting }: Shown): readonly [start: number, end: number] {
  const rows = sum(blocks.map((block) => block.rows.length + 1))
  if (isPrinting || rows <= drawnWhole) return [0, blocks.length]
  const top = -list.getBoundingClientRect().top
  const start = indexAt(heights, top - margin)
  return [start, Math.min(blocks.length, indexAt(heights, top + innerHeight + margin) + 1)]
}

function nodeAt(index: number, { nodes, blocks, draw }: Shown): HTMLElement {
  const block = blocks[index]
  if (block === undefined) throw new Error(`no block ${index}`)
  nodes[index] ??= draw(block)
  return nodes[index]
}

/** With the gap to the next. */
function measure({ start, end, nodes, heights }: Shown): void {
  for (let index = start; index < end; index++) {
    const node = nodes[index]
    if (node === undefined) continue
    const { top, bottom } = node.getBoundingClientRect()
    heights[index] = bottom - top + Number.parseFloat(getComputedStyle(node).marginBottom)
  }
}

function space(): HTMLElement {
  const node = document.createElement('div')
  node.className = 'space'
  return node
}

/** The block that is so many pixels below the top of the list; the last one beyond its end. */
function indexAt(heights: readonly number[], offset: number): number {
  let top = 0
  for (const [index, height] of heights.entries()) {
    top += height
    if (top > offset) return index
  }
  return Math.max(0, heights.length - 1)
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, each) => total + each, 0)
}
