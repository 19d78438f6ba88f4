import type { ImportedSecret, SharedValue } from '../../importing/index.ts'
import type { Diagnostic } from '../../model/index.ts'

/** What is to be imported, and how. */
export interface ImportRequest {
  /** Files and folders; empty with `fromStore`. */
  readonly paths: readonly string[]
  /** Everything under this prefix of the environment's store. */
  readonly fromStore?: string
  /** The key of a file: `{name}` stands for its path without the ending. */
  readonly keyPattern?: string
  /** Names of environments, where the usual ones are not meant. */
  readonly environments: readonly string[]
  /** `KEY#/pointer` of values that are written although they look like secrets. */
  readonly plain: readonly string[]
  /** Keys of the store whose values are texts, whatever they look like. */
  readonly texts: readonly string[]
  /** Name of the workspace, where there is none yet. */
  readonly name?: string
  /** Overwrite modules that say otherwise. */
  readonly isForced: boolean
  /** Write nothing. */
  readonly isDry: boolean
}

/** One document as it was found, not read yet. */
export interface FoundText {
  readonly environment: string
  readonly key: string
  /** For people: `services/api.json`, or the key in the store. */
  readonly from: string
  /** By whose ending it is read. */
  readonly file: string
  readonly text: string
}

/** Something that was looked at and stays where it is. */
export interface LeftAlone {
  readonly what: string
  readonly why: string
}

/** Where an environment lies. */
export interface FoundEnvironment {
  /** '' where nothing that was found tells environments apart. */
  readonly name: string
  /** Of one without a name: that of the environment whose store was read. */
  readonly called?: string
  readonly endpoints?: readonly string[]
  readonly prefix: string
}

/** What files or a store hold for an import. */
export interface GatheredTexts {
  readonly texts: readonly FoundText[]
  /** In their order; one without a name where nothing tells any. */
  readonly environments: readonly FoundEnvironment[]
  readonly leftAlone: readonly LeftAlone[]
  readonly diagnostics: readonly Diagnostic[]
}

/** What an import did, or would do. */
export interface ImportReport {
  readonly directory: string
  readonly files: readonly WrittenFile[]
  readonly documents: readonly { readonly key: string; readonly module: string }[]
  /** Documents that the workspace had already, as they are. */
  readonly known: number
  readonly environments: readonly string[]
  readonly secrets: readonly ImportedSecret[]
  /** What a draft asks, of all schemas that were written. */
  readonly questions: number
  readonly shared: readonly SharedValue[]
  readonly leftAlone: readonly LeftAlone[]
  readonly isDry: boolean
}

/** A file and what became of it. */
export interface WrittenFile {
  readonly path: string
  readonly action: 'created' | 'changed' | 'removed'
}
