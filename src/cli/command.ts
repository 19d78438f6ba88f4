import type { ParseArgsConfig } from 'node:util'
import type { Context } from '../app/index.ts'
import type { Diagnostic, ExitCode } from '../model/index.ts'
import type { Terminal } from './terminal/terminal.ts'

/** One verb of the command line. */
export interface Command {
  readonly name: string
  /** One line for the list of commands. */
  readonly summary: string
  /** What follows the name: `[FILE] [--yes]`. */
  readonly usage: string
  /** More for `--help`, whole lines. */
  readonly details?: string
  readonly options: OptionTable
  /** What its arguments are, for shells that complete them. */
  readonly completes?: Completes
  /** How many positional arguments it takes. */
  readonly positionals: readonly [minimum: number, maximum: number]
  /** It writes to a store: Ctrl-C asks it to stop instead of ending it. */
  readonly writes?: boolean
  /** It runs until it is told to stop, and then ends in order: nobody has to be told. */
  readonly isDaemon?: boolean
  run(invocation: Invocation): Promise<Report>
}

export type OptionTable = { readonly [name: string]: OptionDescription }

export type OptionDescription = NonNullable<ParseArgsConfig['options']>[string] & {
  readonly description: string
  /** Name of the value in help: `FILE`. */
  readonly value?: string
  /** The value where none is given: then one is given as `--name=VALUE` only. */
  readonly implied?: string
  /** What the value is, where its name in help does not tell. */
  readonly completes?: Completes
}

/** What a word is: a `part` is `KEY#/pointer`, a list names all there are. */
export type Completes = 'environment' | 'key' | 'part' | 'file' | 'folder' | readonly string[]

/** A command line, parsed, with the world it runs in: what the tasks of `app` take, and the terminal besides. */
export interface Invocation extends Context {
  readonly options: OptionValues
  readonly positionals: readonly string[]
  readonly terminal: Terminal
  readonly commands: CommandTable
}

/** All commands; a command's module is loaded when it is asked for. */
export interface CommandTable {
  readonly named: (name: string) => Promise<Command | undefined>
  readonly all: () => Promise<readonly Command[]>
}

export interface OptionValues {
  /** True when the flag was given. */
  flag(name: string): boolean
  text(name: string): string | undefined
  list(name: string): readonly string[]
}

/** What a command has to say. `text` goes to standard output, diagnostics to standard error; `--json` prints `json` and them instead. */
export interface Report {
  readonly exitCode: ExitCode
  readonly text: string
  /** Serialisable as JSON. */
  readonly json: object
  readonly diagnostics?: readonly Diagnostic[]
  /** For the frames of diagnostics: where the sources are. */
  readonly workspaceDirectory?: string
}
