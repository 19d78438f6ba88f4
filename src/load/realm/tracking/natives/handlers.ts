import type { Call } from '../calls.ts'
import { arrayChangeHandlers } from './array-changes.ts'
import { arrayHandlers } from './arrays.ts'
import { collectionConstructors, collectionHandlers } from './collections.ts'
import { functionHandlers } from './functions.ts'
import { jsonHandlers } from './json.ts'
import { objectHandlers } from './objects.ts'

/** Does what a function of the language does and leaves the origin of the result in the register. */
export type Handler = (call: Call) => unknown

// By the functions themselves: an author may have them under any name.
const calls = new Map<unknown, Handler>([
  ...arrayHandlers,
  ...arrayChangeHandlers,
  ...collectionHandlers,
  ...functionHandlers,
  ...jsonHandlers,
  ...objectHandlers,
])

const constructs = new Map<unknown, Handler>(collectionConstructors)

/** What stands in for a function of the language, if it says more than "computed". */
export function handlerOf(target: unknown, kind: 'call' | 'construct'): Handler | undefined {
  return (kind === 'call' ? calls : constructs).get(target)
}
