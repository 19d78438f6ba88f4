export type ForgeErrorCode =
  /** The token is none, or may not do this. */
  | 'refused'
  /** No such repository or request, or none that the token may see. */
  | 'not-found'
  /** What was sent is not taken. */
  | 'invalid'
  /** More requests than it takes, for longer than we wait. */
  | 'rate-limited'
  /** No answer, or none that makes sense. */
  | 'unreachable'

/** A forge that said no, or nothing. The message never holds the token. */
export class ForgeError extends Error {
  override readonly name = 'ForgeError'
  readonly code: ForgeErrorCode
  /** Milliseconds after which another try may succeed; absent: none will. */
  readonly retryAfter: number | undefined

  constructor(code: ForgeErrorCode, message: string, options: { retryAfter?: number; cause?: unknown } = {}) {
    super(message, { cause: options.cause })
    this.code = code
    this.retryAfter = options.retryAfter
  }
}
