import type { DesiredCollection } from './collection.ts'
import type { Diagnostic } from './diagnostics/index.ts'
import type { DocumentFormat } from './format.ts'
import type { JsonValue } from './json/index.ts'
import type { Provenance } from './provenance.ts'
import type { DocumentSecret, SecretForm } from './secrets/index.ts'
import type { Environment, SourceFile, Waiver } from './workspace.ts'

/** What a change of a leaf does to its component: takes effect at once, after a restart, or nothing reads it. */
export type Effect = 'live' | 'restart' | 'none'

/** One key as it should be. */
export interface DesiredEntry {
  /** Full key, with the environment's prefix. */
  readonly key: string
  readonly component: string
  readonly node?: string
  readonly schema: string
  /** After defaults; secret references resolved to nothing but their tag. */
  readonly value: JsonValue
  /** Canonical JSON of `value`. */
  readonly text: string
  /** Absent: `json`. */
  readonly format?: DocumentFormat
  /** As `encodeBytes` writes them, where the key is to hold other bytes than `text`. */
  readonly bytes?: string
  /** Of the bytes that the key is to hold. */
  readonly sha256: string
  /** Pointers of what is set once and then left as it is live. */
  readonly initial?: readonly string[]
  /** References in `value` in whose place an apply puts secrets; `sha256` is of `text` then. */
  readonly secrets?: readonly DocumentSecret[]
  /** A rollback gives back just these bytes, and leaves the secrets that are live; otherwise what holds the same value is as good. */
  readonly isExact?: true
}

/** Everything one environment should hold. Entries are sorted by key. */
export interface Desired {
  readonly workspace: string
  readonly environment: Environment
  readonly entries: readonly DesiredEntry[]
  /** Collections, each with its pointer among the entries; absent where there are none. */
  readonly collections?: readonly DesiredCollection[]
  /** Prefixes in which the tool looks for foreign keys, with the environment's prefix: `/config/`. */
  readonly managedPrefixes: readonly string[]
  readonly sources: readonly SourceFile[]
  readonly checks: InvariantSummary
}

/** How the invariants stand. Carries no verdict of the clock: whether a waiver has expired is decided when shown. */
export interface InvariantSummary {
  readonly total: number
  readonly holding: number
  readonly waived: readonly Waiver[]
}

/** What is known of a leaf besides its value; looked up only for leaves that are shown. */
export interface LeafFacts {
  readonly effect: Effect
  /** `ms`, `s`, `MiB`: the field's `x-unit`. */
  readonly unit?: string
  readonly isSecret: boolean
  /** How a secret is to be written here; absent: not by an apply. */
  readonly secretForm?: SecretForm
  /** Something in the document is a secret; looked up at its root. */
  readonly hasSecrets?: true
  /** How the document is written; looked up at its root. Absent: `json`. */
  readonly format?: DocumentFormat
  /** The JSON types that the schema allows here, `number` for integers too; absent where it names none. */
  readonly types?: readonly string[]
  /** Of a list: the members by which its elements are told apart, its `x-key`. */
  readonly elementKey?: readonly string[]
  readonly description?: string
  /** `1..65535`, `one of a, b`. */
  readonly range?: string
  /** The schema's line for this leaf. */
  readonly schemaAt?: { readonly file: string; readonly line: number; readonly column: number }
}

export type LeafLookup = (key: string, pointer: string) => LeafFacts

/** The outcome of compiling one environment. `desired` is absent when there are errors. */
export interface CompiledEnvironment {
  readonly desired?: Desired
  readonly diagnostics: readonly Diagnostic[]
  /** By key. */
  readonly provenance: ReadonlyMap<string, Provenance>
}
