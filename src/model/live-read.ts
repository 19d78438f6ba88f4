import type { Place } from './provenance.ts'

/** A call of `live()` in the sources: a value that is read from the store. */
export interface LiveRead {
  /** As it stands in the store, an environment's prefix included. */
  readonly key: string
  /** JSON pointer into the value; '' is the whole of it. */
  readonly pointer: string
  /** The call. */
  readonly at?: Place
  /** False while the evaluation was not given what the store holds. */
  readonly isRead: boolean
  readonly hasFallback: boolean
}

/** What a store holds under keys, as text; undefined where there is no such key. */
export type LiveValues = ReadonlyMap<string, string | undefined>

/** Where the evaluator puts, on the global object of the config modules, what `live()` asks. */
export const liveReader = Symbol.for('appia.live')
