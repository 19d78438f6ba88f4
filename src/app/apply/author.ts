import type { Author } from '../../apply/index.ts'
import type { Context } from '../context.ts'

/** Who applies, and what they say of it, for the history. */
export function authorOf({ who, message }: Context): Author {
  return { who: who(), ...(message === undefined ? {} : { message }) }
}
