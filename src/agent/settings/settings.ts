import type { DocumentFormat } from '../../model/index.ts'

/** What one agent does on its host. */
export interface AgentSettings {
  /** Of the environment: '' or '/site-a'. */
  readonly prefix?: string
  readonly endpoints?: readonly string[]
  /** The agent's own folder. */
  readonly stateFolder: string
  /** Where it answers: `127.0.0.1:9464`, or the path of a socket. */
  readonly status?: string
  /** By name. */
  readonly files?: { readonly [name: string]: FileSettings }
}

/** A document that becomes a file. */
export interface FileSettings {
  /** Without the environment's prefix; default `/config/<component>/json`. */
  readonly key?: string
  readonly format: Exclude<DocumentFormat, 'pretty-json'>
  /** Path of the schema that the installed component has. */
  readonly schema?: string
  readonly path: string
  /** A name or a number. */
  readonly owner?: string
  readonly group?: string
  /** Octal: `0640`. */
  readonly mode: string
  /** Run before the file is in place; `{file}` is the new one. */
  readonly check?: CommandSettings
  readonly reload?: ActionSettings
  /** Default: as `reload`. */
  readonly restart?: ActionSettings
  /** Run until it succeeds, or its time is over. */
  readonly healthy?: CommandSettings
  readonly edited: 'restore' | 'report'
}

/** A program without a shell, and how long it may take, seconds. */
export interface CommandSettings {
  readonly command: readonly string[]
  readonly within?: number
}

/** What makes a component take its file up. */
export type ActionSettings =
  | CommandSettings
  | { readonly signal: NodeJS.Signals; readonly pidFile: string }
  | { readonly unit: string; readonly verb?: string; readonly within?: number }
