import type { Live } from '../live/follow-board.ts'
import type { Route } from '../route.ts'
import { Applies } from './applies.tsx'
import { Diff } from './diff.tsx'
import { Drift } from './drift.tsx'
import { Etcd } from './etcd.tsx'
import { Fleet } from './fleet.tsx'
import { Keys } from './keys.tsx'
import { Overview } from './overview.tsx'
import { Plan } from './plan.tsx'

/** The view that the route names. */
export function ViewOf({ live, route: { view, rest } }: { readonly live: Live; readonly route: Route }) {
  const { board } = live
  if (board === null) return null
  switch (view) {
    case 'overview':
      return <Overview board={board} live={live} />
    case 'fleet':
      return <Fleet members={board.members} now={board.now} />
    case 'applies':
      return <Applies applies={board.applies} now={board.now} />
    case 'diff':
      return <Diff from={rest[0] ?? ''} to={rest[1] ?? 'live'} />
    case 'plan':
      return <Plan withoutSources={board.subject?.withoutSources ?? null} />
    case 'drift':
      return <Drift drift={board.drift} now={board.now} />
    case 'keys':
      return <Keys rotation={board.rotation} members={board.members} now={board.now} />
    case 'etcd':
      return <Etcd endpoints={board.endpoints} samples={live.samples} />
    default:
      return view satisfies never
  }
}
