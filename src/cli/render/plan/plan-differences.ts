import type { PlanDifference } from '../../../plan/index.ts'
import { escapeText } from '../text/plain-text.ts'
import { renderPlace } from '../text/values.ts'
import { signOf } from './leaf-groups.ts'
import { leafName } from './leaf-names.ts'
import { leafText } from './plan-leaves.ts'

/** What was approved against what would happen now, a line a key or leaf. */
export function renderPlanDifferences(differences: readonly PlanDifference[]): string {
  const lines = differences.map(({ key, approved, now }) => {
    const leaf = [now, approved].find((side) => typeof side === 'object')
    const name = leaf === undefined ? escapeText(key) : `${escapeText(key)} ${leafName(leaf)}`
    return `  ${name}  approved: ${sideText(approved)}  now: ${sideText(now)}`
  })
  return [...lines, ''].join('\n')
}

function sideText(side: PlanDifference['now']): string {
  if (side === undefined) return 'left alone'
  if (typeof side === 'string') return side
  const place = side.at === undefined ? '' : ` (${renderPlace(side.at)})`
  const sign = { '+': 'added ', '-': 'removed ', '~': '' }[signOf(side)]
  return `${sign}${leafText(side)}${place}`
}
