import type { JsonValue } from '../model/index.ts'
import type { Position, Schema } from '../schema/index.ts'
import type { TypeNames } from './ts-names.ts'
import type { TypeText } from './ts-text.ts'

/** `complete`: after defaults. `input`: as authors write it, defaulted members optional, quantities and secrets allowed. */
export type Variant = 'complete' | 'input'

/** What is needed to write the types of one variant. */
export interface TypeWork {
  readonly schema: Schema
  readonly variant: Variant
  readonly names: TypeNames
  /** Definitions whose input differs from what it is after defaults. */
  readonly varying: ReadonlySet<string>
  /** The names that the types written so far refer to. */
  readonly used: Set<string>
}

/** What holds for a place from further up. */
export interface Surroundings {
  readonly effect: JsonValue | undefined
  /** The types that the schemas around say the value may have; empty where they do not. */
  readonly types: readonly string[]
}

/** Writes the type of a position. */
export type TypeOf = (work: TypeWork, position: Position, around: Surroundings) => TypeText
