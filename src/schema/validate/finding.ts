import type { DiagnosticCode } from '../../model/index.ts'

/** What is wrong with a value, before anyone knows where the value came from. Never holds a secret. */
export interface SchemaFinding {
  readonly code: DiagnosticCode
  /** The leaf, or the object that lacks a key. */
  readonly pointer: string
  /** The subschema that refused it. */
  readonly schemaPointer: string
  readonly message: string
  readonly because?: string
  readonly help?: string
  /** Meant is the key at `pointer`, not its value. */
  readonly isKey?: boolean
}

/** A finding with what tells that another one has the same cause. */
export interface DraftFinding extends SchemaFinding {
  /** The names of the keys that are missing. */
  readonly lacks?: readonly string[]
  /** The pointer of the key that a misspelt one was meant to be. */
  readonly meant?: string
  /** A conditional rule that applies only because the key which it looks at is missing. */
  readonly isVacuous?: boolean
}

/** A pointer in a message: the whole document has none. */
export function nameOf(pointer: string): string {
  return pointer === '' ? 'the document' : pointer
}
