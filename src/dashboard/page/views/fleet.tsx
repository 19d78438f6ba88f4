import { useState } from 'preact/hooks'
import { type BoardMember, type MemberState, memberStates } from '../../board.ts'
import { FleetMap } from '../parts/fleet-map.tsx'
import { MemberList } from '../parts/member-list.tsx'
import { Pager } from '../parts/pager.tsx'
import { stateNames } from '../parts/state-names.ts'
import { inOrder } from './in-order.ts'

const pageLength = 50

/** Every member: found by name, the worst first. */
export function Fleet({ members, now }: { readonly members: readonly BoardMember[]; readonly now: number }) {
  const [text, setText] = useState('')
  const [state, setState] = useState<MemberState | 'all'>('all')
  const [page, setPage] = useState(0)
  const ordered = inOrder(members)
  const found = ordered.filter(
    (member) => matches(member, text) && (state === 'all' || member.state === state),
  )
  const start = page * pageLength < found.length ? page * pageLength : 0
  const shown = found.slice(start, start + pageLength)
  return (
    <section class="view" aria-label="Fleet">
      <FleetMap members={ordered} />
      <form class="filter" onSubmit={(event) => event.preventDefault()}>
        <label for="find">Find</label>
        <input
          id="find"
          type="search"
          placeholder="gw-03, detector, lease …"
          value={text}
          onInput={(event) => {
            setText(event.currentTarget.value)
            setPage(0)
          }}
        />
        <label for="state">State</label>
        <select
          id="state"
          value={state}
          onChange={(event) => {
            setState(event.currentTarget.value as MemberState | 'all') // one of the options
            setPage(0)
          }}
        >
          <option value="all">all</option>
          {memberStates.map((each) => (
            <option key={each} value={each}>
              {stateNames[each]}
            </option>
          ))}
        </select>
      </form>
      {shown.length === 0 ? (
        <p class="muted">No member is like that.</p>
      ) : (
        <MemberList members={shown} now={now} />
      )}
      <Pager
        what="members"
        first={start + 1}
        last={start + shown.length}
        total={found.length}
        onTurn={(by) => setPage(start / pageLength + by)}
      />
    </section>
  )
}

function matches({ name, words, key }: BoardMember, text: string): boolean {
  const wanted = text.trim().toLowerCase()
  return wanted === '' || `${name} ${words} ${key ?? ''}`.toLowerCase().includes(wanted)
}
