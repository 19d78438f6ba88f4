import type { FoundComment } from '../../formats/index.ts'
import type { JsonSpan } from '../../schema/index.ts'
import type { Comments } from './source-document.ts'

/** The values of a text in the order in which they begin. */
interface Placed {
  readonly pointer: string
  readonly start: number
  readonly end: number
}

/**
 * To which value each comment belongs: one that stands behind a value on its line to that value, any other to the next
 * value; what nothing follows goes to the whole document.
 */
export function attachComments(
  text: string,
  comments: readonly FoundComment[],
  spans: ReadonlyMap<string, JsonSpan>,
): Map<string, Comments> {
  const byStart = [...spans].map(([pointer, span]): Placed => {
    return { pointer, start: span.key?.start ?? span.start, end: span.end }
  })
  const byEnd = byStart.filter(({ pointer }) => pointer !== '').sort((a, b) => a.end - b.end)
  const attached = new Map<string, { above: string[]; behind?: string }>()
  const of = (pointer: string) => {
    const known = attached.get(pointer) ?? { above: [] }
    attached.set(pointer, known)
    return known
  }
  for (const { start, end, lines } of comments) {
    const behind = findLast(byEnd, (each) => each.end <= start)
    const [line] = lines
    if (behind !== undefined && lines.length === 1 && line && isBehind(text, behind.end, { start, end })) {
      const known = of(behind.pointer)
      if (known.behind === undefined) {
        known.behind = line
        continue
      }
    }
    of(findFirst(byStart, (each) => each.start >= end)?.pointer ?? '').above.push(...lines)
  }
  return attached
}

/** Between the value and the comment is nothing but a comma, and nothing comes after it on the line. */
function isBehind(text: string, valueEnd: number, { start, end }: { start: number; end: number }): boolean {
  return (
    /^[ \t]*,?[ \t]*$/.test(text.slice(valueEnd, start)) &&
    /^[ \t]*(,[ \t]*)?(\r?\n|$)/.test(text.slice(end, end + 200))
  )
}

/** Of a list in which the condition holds to the end from some element on: that element. */
function findFirst<T>(sorted: readonly T[], holds: (each: T) => boolean): T | undefined {
  let [low, high] = [0, sorted.length]
  while (low < high) {
    const middle = (low + high) >> 1
    if (holds(sorted[middle] as T)) high = middle
    else low = middle + 1
  }
  return sorted[low]
}

/** Of a list in which the condition holds from the beginning up to some element: that element. */
function findLast<T>(sorted: readonly T[], holds: (each: T) => boolean): T | undefined {
  let [low, high] = [0, sorted.length]
  while (low < high) {
    const middle = (low + high) >> 1
    if (holds(sorted[middle] as T)) low = middle + 1
    else high = middle
  }
  return sorted[low - 1]
}
