import type { ReviewedTrim, ToolDataSize } from '../../app/apply/index.ts'
import { countText } from './text/count.ts'
import { plural } from './text/diagnostics.ts'
import { renderBytes } from './text/values.ts'

/** `12 ledger entries, 40 blobs, 1.2 MiB` */
export function renderSize({ entries, blobs, bytes }: ToolDataSize): string {
  const lines = entries === 1 ? '1 ledger entry' : `${countText(entries)} ledger entries`
  return `${lines}, ${plural(blobs, 'blob')}, ${renderBytes(bytes)}`
}

/** What a trim keeps, what it removes, and what can no longer be done then. */
export function renderTrimPlan({ plan, keep, environment, storeName }: ReviewedTrim): string {
  const { keeps, removes, entries, oldestKept } = plan
  const applies = keep === 1 ? 'the newest apply' : `the newest ${keep} applies`
  return [
    `${environment} · ${storeName}`,
    `  keeps    ${applies}, @${oldestKept} and newer: ${renderSize(keeps)}`,
    `  removes  ${renderSize(removes)}`,
    entries.length === 0
      ? '  these blobs are left over from applies that never happened'
      : `  applies before @${oldestKept} can then no longer be rolled back, compared or resumed`,
  ].join('\n')
}

/** More than this is worth a trim. */
const muchBytes = 64 * 1024 * 1024

/** How much the history takes, and what to do when that is much. */
export function renderHistorySize(size: ToolDataSize): string[] {
  const line = `  history of ${renderSize(size)}`
  return size.bytes <= muchBytes
    ? [line]
    : [line, '  ! that is much: appia history --trim 50 keeps the newest 50 applies and removes the rest']
}
