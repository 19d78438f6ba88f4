import { useState } from 'preact/hooks'
import type { BoardDifference } from '../../board.ts'
import { useAsked } from '../live/use-asked.ts'
import { Difference } from '../parts/difference.tsx'

/** What an apply of the sources would do to what is live. */
export function Plan({ withoutSources }: { readonly withoutSources: string | null }) {
  if (withoutSources !== null)
    return (
      <section class="view" aria-label="Plan">
        <h2>Plan</h2>
        <p>
          There is nothing to plan: {withoutSources}. Start it where the sources are, or with --workspace DIR.
        </p>
      </section>
    )
  return <PlanNow />
}

function PlanNow() {
  const [round, setRound] = useState(0)
  const asked = useAsked<BoardDifference>('/api/plan', round)
  return (
    <section class="view" aria-label="Plan">
      <h2>Plan of the sources against live</h2>
      <p>
        <button type="button" onClick={() => setRound(round + 1)}>
          Plan again
        </button>{' '}
        <span class="muted">Nothing is applied from here: appia apply does that.</span>
      </p>
      <Difference asked={asked} />
    </section>
  )
}
