import type { Live } from '../live/follow-board.ts'
import { hrefOf, type Route } from '../route.ts'
import { Freshness } from './freshness.tsx'

const tabs = [
  ['overview', 'Overview'],
  ['fleet', 'Fleet'],
  ['applies', 'Applies'],
  ['plan', 'Plan'],
  ['drift', 'Drift'],
  ['keys', 'Keys'],
  ['etcd', 'etcd'],
] as const

/** What is looked at, how fresh it is, and where else one may go. */
export function Header({ live, route }: { readonly live: Live; readonly route: Route }) {
  const subject = live.board?.subject
  const view = route.view === 'diff' ? 'applies' : route.view
  return (
    <header>
      <a class="skip" href="#main">
        Skip to the content
      </a>
      <div class="subject">
        <span class="name">{subject?.environment ?? 'Appia'}</span>
        <span class="muted">
          {subject === undefined || subject === null ? '' : `${subject.workspace} · ${subject.storeName}`}
        </span>
      </div>
      <Freshness live={live} />
      <nav aria-label="Views">
        {tabs.map(([name, text]) => (
          <a key={name} href={hrefOf(name)} aria-current={view === name ? 'page' : undefined}>
            {text}
          </a>
        ))}
      </nav>
    </header>
  )
}
