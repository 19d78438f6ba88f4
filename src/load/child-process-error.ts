/** A child process (the evaluator, the compiler) was of no use here, through no fault of the author's modules. */
export class ChildProcessError extends Error {
  override readonly name = 'ChildProcessError'

  /** The evaluator ended before it ran; `errors` is what Node wrote, `code` how it ended. */
  static notStarted(errors: string, code: number | string): ChildProcessError {
    const line = /^.*(?:Error\b.*?: |bad option).*$/m.exec(errors)?.[0] ?? errors.trim().split('\n')[0]
    const reason = line?.replace(/^.*Error\b.*?: /, '') || `exit ${code}`
    return new ChildProcessError(
      `the evaluator does not start on Node ${process.versions.node} (${process.execPath}): ${reason}`,
    )
  }

  /** Somebody else ended it; on a machine without memory that is the kernel, with SIGKILL. */
  static killed(what: string, signal: string): ChildProcessError {
    const guess = signal === 'SIGKILL' ? ': did the machine run out of memory?' : ''
    return new ChildProcessError(`${what} was killed from outside (${signal})${guess}`)
  }

  /** It was given next to no processor time, or hangs. */
  static slow(what: string, milliseconds: number): ChildProcessError {
    return new ChildProcessError(
      `${what} did not finish within ${milliseconds / 1000} s; is the machine busy?`,
    )
  }
}
