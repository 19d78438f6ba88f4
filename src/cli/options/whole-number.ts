import { usageFailure } from '../../app/index.ts'

/** A whole number above zero from the text of an option. */
export function wholeNumber(text: string, option: string): number {
  if (!/^[1-9]\d{0,8}$/.test(text))
    throw usageFailure(`${option} takes a whole number above 0, not "${text}"`)
  return Number(text)
}
