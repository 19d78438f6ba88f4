import type {
  AuthoredChannel,
  AuthoredCollection,
  DiagnosticCode,
  DocumentFormat,
  Environment,
  InvariantResult,
  JsonValue,
  Move,
  NativeLanguage,
  Waiver,
} from '../model/index.ts'

/** What goes to the child process on its standard input, as JSON: the second line, after the text of the prelude. */
export interface EvaluationRequest {
  /** The config modules. Its completion value is the answer. */
  readonly script: string
  /** After this long it is given up, even if it had no chance to run. */
  readonly patienceMilliseconds: number
}

/** What the child process answers on its standard output, as JSON. Places are site numbers: see `SiteTable`. */
export type Answer =
  | WorkspaceAnswer
  | BlankAnswer
  | { readonly kind: 'failed'; readonly problems: readonly Problem[]; readonly live?: readonly LiveCall[] }
  /** Interrupted; `site` is the last one that was reached. */
  | { readonly kind: 'stopped'; readonly site: number }

export interface WorkspaceAnswer {
  readonly kind: 'workspace'
  readonly name: string
  /** Distinct values with their origins. */
  readonly bodies: readonly Body[]
  readonly origins: readonly EncodedOrigin[]
  readonly documents: readonly DocumentAnswer[]
  /** Bodies that are layouts of BPF maps. */
  readonly layouts: readonly number[]
  readonly collections: readonly CollectionAnswer[]
  readonly channels: readonly AuthoredChannel[]
  readonly languages?: readonly NativeLanguage[]
  readonly environments: readonly EnvironmentAnswer[]
  readonly invariants: readonly InvariantResult[]
  readonly waivers: readonly WaiverAnswer[]
  readonly managedPrefixes: readonly string[]
  readonly live?: readonly LiveCall[]
  readonly problems: readonly Problem[]
}

/** As much as holds without the values that `live()` asks for: nothing was made of the rest. */
interface BlankAnswer
  extends Pick<WorkspaceAnswer, 'name' | 'environments' | 'managedPrefixes' | 'problems'> {
  readonly kind: 'blank'
  readonly live: readonly LiveCall[]
}

/** An environment, with the sites of the renames that it and its workspace declare. */
export interface EnvironmentAnswer extends Omit<Environment, 'moved'> {
  readonly moved?: readonly MoveAnswer[]
}

interface MoveAnswer extends Move {
  readonly site: number
}

/** A waiver, the site where it was agreed to and that of its last day (0: not known). */
export interface WaiverAnswer extends Waiver {
  readonly site: number
  readonly untilSite: number
}

/** A call of `live()`. */
export interface LiveCall {
  readonly key: string
  readonly pointer: string
  readonly site: number
  readonly isRead: boolean
  readonly hasFallback: boolean
}

/** A value and the index of the origin of each of its containers and leaves, in the order of a walk (-1: unknown). */
export interface Body {
  readonly value: JsonValue
  readonly origins: readonly number[]
}

export interface DocumentAnswer {
  readonly key: string
  readonly environment: string
  readonly component: string
  readonly node?: string
  readonly schema: string
  readonly format?: DocumentFormat
  readonly initial?: readonly string[]
  readonly body: number
}

export interface CollectionAnswer extends Omit<AuthoredCollection, 'at'> {
  readonly site: number
}

/** A literal that stands where it was written, or an origin with more to tell. 0 stands for no site. */
export type EncodedOrigin = readonly [site: number, name: number] | DetailedOrigin

/** -1 in `overrides`: nothing. An evaluation knows the first two kinds; compiling adds the others. */
type DetailedOrigin = readonly [
  site: number,
  name: number,
  kind: 'literal' | 'computed' | 'nearest' | 'default',
  from: readonly number[],
  calls: readonly number[],
  overrides: number,
]

/** A finding of the child. */
export interface Problem {
  readonly code: DiagnosticCode
  readonly severity: 'error' | 'warning'
  readonly message: string
  /** 0: not known. */
  readonly site: number
  readonly key?: string
  readonly pointer?: string
  readonly help?: string
  readonly calls?: readonly number[]
}
