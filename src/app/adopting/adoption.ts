import type { DocumentPart } from '../../importing/index.ts'
import type { Diagnostic, DiagnosticNote, ExitCode, Place } from '../../model/index.ts'

/** Which drift is to become part of the sources, and how. */
export interface AdoptRequest {
  /** `KEY` or `KEY#/pointer`; empty: all that was modified. */
  readonly parts: readonly string[]
  /** `KEY#/pointer` of values that are written although they look like secrets. */
  readonly plain: readonly string[]
  /** What else comes from a literal may change with it. */
  readonly isShared: boolean
  /** Write nothing. */
  readonly isDry: boolean
}

/** A file with the text that it is to have. */
export interface EditedSource {
  readonly path: string
  readonly before: string
  readonly after: string
}

/** Drift as edits of the sources, which were compiled and give what is live. */
export interface Adoption {
  readonly environment: string
  readonly storeName: string
  readonly revision: number
  readonly keys: readonly AdoptedKey[]
  readonly files: readonly EditedSource[]
  /** What changes besides, because it comes from the same places. */
  readonly others: readonly DocumentPart[]
  /** Keys that were changed outside and stay so, and why. */
  readonly leftAlone: readonly { readonly key: string; readonly why: string }[]
}

/** A key that the sources are to say as it is live. */
interface AdoptedKey {
  readonly key: string
  readonly leaves: number
  /** The sources say something else of other parts of it, which is not applied yet. */
  readonly isAhead: boolean
}

/** What became of a request. */
export type AdoptResult =
  | { readonly kind: 'nothing'; readonly adoption: Adoption }
  | { readonly kind: 'dry' | 'written'; readonly adoption: Adoption }
  | {
      readonly kind: 'refused'
      readonly diagnostics: readonly Diagnostic[]
      readonly directory: string
      readonly exitCode: ExitCode
    }

/** Why a part cannot be adopted, to become a diagnostic. */
export interface Refusal {
  readonly code: 'not-adoptable' | 'changed-twice' | 'shared-value'
  readonly key: string
  readonly pointer?: string
  readonly message: string
  readonly at?: Place
  readonly help?: string
  readonly notes?: readonly DiagnosticNote[]
}
