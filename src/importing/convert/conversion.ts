import type { JsonObject, JsonValue } from '../../model/index.ts'

/** Something of a published schema that is otherwise in the converted one, or gone. */
export interface ConversionNote {
  /** Where in the published schema. */
  readonly pointer: string
  readonly message: string
}

/** A converted subschema while it is made. */
export type Draft = Record<string, JsonValue>

/** A conversion under way. */
export interface Conversion {
  readonly document: JsonObject
  /** In drafts before 2019-09 nothing beside `$ref` counts. */
  readonly isOld: boolean
  readonly notes: ConversionNote[]
  /** By the pointer of what is referred to, its name in `$defs`. */
  readonly names: Map<string, string>
  /** Converted, by name. */
  readonly definitions: Map<string, JsonValue>
  /** Drafts that take other values than what they were made of, as far as that matters around them. */
  readonly lossy: Set<JsonValue>
  /** Where in the published schema a draft comes from. */
  readonly sources: Map<JsonValue, string>
}

/** One subschema under way. */
export interface Part {
  readonly conversion: Conversion
  readonly pointer: string
  readonly node: JsonObject
  readonly draft: Draft
  /** What the schemas around allow for the same value; empty where they do not say. */
  readonly outerTypes: readonly string[]
  readonly isCondition: boolean
}

/** Takes down what is gone without a difference to any value. */
export function note({ conversion, pointer }: Part, keyword: string, message: string): void {
  conversion.notes.push({ pointer: keyword === '' ? pointer : `${pointer}/${keyword}`, message })
}

/** Takes down what makes a difference to some value. */
export function noteLoss(part: Part, keyword: string, message: string): void {
  part.conversion.lossy.add(part.draft)
  note(part, keyword, message)
}
