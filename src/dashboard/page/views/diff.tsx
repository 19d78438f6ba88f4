import type { BoardDifference } from '../../board.ts'
import { useAsked } from '../live/use-asked.ts'
import { DiffForm } from '../parts/diff-form.tsx'
import { Difference } from '../parts/difference.tsx'

/** What differs between two states. */
export function Diff({ from, to }: { readonly from: string; readonly to: string }) {
  const path = `/api/diff?from=${encodeURIComponent(from)}&to=${encodeURIComponent(to)}`
  const asked = useAsked<BoardDifference>(path)
  return (
    <section class="view" aria-label="Difference">
      <h2>
        {from} → {to}
      </h2>
      <DiffForm key={path} from={from} to={to} />
      <Difference asked={asked} />
    </section>
  )
}
