import type { Board } from '../../board.ts'
import { plural } from '../../state/words.ts'
import type { Live } from '../live/follow-board.ts'
import { ApplyList } from '../parts/apply-list.tsx'
import { Card } from '../parts/card.tsx'
import { FleetMap } from '../parts/fleet-map.tsx'
import { KeyTimeline } from '../parts/key-timeline.tsx'
import { MemberList } from '../parts/member-list.tsx'
import { Plot } from '../parts/plot.tsx'
import { inOrder } from './in-order.ts'

const mostSick = 5
const fewApplies = 6

/** Everything on one screen: made for a wall. */
export function Overview({ board, live }: { readonly board: Board; readonly live: Live }) {
  const { members, applies, rotation, now } = board
  const running = members.filter(({ state }) => state === 'runs').length
  const ordered = inOrder(members)
  const sick = ordered.filter(({ state }) => state !== 'runs' && state !== 'unknown')
  return (
    <div class="grid">
      <Card
        view="fleet"
        title="Fleet"
        figure={`${running} of ${members.length}`}
        caption="run what is applied"
      >
        <FleetMap members={ordered} />
        {sick.length === 0 ? null : <MemberList members={sick.slice(0, mostSick)} now={now} isBrief />}
      </Card>
      <Card
        view="applies"
        title="Applies"
        figure={applies?.newest[0] === undefined ? 'none yet' : `@${applies.newest[0].seq}`}
        caption={applies?.pending ?? 'is the newest'}
      >
        <ApplyList applies={applies?.newest.slice(0, fewApplies) ?? []} now={now} />
      </Card>
      <Card
        view="etcd"
        title="etcd"
        figure={latencyText(board)}
        caption={board.endpoints
          .map(({ words }) => words.slice(0, 2).join(', '))
          .slice(0, 1)
          .join('')}
      >
        <Plot samples={live.samples} column="latency" hours={1} height={150} />
        <Plot samples={live.samples} column="size" hours={1} height={130} />
      </Card>
      <Card
        view="keys"
        title="Keys"
        figure={`generation ${rotation?.generation ?? 0}`}
        caption={keysText(board)}
      >
        <KeyTimeline rotation={rotation} now={now} />
      </Card>
    </div>
  )
}

function latencyText({ endpoints }: Board): string {
  const latencies = endpoints.flatMap(({ latencyMilliseconds }) => latencyMilliseconds ?? [])
  return latencies.length === 0 ? 'no answer' : `${Math.max(...latencies).toFixed(1)} ms`
}

function keysText({ rotation }: Board): string {
  if (rotation === null) return ''
  const { waitsFor, standing } = rotation
  return waitsFor.length === 0 ? standing : `waits for ${plural(waitsFor.length, 'member')}`
}
