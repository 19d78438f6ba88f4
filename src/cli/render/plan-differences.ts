import { type LeafChange, readablePointer } from '../../model/index.ts'
import type { PlanDifference } from '../../plan/index.ts'
import { renderPlace, renderValue } from './values.ts'

/** What was approved against what would happen now, a line a key or leaf. */
export function renderPlanDifferences(differences: readonly PlanDifference[]): string {
  const lines = differences.map(({ key, pointer, approved, now }) => {
    const name = pointer === '' ? key : `${key} ${readablePointer(pointer)}`
    return `  ${name}  approved: ${sideText(approved)}  now: ${sideText(now)}`
  })
  return [...lines, ''].join('\n')
}

function sideText(side: PlanDifference['now']): string {
  if (side === undefined) return 'left alone'
  return typeof side === 'string' ? side : leafText(side)
}

function leafText({ from, to, unit, isSecret, at }: LeafChange): string {
  const place = at === undefined ? '' : ` (${renderPlace(at)})`
  if (isSecret) return `(secret)${place}`
  const before = from === undefined ? 'nothing' : renderValue(from, unit)
  const after = to === undefined ? 'nothing' : renderValue(to, unit)
  return `${before} → ${after}${place}`
}
