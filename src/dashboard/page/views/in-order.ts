import { type BoardMember, memberStates } from '../../board.ts'

/** Members, the worst first, then by name. */
export function inOrder(members: readonly BoardMember[]): BoardMember[] {
  const rank = (member: BoardMember) => memberStates.indexOf(member.state)
  return members.toSorted((a, b) => rank(a) - rank(b) || (a.name < b.name ? -1 : 1))
}
