import { type BoardMember, memberStates } from '../../board.ts'
import { stateNames } from './state-names.ts'

/** A square a member, and below it in words how many are how. */
export function FleetMap({ members }: { readonly members: readonly BoardMember[] }) {
  const counts = memberStates
    .map((state) => ({ state, count: members.filter((member) => member.state === state).length }))
    .filter(({ count }) => count > 0)
  return (
    <>
      <div class={members.length > 120 ? 'map small' : 'map'} aria-hidden="true">
        {members.map(({ name, state }) => (
          <i key={name} class={state} title={name} />
        ))}
      </div>
      <p class="legend muted">
        {counts.map(({ state, count }) => (
          <span key={state}>
            <i class={`square ${state}`} aria-hidden="true" /> {count} {stateNames[state]}
          </span>
        ))}
      </p>
    </>
  )
}
