import { type ExitCode, exitCodes, type StoreError } from '../model/index.ts'

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

/** A wrong command line: exit code 3. */
export function usageFailure(message: string, help?: string): Failure {
  return new Failure(exitCodes.usage, message, help === undefined ? {} : { help })
}

/** A store error as a command ends with it. */
export function storeFailure(error: StoreError, storeName: string): Failure {
  const message = `${storeName}: ${error.message}`
  switch (error.code) {
    case 'unreachable':
    case 'timeout':
    case 'no-leader':
      return new Failure(exitCodes.unreachable, message, {
        cause: error,
        help: 'see which endpoints answer: appia doctor',
      })
    case 'authentication':
    case 'permission':
      return new Failure(exitCodes.unreachable, message, {
        cause: error,
        help: 'set ETCDCTL_USER=name:password, or ETCDCTL_CERT and ETCDCTL_KEY, for a user that may do this',
      })
    case 'no-space':
      return new Failure(exitCodes.error, message, {
        cause: error,
        help: 'compact and defragment, then `etcdctl alarm disarm`; appia doctor shows the alarms',
      })
    case 'locked':
      return new Failure(exitCodes.conflict, message, { cause: error, help: 'wait for the other process' })
    default:
      return new Failure(exitCodes.error, message, { cause: error })
  }
}
