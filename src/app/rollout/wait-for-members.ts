import { type KeyValue, memberStatusPrefix, prefixEnd, type Store } from '../../model/index.ts'
import { type MemberStatus, parseMemberStatus } from '../../records/index.ts'
import { awaitedMembers } from './awaited-members.ts'
import type { ChangedDocument } from './changed-documents.ts'
import { type MemberStanding, standingOf } from './member-standing.ts'
import { readFleet } from './read-fleet.ts'

/** Whom to wait for, and how long. */
export interface WaitRequest {
  readonly store: Store
  /** Of the environment. */
  readonly prefix: string
  readonly documents: readonly ChangedDocument[]
  /** The apply's revision: whoever runs something newer is not behind. */
  readonly since: number
  readonly milliseconds: number
  /** Only members on this node; absent: all. */
  readonly node?: string
  readonly signal: AbortSignal
  readonly onStandings?: (standings: readonly MemberStanding[]) => void
}

/** How waiting ended, and how the members stood then. */
export interface Waited {
  readonly kind: 'all-run' | 'expired' | 'interrupted'
  readonly members: readonly MemberStanding[]
}

/**
 * Follows the members' statuses until everybody runs what was changed, or the time is over. An etcd that is away for a while
 * is waited for. Throws `StoreError` where it is away from the start.
 */
export async function waitForMembers(request: WaitRequest): Promise<Waited> {
  const { store, prefix, documents, since, node, signal, onStandings } = request
  const { Follow } = await import('../../client/index.ts')
  const folder = memberStatusPrefix(prefix)
  const fleetWith = await readFleet(store, prefix, documents)
  const judge = async (statuses: ReadonlyMap<string, MemberStatus>): Promise<MemberStanding[]> =>
    awaitedMembers(await fleetWith(statuses))
      .filter(({ member }) => node === undefined || member.endsWith(`@${node}`))
      .map((member) => standingOf(member, since))
  let members = await judge(new Map())
  const end = ending(request.milliseconds, signal)
  const follow = new Follow({
    store,
    range: { key: folder, end: prefixEnd(folder) },
    onEvent: () => undefined,
    onUpdate: async ({ kvs }) => {
      members = await judge(statusesIn(kvs, folder))
      onStandings?.(members)
      if (members.every(({ state }) => state === 'runs')) end.with('all-run')
    },
  })
  try {
    return { kind: await end.reached, members }
  } finally {
    await follow.close()
  }
}

/** The first of: the signal, the time, and what is told. */
function ending(
  milliseconds: number,
  signal: AbortSignal,
): { readonly reached: Promise<Waited['kind']>; readonly with: (kind: Waited['kind']) => void } {
  let resolve: (kind: Waited['kind']) => void = () => undefined
  const promise = new Promise<Waited['kind']>((settle) => {
    resolve = settle
  })
  const onAbort = () => resolve('interrupted')
  const timer = setTimeout(() => resolve('expired'), milliseconds)
  signal.addEventListener('abort', onAbort)
  if (signal.aborted) onAbort()
  const reached = promise.finally(() => {
    clearTimeout(timer)
    signal.removeEventListener('abort', onAbort)
  })
  return { reached, with: (kind) => resolve(kind) }
}

/** By `sniffer@gw-01`. */
function statusesIn(kvs: ReadonlyMap<string, KeyValue>, folder: string): ReadonlyMap<string, MemberStatus> {
  const statuses = new Map<string, MemberStatus>()
  for (const { key, value } of kvs.values()) {
    const [component, node, ...rest] = key.slice(folder.length).split('/')
    if (node === undefined || rest.length > 0) continue
    const status = parseMemberStatus(Buffer.from(value).toString('utf8'))
    if (status !== undefined) statuses.set(`${component}@${node}`, status)
  }
  return statuses
}
