import type { Move } from '../../model/index.ts'
import { findRenames, withRenames } from '../handover/index.ts'
import type { KeysAt } from '../leaves/index.ts'
import type { Versions } from '../merge/index.ts'

/** By what the elements of a document are told apart, and which of them an apply has given another name. */
export interface Elements {
  readonly keysAt: KeysAt
  readonly renamed: readonly Move[] | undefined
}

/** The step back takes elements to their old names, wherever their lists are in what is live by now. */
export function renamedBack({ base, target, live }: Versions, { keysAt, renamed = [] }: Elements): KeysAt {
  const back = renamed.map(({ from, to }) => ({ from: to, to: from }))
  const found = [base, live].flatMap((from) => findRenames(back, { from, to: target }, keysAt))
  return withRenames(keysAt, found, 'before')
}
