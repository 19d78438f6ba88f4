import type { BoardMember, BoardRotation } from '../../board.ts'
import { KeyTimeline } from '../parts/key-timeline.tsx'

const reasons: { readonly [reason: string]: string } = {
  'first-start': 'the first one',
  schedule: 'by schedule',
  'recipients-changed': 'other recipients',
  requested: 'asked for',
  'after-restore': 'after a restore',
}

/** Where the rotation stands; of seeds nothing is known here. */
export function Keys({
  rotation,
  members,
  now,
}: {
  readonly rotation: BoardRotation | null
  readonly members: readonly BoardMember[]
  readonly now: number
}) {
  if (rotation === null) return <p class="muted">Keys were not read yet.</p>
  const { generation, standing, waitsFor, keys } = rotation
  const holding = members.filter((member) => member.key !== null)
  return (
    <section class="view" aria-label="Keys">
      <h2>Keys</h2>
      <p>
        Generation {generation} · {standing}
      </p>
      {waitsFor.length === 0 ? null : <p class="notice">Not acknowledged by {waitsFor.join(', ')}</p>}
      <KeyTimeline rotation={rotation} now={now} />
      {keys.length === 0 ? null : <KeyTable keys={keys} />}
      <p class="muted">
        {holding.length} of {members.length} members say which key they encrypt under.
      </p>
    </section>
  )
}

function KeyTable({ keys }: { readonly keys: BoardRotation['keys'] }) {
  return (
    <table>
      <thead>
        <tr>
          <th scope="col">Key</th>
          <th scope="col">State</th>
          <th scope="col">Why</th>
          <th scope="col">Made</th>
          <th scope="col">Primary since</th>
          <th scope="col">Goes</th>
          <th scope="col">Opened by</th>
        </tr>
      </thead>
      <tbody>
        {keys.map(({ id, state, reason, createdAt, primarySince, retireAfter, openedBy, sealedFor }) => (
          <tr key={id}>
            <th scope="row">{id}</th>
            <td>{state}</td>
            <td>{reasons[reason] ?? reason}</td>
            <td>{createdAt}</td>
            <td>{primarySince ?? '–'}</td>
            <td>{retireAfter ?? '–'}</td>
            <td>
              {openedBy} of {sealedFor}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
