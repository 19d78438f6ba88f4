import { useState } from 'preact/hooks'
import type { BoardApplies, BoardApply } from '../../board.ts'
import { useAsked } from '../live/use-asked.ts'
import { ApplyList } from '../parts/apply-list.tsx'
import { DiffForm } from '../parts/diff-form.tsx'
import { Pager } from '../parts/pager.tsx'

const pageLength = 50

/** The history, newest first, and the way to what differs between any two. */
export function Applies({ applies, now }: { readonly applies: BoardApplies | null; readonly now: number }) {
  const [page, setPage] = useState(0)
  if (applies === null) return <p class="muted">The history was not read yet.</p>
  const { total, newest, pending } = applies
  const start = page * pageLength
  return (
    <section class="view" aria-label="Applies">
      <h2>Applies</h2>
      <DiffForm newest={newest[0]?.seq ?? 0} />
      {pending === null ? null : <p class="notice">{pending}</p>}
      {page === 0 ? (
        <ApplyList applies={newest.slice(0, pageLength)} now={now} />
      ) : (
        <OlderApplies before={(newest[0]?.seq ?? 0) + 1 - start} now={now} />
      )}
      <Pager
        what="applies"
        first={start + 1}
        last={Math.min(start + pageLength, total)}
        total={total}
        onTurn={(by) => setPage(page + by)}
      />
    </section>
  )
}

function OlderApplies({ before, now }: { readonly before: number; readonly now: number }) {
  const path = `/api/applies?before=${before}&limit=${pageLength}`
  const asked = useAsked<{ readonly applies: readonly BoardApply[] }>(path)
  if (asked.kind === 'waiting') return <p class="muted">Reading …</p>
  if (asked.kind === 'problem') return <p class="problem">{asked.text}</p>
  return <ApplyList applies={asked.answer.applies} now={now} />
}
