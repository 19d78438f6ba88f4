import { readLive } from '../../apply/index.ts'
import type { Live, Plan } from '../../model/index.ts'
import { type Derivation, deriveInSteps } from '../../plan/index.ts'
import type { OpenStore } from '../environment/open-store.ts'
import { runInterruptibly } from '../run-interruptibly.ts'
import { collectionProblems } from './collection-problems.ts'

/** What is live of all that a plan names, at one revision. */
export async function readPlaces(plan: Plan, { store }: OpenStore): Promise<Live> {
  const { managedPrefixes, changes, reads } = plan
  return await readLive(store, {
    home: plan,
    managedPrefixes,
    keys: [...changes, ...reads].map(({ key }) => key),
  })
}

/** Derives what a plan file says of keys and collections again, and holds the file to it. */
export async function deriveAgain(plan: Plan, open: OpenStore, live: Live): Promise<Derivation> {
  const { diagnostics, underived } = await runInterruptibly(deriveInSteps(plan, live))
  const collections = await collectionProblems(plan, open, live)
  return {
    diagnostics: [...diagnostics, ...collections.diagnostics],
    underived: [...new Set([...underived, ...collections.underived])].sort(),
  }
}
