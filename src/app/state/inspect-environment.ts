import {
  type CollectionState,
  inspectCollections,
  measureToolData,
  readLive,
  readNewestApply,
  type ToolDataSize,
} from '../../apply/index.ts'
import { type EndpointStatus, StoreError } from '../../model/index.ts'
import type { Context } from '../context.ts'
import { describeStore } from '../environment/open-environment.ts'
import type { OpenEnvironment } from '../environment/open-store.ts'
import { withEnvironment } from '../environment/with-environment.ts'
import { deniedPrefixes } from './denied-prefixes.ts'
import { type MemberConnection, readMemberConnections } from './member-connections.ts'
import { rotationComplaints } from './rotation-complaints.ts'
import { knownFaults } from './server-faults.ts'

/** How the store of an environment stands, and what of the environment is in it. */
export interface EnvironmentHealth {
  readonly environment: string
  readonly storeName: string
  readonly endpoints: readonly InspectedEndpoint[]
  /** Absent where no endpoint is reachable, or nothing can be read. */
  readonly stored?: StoredFacts
  /** Declared members, and those that report; none where nothing can be read. */
  readonly members: readonly MemberConnection[]
  /** Why what is stored cannot be read from a store that is reachable. */
  readonly problem?: StoreError
  /** Prefixes that the user may not read, so that nothing is said of what lies there. */
  readonly denied: readonly string[]
}

export interface InspectedEndpoint extends EndpointStatus {
  /** Security faults that its version is known to have. */
  readonly faults: readonly string[]
}

/** What an environment keeps in its store. */
export interface StoredFacts {
  readonly revision: number
  readonly cluster: string
  readonly owner?: { readonly workspace: string; readonly environment: string }
  /** The newest apply's number. */
  readonly newest?: number
  readonly managedKeys: number
  readonly foreignKeys: number
  readonly history: ToolDataSize
  readonly collections: readonly CollectionState[]
  /** What is wrong with keys and seeds. */
  readonly complaints: readonly string[]
}

/** Looks at each endpoint of an environment's store and at what is stored. */
export async function inspectEnvironment(context: Context): Promise<EnvironmentHealth> {
  return await withEnvironment(context, async (open) => {
    const endpoints = await open.store.status()
    const isReachable = endpoints.some(({ reachable }) => reachable)
    return {
      environment: open.environment.name,
      storeName: describeStore(open.store, open.directory),
      endpoints: endpoints.map(withFaults),
      ...(isReachable && (await tryReadStored(open, context))),
      members: isReachable ? await readMembers(open) : [],
      denied: isReachable ? await deniedPrefixes(open) : [],
    }
  })
}

/** True for a member that answers reads and writes. */
export function serves({ reachable, isLearner, hasLeader }: EndpointStatus): boolean {
  return reachable && isLearner !== true && hasLeader !== false
}

/** The ids of the clusters that endpoints belong to, as far as they say. */
export function clustersOf(endpoints: readonly EndpointStatus[]): string[] {
  return [...new Set(endpoints.flatMap(({ cluster }) => cluster ?? []))].sort()
}

/** An endpoint with what its version is known to have. */
export function withFaults(endpoint: EndpointStatus): InspectedEndpoint {
  const { version } = endpoint
  return { ...endpoint, faults: version === undefined ? [] : knownFaults(version) }
}

/** An endpoint that refuses to read still says its version: that is what one looks for when something is wrong. */
async function tryReadStored(
  open: OpenEnvironment,
  context: Context,
): Promise<Pick<EnvironmentHealth, 'stored' | 'problem'>> {
  try {
    return { stored: await readStored(open, context) }
  } catch (error) {
    if (error instanceof StoreError) return { problem: error }
    throw error
  }
}

/** What cannot be read is told of what is stored, or named among the denied prefixes. */
async function readMembers({ store, environment }: OpenEnvironment): Promise<MemberConnection[]> {
  try {
    return await readMemberConnections(store, environment.prefix)
  } catch (error) {
    if (error instanceof StoreError) return []
    throw error
  }
}

async function readStored(
  { store, environment, workspace }: OpenEnvironment,
  { withProgress }: Context,
): Promise<StoredFacts> {
  const { prefix } = environment
  const managedPrefixes = workspace.managedPrefixes.map((managed) => `${prefix}${managed}`)
  const live = await readLive(store, { home: environment, managedPrefixes })
  const newest = await readNewestApply(store, environment)
  const history = await withProgress('measuring', (report) =>
    measureToolData({
      store,
      home: environment,
      onProgress: (progress) => report({ ...progress, unit: 'blobs' }),
    }),
  )
  return {
    revision: live.revision,
    cluster: live.cluster,
    ...(live.owner && { owner: live.owner }),
    ...(newest && { newest: newest.seq }),
    managedKeys: live.index.size,
    foreignKeys: [...live.entries.keys()].filter((key) => !live.index.has(key)).length,
    history,
    collections: await inspectCollections(store, prefix, live),
    complaints: await unlessDenied(rotationComplaints(store, prefix), []),
  }
}

/** What may not be read is named among the denied prefixes; the rest is told all the same. */
async function unlessDenied<T>(reading: Promise<T>, otherwise: T): Promise<T> {
  try {
    return await reading
  } catch (error) {
    if (error instanceof StoreError && error.code === 'permission') return otherwise
    throw error
  }
}
