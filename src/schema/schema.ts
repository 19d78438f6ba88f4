import type { JsonObject } from '../model/index.ts'

/** A schema file: `schemas/<name>.schema.json`. Its identity is the object: what is derived from it is cached by it. */
export interface Schema {
  readonly name: string
  /** Relative to the workspace. */
  readonly file: string
  readonly document: JsonObject
  readonly text: string
}
