import { leafRows } from '../../src/cli/render/plan/plan-leaves.ts'
import type { RawLeafChange } from '../../src/plan/index.ts'

/** The lines of a plan about these leaves, without effects and places. */
export function rowsOf(leaves: readonly RawLeafChange[]): string[] {
  const shown = leaves.map((leaf) => ({ ...leaf, effect: 'live' as const }))
  return leafRows(shown, true).map(({ sign, name, value }) => `${sign} ${name}  ${value}`)
}
