import type { BoardDrift, BoardDriftEntry } from '../../board.ts'
import { ageText, plural } from '../../state/words.ts'
import { Rows } from '../parts/rows.tsx'

const kinds = {
  modified: 'changed',
  deleted: 'deleted',
  foreign: 'declared by nobody here',
  leased: 'as applied, but under a lease',
} as const
const mostShown = 200

/** What was changed outside: what, and as far as it is known when and by whom. */
export function Drift({ drift, now }: { readonly drift: BoardDrift | null; readonly now: number }) {
  if (drift === null) return <p class="muted">What is managed was not read yet.</p>
  const { entries, checked, ignored, isApplied } = drift
  return (
    <section class="view" aria-label="Drift">
      <h2>Changed outside</h2>
      <p>
        {isApplied ? `${plural(checked, 'managed key')} checked` : 'Nothing was applied here yet'}
        {ignored === 0 ? '' : `, ${ignored} ignored by rule`}
        {entries.length === 0 && isApplied ? ': none was changed outside.' : '.'}
      </p>
      <p class="muted">
        etcd keeps neither the name of who wrote a key nor the time: a time is there where this dashboard saw
        it happen, else the applies around it.
      </p>
      {entries.slice(0, mostShown).map((entry) => (
        <Entry key={entry.key} entry={entry} now={now} />
      ))}
      {entries.length > mostShown ? (
        <p class="muted">{entries.length - mostShown} more: appia drift shows all.</p>
      ) : null}
    </section>
  )
}

function Entry({ entry, now }: { readonly entry: BoardDriftEntry; readonly now: number }) {
  const { key, kind, words, rows, revision, seenAt, between } = entry
  const when =
    seenAt === null ? '' : `seen ${ageText(now - seenAt)} ago, at ${new Date(seenAt).toISOString()}`
  const facts = [revision === null ? '' : `revision ${revision}`, when, between].filter((fact) => fact !== '')
  return (
    <article class={`drifted ${kind}`}>
      <h3>
        <code>{key}</code> <span class="muted">{kinds[kind]}</span>
      </h3>
      <p class="muted">{facts.join(' · ')}</p>
      {words.map((text) => (
        <p key={text}>{text}</p>
      ))}
      <Rows rows={rows} name={key} />
    </article>
  )
}
