import type { JsonValue } from '../../model/index.ts'
import type { Schema } from '../schema.ts'
import type { Subschema } from '../subschemas.ts'

/** A break of the house profile: `at` points into the schema file. */
export interface ProfileBreak {
  readonly at: string
  readonly message: string
  readonly help: string
}

/** What a rule knows beside the one subschema that it looks at. */
export interface RuleContext {
  readonly schema: Schema
  /** The subschema only restricts what another one defines. */
  readonly isCondition: boolean
  /** Types that what surrounds the subschema allows for the same value; empty where nothing says. */
  readonly outerTypes: readonly string[]
  /** The same with what the subschema itself says. */
  readonly types: readonly string[]
}

/** A rule of the house profile looks at one subschema. */
export type ProfileRule = (subschema: Subschema, context: RuleContext) => ProfileBreak[]

/** A subschema in a message. */
export function nameOf(pointer: string): string {
  return pointer === '' ? 'the schema' : pointer
}

/** The types that a schema's `type` names. */
export function typesOf(type: JsonValue | undefined): JsonValue[] {
  return type === undefined ? [] : Array.isArray(type) ? [...type] : [type]
}
