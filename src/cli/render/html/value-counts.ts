import type { ReportItem, SourceFileLines, ValueRow } from '../../../report/index.ts'
import { valueRows } from '../../../report/index.ts'
import { countText } from '../text/count.ts'

/** Files named; of more, a count. */
const mostFiles = 3

/** How many rows take effect at once, after a restart, or not at all. */
export function valueCounts(items: readonly ReportItem[]): Record<ValueRow['effect'], number> {
  const counts = { live: 0, restart: 0, none: 0 }
  for (const { effect } of items.flatMap(({ rows }) => valueRows(rows))) counts[effect]++
  return counts
}

/** `configs/site.ts (3), configs/sniffer.ts (1)`: where most was set, most first. */
export function setInText(items: readonly ReportItem[], sources: readonly SourceFileLines[]): string {
  const counts = new Map<number, number>()
  for (const { at } of items.flatMap(({ rows }) => valueRows(rows)))
    if (at !== undefined) counts.set(at.source, (counts.get(at.source) ?? 0) + 1)
  const files = [...counts]
    .sort(([a, most], [b, more]) => more - most || a - b)
    .map(([source, count]) => `${sources[source]?.file ?? ''} (${countText(count)})`)
  const hidden = files.length - mostFiles
  return [...files.slice(0, mostFiles), ...(hidden > 0 ? [`${hidden} more`] : [])].join(', ')
}
