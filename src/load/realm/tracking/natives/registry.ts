import type { Call } from '../calls.ts'

/** Does what a function of the language does and leaves the origin of the result in the register. */
export type Handler = (call: Call) => unknown

/** How a function is entered: `f()` or `new f()`. */
export type Entry = 'call' | 'construct'

// By the functions themselves: an author may have them under any name.
const handlers: { [entry in Entry]: ReadonlyMap<unknown, Handler> } = {
  call: new Map(),
  construct: new Map(),
}

/** What stands in for functions of the language from now on. Handlers call back into what looks them up here. */
export function provideHandlers(
  tables: { readonly [entry in Entry]: Iterable<readonly [unknown, Handler]> },
): void {
  handlers.call = new Map(tables.call)
  handlers.construct = new Map(tables.construct)
}

/** What stands in for a function of the language, if it says more than "computed". */
export function handlerOf(target: unknown, entry: Entry): Handler | undefined {
  return handlers[entry].get(target)
}
