/** The child process that evaluates was of no use here, through no fault of the author's modules. */
export class EvaluatorError extends Error {
  override readonly name = 'EvaluatorError'

  /** It ended before it ran; `errors` is what Node wrote, `code` how it ended. */
  static notStarted(errors: string, code: number | string): EvaluatorError {
    const reason = /^.*(?:Error\b.*?: |bad option).*$/m.exec(errors)?.[0] ?? errors.trim().split('\n')[0]
    const shown = reason?.replace(/^.*Error\b.*?: /, '') || `exit ${code}`
    return new EvaluatorError(
      `the evaluator does not start on Node ${process.versions.node} (${process.execPath}): ${shown}`,
    )
  }
}
