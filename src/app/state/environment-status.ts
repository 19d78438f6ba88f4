import { setTimeout as sleep } from 'node:timers/promises'
import { readPending } from '../../apply/index.ts'
import {
  type EndpointStatus,
  type Home,
  type PendingApply,
  type Store,
  StoreError,
} from '../../model/index.ts'
import type { Context } from '../context.ts'
import { describeStore } from '../environment/open-environment.ts'
import { type CompiledOpenEnvironment, withCompiledEnvironment } from '../environment/with-environment.ts'
import { type MembersStatus, readStatus } from './read-status.ts'

/** How an environment stands at a moment. */
export interface EnvironmentStatus extends MembersStatus {
  readonly environment: string
  readonly storeName: string
  /** When it was read; milliseconds since 1970. */
  readonly now: number
  /** Of the store: versions, leader, sizes, alarms. */
  readonly endpoints: readonly EndpointStatus[]
  /** The apply that waits to be confirmed; absent also where this user may not see it. */
  readonly pending?: PendingApply
}

export interface StatusWatcher {
  readonly onStatus: (status: EnvironmentStatus) => void
  /** Told when the store cannot be read; it is tried again. */
  readonly onTrouble: (storeName: string, error: StoreError) => void
}

const watchMilliseconds = 2000

/** How an environment's members and its rotation stand. */
export async function environmentStatus(context: Context): Promise<EnvironmentStatus> {
  return await withCompiledEnvironment(context, async (open) => {
    return await statusOf(open, context)
  })
}

/** Tells it again every two seconds until the signal: an etcd that is away for a while is when it is watched. */
export async function watchStatus(context: Context, { onStatus, onTrouble }: StatusWatcher): Promise<void> {
  const { signal } = context
  await withCompiledEnvironment(context, async (open) => {
    while (!signal.aborted) {
      try {
        onStatus(await statusOf(open, context))
      } catch (error) {
        if (!(error instanceof StoreError)) throw error
        onTrouble(open.store.name, error)
      }
      await sleep(watchMilliseconds, undefined, { signal }).catch(() => {}) // aborted
    }
  })
}

async function statusOf(
  { store, environment, desired, directory, workspace: { schemas } }: CompiledOpenEnvironment,
  context: Context,
): Promise<EnvironmentStatus> {
  const now = context.now().getTime()
  const [status, pending, endpoints] = await Promise.all([
    readStatus(store, { prefix: environment.prefix, desired, schemas, now }),
    pendingOf(store, environment),
    store.status(),
  ])
  return {
    ...{ environment: environment.name, storeName: describeStore(store, directory), now, ...status },
    endpoints,
    ...(pending && { pending }),
  }
}

/** The apply that waits to be confirmed, if there is one that this user may see. */
export async function pendingOf(store: Store, home: Home): Promise<PendingApply | undefined> {
  try {
    return await readPending(store, home)
  } catch (error) {
    if (error instanceof StoreError && error.code === 'permission') return undefined
    throw error
  }
}
