import {
  type Diagnostic,
  type ExitCode,
  exitCodes,
  type StoreError,
  type StoreErrorCode,
} from '../model/index.ts'
import type { SpellCommand } from './spell-command.ts'

/** Ends a command with a message and an exit code: the world said no, or the command line is wrong. */
export class Failure extends Error {
  override readonly name = 'Failure'
  readonly exitCode: ExitCode
  /** What to do, whole lines. */
  readonly help: string | undefined

  constructor(exitCode: ExitCode, message: string, options: { help?: string; cause?: unknown } = {}) {
    super(message, { cause: options.cause })
    this.exitCode = exitCode
    this.help = options.help
  }
}

/** Sources, a plan file, an object or pinned maps have errors: their diagnostics end what was asked for. */
export class InvalidInput extends Error {
  override readonly name = 'InvalidInput'
  readonly diagnostics: readonly Diagnostic[]
  /** Where the sources are that the errors name. */
  readonly directory: string | undefined

  /** `text` is what there is to say besides the errors. */
  constructor(diagnostics: readonly Diagnostic[], directory?: string, text = '') {
    super(text)
    this.diagnostics = diagnostics
    this.directory = directory
  }
}

/** A wrong command line: exit code 3. */
export function usageFailure(message: string, help?: string): Failure {
  return new Failure(exitCodes.usage, message, help === undefined ? {} : { help })
}

/** A store error as a command ends with it. */
export function storeFailure(
  error: StoreError,
  { name, spell }: { readonly name: string; readonly spell: SpellCommand },
): Failure {
  const message = `${name}: ${error.message}`
  const help = storeHelp(error.code, spell)
  return new Failure(storeExitCode(error.code), message, { cause: error, ...(help && { help }) })
}

/** The exit code of the contract for a store that said no. */
export function storeExitCode(code: StoreErrorCode): ExitCode {
  switch (code) {
    case 'unreachable':
    case 'timeout':
    case 'no-leader':
    case 'authentication':
    case 'permission':
      return exitCodes.unreachable
    case 'locked':
      return exitCodes.conflict
    default:
      return exitCodes.error
  }
}

/** What to do about a store that said no. */
export function storeHelp(code: string, spell: SpellCommand): string | undefined {
  switch (code) {
    case 'unreachable':
    case 'timeout':
    case 'no-leader':
      return `see which endpoints answer: ${spell('doctor')}`
    case 'permission':
      return `set ETCDCTL_USER=name:password, or ETCDCTL_CERT and ETCDCTL_KEY, for a user that may do this (docs/etcd.md); what is denied, and the grant for it: ${spell('doctor')}`
    case 'authentication':
      return 'set ETCDCTL_USER=name:password, or ETCDCTL_CERT and ETCDCTL_KEY, for a user that may do this'
    case 'no-space':
      return `etcdctl compact REVISION, etcdctl defrag, etcdctl alarm disarm; alarms and revision: ${spell('doctor')}`
    case 'locked':
      return 'wait for the other process'
    default:
      return undefined
  }
}
