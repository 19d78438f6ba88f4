import { Failure, type InvalidInput } from '../failure.ts'

/** Why something cannot be read or answered, in a sentence. */
export function troubleText(error: Failure | InvalidInput): string {
  if (error instanceof Failure) return error.message
  return `the sources have errors: ${error.diagnostics.map(({ message }) => message).join('; ')}`
}
