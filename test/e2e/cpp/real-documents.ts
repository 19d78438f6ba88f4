import fc from 'fast-check'
import type { JsonValue } from '../../../src/model/index.ts'
import { authored, completed, components, deployed, schemaOf } from '../../configs/real-workspace.ts'
import { sharedMissing } from '../../support/groups.ts'
import { draw } from './compare.ts'
import type { Question } from './judge.ts'
import { documentsOf } from './valid-documents.ts'

/** Documents of the four components, most with a mistake in them. */
export function drawReal({ count, seed }: { readonly count: number; readonly seed: number }): Question[] {
  const known = new Map(components.map((name): [string, JsonValue[]] => [name, documentsFor(name, seed)]))
  return draw({ schemas: components.map(schemaOf), known, count, seed })
}

/** What a component has in the workspace, what it was deployed with, and documents made from its schema. */
function documentsFor(component: (typeof components)[number], seed: number): JsonValue[] {
  const made = fc.sample(documentsOf(schemaOf(component)), { numRuns: 60, seed })
  const real = [authored(component), completed(component)]
  const old = sharedMissing() === undefined ? [deployed(component)] : []
  // Real ones as often as those made by chance.
  return [...made, ...Array.from({ length: 20 }, () => [...real, ...old]).flat()]
}
