import { arrayChangeHandlers } from './array-changes.ts'
import { arrayHandlers } from './arrays.ts'
import { collectionConstructors, collectionHandlers } from './collections.ts'
import { functionHandlers } from './functions.ts'
import { jsonHandlers } from './json.ts'
import { objectHandlers } from './objects.ts'
import { provideHandlers } from './registry.ts'

/** Lets what we know of the language's own functions count. Once, before any of the author's code runs. */
export function installHandlers(): void {
  provideHandlers({
    call: [
      ...arrayHandlers,
      ...arrayChangeHandlers,
      ...collectionHandlers,
      ...functionHandlers,
      ...jsonHandlers,
      ...objectHandlers,
    ],
    construct: collectionConstructors,
  })
}
