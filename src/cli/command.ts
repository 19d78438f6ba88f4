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
  /** How many positional arguments it takes. */
  readonly positionals: readonly [minimum: number, maximum: number]
  /** It writes to a store: Ctrl-C asks it to stop instead of ending it. */
  readonly writes?: boolean
  run(invocation: Invocation): Promise<Report>
}

export type OptionTable = { readonly [name: string]: OptionDescription }

export type OptionDescription = NonNullable<ParseArgsConfig['options']>[string] & {
  readonly description: string
  /** Name of the value in help: `FILE`. */
  readonly value?: string
}

/** A command line, parsed, with the world it runs in: what the tasks of `app` take, and the terminal besides. */
export interface Invocation extends Context {
  readonly options: OptionValues
  readonly positionals: readonly string[]
  readonly terminal: Terminal
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
