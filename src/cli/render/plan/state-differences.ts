import type { KeyDifference } from '../../../plan/index.ts'
import type { Paint } from '../../terminal/terminal.ts'
import { plural } from '../text/diagnostics.ts'
import { escapeText } from '../text/plain-text.ts'
import { otherBytesLine, renderLeaves, unreadLines } from './plan-leaves.ts'

/** What differs between two states, a key at a time. */
export function renderDifferences(
  differences: readonly KeyDifference[],
  { from, to, paint }: { readonly from: string; readonly to: string; readonly paint: Paint },
): string {
  const blocks = differences.map((difference) => {
    const { key, kind, leaves } = difference
    const names = [difference.from, key].flatMap((name) => (name === undefined ? [] : [escapeText(name)]))
    const title = `${paint('bold', names.join(' → '))}${kind === 'changed' ? '' : ` (${kind})`}`
    if (kind === 'moved' && leaves.length === 0 && difference.otherBytes === undefined)
      return ['', title, '  · the same values']
    const isUnread = leaves.some(({ fromBytes, toBytes }) => fromBytes ?? toBytes)
    const lines =
      kind === 'changed' || kind === 'moved' || isUnread
        ? renderLeaves(leaves, { paint })
        : [`  ${plural(leaves.length, 'value')}`]
    return ['', title, ...lines, ...otherBytesLine(difference)]
  })
  const count = differences.length === 0 ? 'no difference' : `${plural(differences.length, 'key')} differ`
  return [`${from} → ${to}: ${count}`, ...unreadLines(differences, paint), ...blocks.flat(), ''].join('\n')
}
