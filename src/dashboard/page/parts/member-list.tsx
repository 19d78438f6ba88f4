import type { BoardMember } from '../../board.ts'
import { ageText } from '../../state/words.ts'
import { stateNames } from './state-names.ts'

export interface MemberListProperties {
  readonly members: readonly BoardMember[]
  readonly now: number
  /** Since when it lives and what its key is stay away. */
  readonly isBrief?: boolean
}

/** Members in a table: how each stands, and why. */
export function MemberList({ members, now, isBrief = false }: MemberListProperties) {
  return (
    <table class="members">
      <thead>
        <tr>
          <th scope="col">Member</th>
          <th scope="col">State</th>
          <th scope="col">What it runs</th>
          {isBrief ? null : <th scope="col">Alive</th>}
          {isBrief ? null : <th scope="col">Key</th>}
        </tr>
      </thead>
      <tbody>
        {members.map((member) => (
          <tr key={member.name}>
            <th scope="row" class="member">
              {member.name}
            </th>
            <td>
              <span class={`state ${member.state}`}>{stateNames[member.state]}</span>
            </td>
            <td class="words">
              {member.words}
              <Reloads member={member} now={now} />
            </td>
            {isBrief ? null : <td class="short">{aliveText(member, now)}</td>}
            {isBrief ? null : <td class="short">{keyText(member)}</td>}
          </tr>
        ))}
      </tbody>
    </table>
  )
}

function Reloads({
  member: { followed, tookUpAt },
  now,
}: {
  readonly member: BoardMember
  readonly now: number
}) {
  const parts = [...(tookUpAt === null ? [] : [`took it up ${ageText(now - tookUpAt)} ago`]), ...followed]
  return parts.length === 0 ? null : <span class="muted more">{parts.join(' · ')}</span>
}

function aliveText({ aliveSince }: BoardMember, now: number): string {
  return aliveSince === null ? '–' : ageText(now - Date.parse(aliveSince))
}

function keyText({ key, keys }: BoardMember): string {
  if (key === null) return keys ?? '–'
  return keys === null || keys === 'ready' ? key : `${key}, ${keys}`
}
