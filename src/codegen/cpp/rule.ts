import type { JsonValue } from '../../model/index.ts'
import type { CompiledPattern } from '../../schema/index.ts'
import type { Inexpressible } from '../shape/shape.ts'

/** A number of a rule that is known only when all rules are laid out: that of a subschema's first rule. */
interface NodeReference {
  readonly node: string
}

export type RuleNumber = number | NodeReference

/** One rule of a subschema; see `check` in `appia/schema.hpp`. */
export interface Rule {
  readonly check: string
  readonly a?: RuleNumber
  readonly b?: number
  readonly number?: number
}

interface PropertyEntry {
  readonly name: string
  readonly node: RuleNumber
  readonly isRequired: boolean
}

interface ObjectEntry {
  readonly firstProperty: number
  readonly propertyCount: number
  readonly requiredCount: number
  readonly firstPattern: number
  readonly patternCount: number
  readonly others: RuleNumber
}

/** A schema as tables, before it is text. */
export interface Tables {
  /** By the pointer of the subschema, in the order of the text. */
  readonly rules: ReadonlyMap<string, readonly Rule[]>
  readonly nodes: RuleNumber[]
  readonly texts: string[]
  readonly choices: JsonValue[]
  readonly objects: ObjectEntry[]
  readonly properties: PropertyEntry[]
  readonly namedByPatterns: { readonly pattern: number; readonly node: RuleNumber }[]
  readonly patterns: CompiledPattern[]
  readonly problems: readonly Inexpressible[]
}

/** `false` and `true`, before every subschema. */
export const never = 0
export const anything = 1
