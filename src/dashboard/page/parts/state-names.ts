import type { MemberState } from '../../board.ts'

/** How a member stands, in a word. */
export const stateNames: { readonly [state in MemberState]: string } = {
  down: 'down',
  sick: 'sick',
  behind: 'behind',
  unknown: 'silent',
  runs: 'running',
}
