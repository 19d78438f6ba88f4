import { setTimeout as sleep } from 'node:timers/promises'
import { hasErrors } from '../../model/index.ts'
import type { Context } from '../context.ts'
import { describeStore } from '../environment/open-environment.ts'
import { compileIn } from '../environment/with-environment.ts'
import { type ReadableEnvironment, withReadableEnvironment } from '../environment/with-readable.ts'
import { Failure, InvalidInput } from '../failure.ts'
import { diffIn } from '../plan/diff-states.ts'
import { planEnvironment } from '../plan/plan-environment.ts'
import { commandSpeller } from '../spell-command.ts'
import { compileWorkspace } from '../workspace/compile-workspace.ts'
import { followChanges } from './follow-changes.ts'
import { isPassing } from './is-passing.ts'
import type { Observer } from './observation.ts'
import { readParts } from './read-parts.ts'
import { troubleText } from './trouble-text.ts'

/** How long until an environment that could not be opened is tried again. */
const pauseMilliseconds = 2000

/**
 * Follows an environment until the signal, and tells of it. An etcd that is away, also at the start, is waited for, and
 * whatever else comes between later. Throws where that would change nothing: a wrong command line, sources that say nothing
 * of the store.
 */
export async function observeEnvironment(context: Context, observer: Observer): Promise<void> {
  const { signal } = context
  const looking: Context = { ...context, isReadOnly: true }
  let wasOpen = false
  while (!signal.aborted) {
    try {
      await withReadableEnvironment(looking, async (open) => {
        wasOpen = true
        await observeOpen(open, looking, observer)
      })
    } catch (error) {
      if (!(error instanceof Failure || error instanceof InvalidInput) || !isPassing(error, wasOpen))
        throw error
      observer.onTrouble(new Error(troubleText(error), { cause: error }))
      await sleep(pauseMilliseconds, undefined, { signal }).catch(() => undefined) // aborted
    }
  }
}

async function observeOpen(open: ReadableEnvironment, context: Context, observer: Observer): Promise<void> {
  const { environment, store, directory, withoutSources = null } = open
  const { name, workspace } = environment
  const storeName = describeStore(store, directory)
  observer.onObservation({
    kind: 'opened',
    subject: { environment: name, workspace, storeName, withoutSources },
  })
  observer.onOpen({
    diff: (between) => diffIn(open, between, commandSpeller(context, name)),
    plan: async () => await planEnvironment(await compileIn(open), context),
  })
  const changes = await followChanges(open, observer)
  try {
    await readParts({ open, context, observer, changes, isOutdated: () => isOutdated(open, observer) })
  } finally {
    observer.onOpen(undefined)
    await changes.close()
  }
}

/** True where the sources on disk say something else, and can be read. */
async function isOutdated({ directory, environment, desired }: ReadableEnvironment, observer: Observer) {
  if (desired === undefined) return false
  const { diagnostics, compiled } = await compileWorkspace(directory)
  const now = compiled.get(environment.name)
  const isBroken = hasErrors([...diagnostics, ...(now?.diagnostics ?? [])])
  const problem = isBroken
    ? 'the sources have errors, and what is shown goes by those before: appia check'
    : null
  observer.onObservation({ kind: 'sources', problem })
  const sources = now?.desired?.sources
  return !isBroken && sources !== undefined && JSON.stringify(sources) !== JSON.stringify(desired.sources)
}
