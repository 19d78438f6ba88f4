import type { LeafChange } from '../model/index.ts'
import type { BoardRow } from './board.ts'

/** How changes and texts are put into words; whoever serves the page gives what its other outputs use. */
export interface Wording {
  readonly rows: (leaves: readonly LeafChange[]) => readonly BoardRow[]
  /** Text of strangers as it may be shown: what cannot be seen, or would steer a reader, is spelt out. */
  readonly plain: (text: string) => string
}
