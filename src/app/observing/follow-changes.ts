import { memberStatusPrefix, prefixEnd, seedPrefix, toolKeys } from '../../model/index.ts'
import type { ReadableEnvironment } from '../environment/with-readable.ts'
import { isAway } from './is-away.ts'
import type { Observer, Part } from './observation.ts'

/** What a watch has said since somebody last looked. */
export interface Changes {
  /** Parts that are another by now; they count as seen from then on. */
  take(): ReadonlySet<Part>
  /** Resolves when there is something to take. */
  changed(): Promise<void>
  close(): Promise<void>
}

/** Watches what the parts of an environment are read from. What this user may not watch is read again now and then. */
export async function followChanges(
  { store, environment, managedPrefixes }: ReadableEnvironment,
  observer: Observer,
): Promise<Changes> {
  const { Follow } = await import('../../client/index.ts')
  const { prefix } = environment
  const { epoch, pending } = toolKeys(environment)
  const under = (folder: string) => ({ key: folder, end: prefixEnd(folder) })
  const ranges: readonly { key: string; end?: string; parts: readonly Part[] }[] = [
    { key: epoch, parts: ['applies', 'drift', 'fleet'] },
    { key: pending, parts: ['fleet'] },
    ...managedPrefixes.map((managed) => ({ ...under(managed), parts: ['fleet', 'drift'] as const })),
    { ...under(memberStatusPrefix(prefix)), parts: ['fleet'] },
    { ...under(seedPrefix(prefix)), parts: ['fleet'] },
  ]
  const taken = new Set<Part>()
  let wake: () => void = () => undefined
  const note = (parts: readonly Part[]) => {
    for (const part of parts) taken.add(part)
    wake()
  }
  const follows = ranges.map(({ parts, ...range }) => {
    let isFirst = true
    const follow = new Follow({
      store,
      range,
      onUpdate: ({ changed: keys, revision }) => {
        if (!isFirst && parts.includes('drift') && range.end !== undefined)
          observer.onObservation({ kind: 'changed', keys, revision })
        isFirst = false
        note(parts)
      },
      onEvent: (event) => {
        if (event.kind === 'live') note(parts)
        if (event.kind === 'went-back') note(['applies', 'drift', 'fleet'])
        if (event.kind !== 'lost') return
        if (event.error.code === 'permission') void follow.close()
        else if (isAway(event.error)) observer.onTrouble(event.error)
      },
    })
    return follow
  })
  return {
    take: () => {
      const parts = new Set(taken)
      taken.clear()
      return parts
    },
    changed: () =>
      taken.size > 0
        ? Promise.resolve()
        : new Promise((resolve) => {
            wake = resolve
          }),
    close: async () => void (await Promise.all(follows.map((follow) => follow.close()))),
  }
}
