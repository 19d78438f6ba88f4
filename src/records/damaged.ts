/** A key of the tool holds something that the tool did not write. */
export class ToolDataError extends Error {
  override readonly name = 'ToolDataError'
  readonly code = 'tool-data-damaged'
}

/** The error of a key, or of a part of one, that cannot be read. */
export function damaged(what: string): ToolDataError {
  return new ToolDataError(`${what} does not hold what appia writes there`)
}
