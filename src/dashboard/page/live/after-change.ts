import type { Board, BoardChange } from '../../board.ts'

/** The board once this has changed. */
export function afterChange(board: Board, change: BoardChange): Board {
  const { changedMembers = [], goneMembers = [], ...parts } = change
  const members = new Map(board.members.map((member) => [member.name, member]))
  for (const member of changedMembers) members.set(member.name, member)
  for (const name of goneMembers) members.delete(name)
  const areSame = changedMembers.length === 0 && goneMembers.length === 0
  return { ...board, ...parts, members: areSame ? board.members : [...members.values()] }
}
