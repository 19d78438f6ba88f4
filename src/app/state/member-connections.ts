import { memberStatusPrefix, prefixEnd, type Store } from '../../model/index.ts'
import { agentProblems, type MemberStatus, parseMemberStatus } from '../../records/index.ts'
import { type Acknowledgement, readRotation } from '../../rotation/index.ts'

/** Whether a member has what etcd holds for it. */
export interface MemberConnection {
  /** `detector@gw-01`. */
  readonly member: string
  readonly isConnected: boolean
  /** What it has, or what is wrong. */
  readonly detail: string
  /** Where to look next; absent where nothing is wrong. */
  readonly next?: string
}

/**
 * Every member that the rotation policy declares or that reports, and whether it is alive, runs the newest of its
 * documents and holds its keys. Needs no sources. Throws `StoreError`.
 */
export async function readMemberConnections(store: Store, prefix: string): Promise<MemberConnection[]> {
  const { policy, acknowledgements } = await readRotation(store, prefix)
  const folder = memberStatusPrefix(prefix)
  const { kvs } = await store.range({ key: folder, end: prefixEnd(folder) })
  const statuses = new Map(
    kvs.flatMap(({ key, value }) => {
      const [component = '', node = '', ...rest] = key.slice(folder.length).split('/')
      const status = parseMemberStatus(Buffer.from(value).toString('utf8'))
      const member: string = `${component}@${node}`
      return status === undefined || rest.length > 0 ? [] : [[member, status] as const]
    }),
  )
  const members = new Set<string>([...Object.keys(policy?.members ?? {}), ...statuses.keys()])
  return await Promise.all(
    [...members].sort().map(async (member) => {
      const status = statuses.get(member)
      if (status === undefined) return silent(member)
      const newest = await newestRevision(store, status)
      return connectionOf(member, { status, newest, keys: acknowledgements.get(member)?.state })
    }),
  )
}

function silent(member: string): MemberConnection {
  return {
    member,
    isConnected: false,
    detail: 'does not report',
    next: `see on its node whether it runs: appia agent ${member} --settings FILE`,
  }
}

/** Of the document that a member runs. */
async function newestRevision(store: Store, { running }: MemberStatus): Promise<number | undefined> {
  if (running === null) return undefined
  const { kvs } = await store.range({ key: running.key })
  return kvs[0]?.modRevision
}

function connectionOf(
  member: string,
  found: { status: MemberStatus; newest: number | undefined; keys: Acknowledgement['state'] | undefined },
): MemberConnection {
  const { status, newest, keys } = found
  const { running, config_problem: problem, config_source: source } = status
  const problems = [
    ...(problem === null ? [] : [`its newest configuration is ${problem}`]),
    ...agentProblems(status),
    ...(running !== null && newest !== undefined && running.revision !== newest
      ? [`runs revision ${running.revision} of ${running.key}, etcd holds ${newest}`]
      : []),
    ...(keys === undefined || keys === 'ready' ? [] : [`its keys: ${keys}`]),
  ]
  if (problems.length > 0) {
    const next = `see what it runs instead: appia status; why, its log says`
    return { member, isConnected: false, detail: problems.join('; '), next }
  }
  const runs = running === null ? 'reports' : `runs revision ${running.revision} of ${running.key}`
  const from = source === 'live' ? '' : ` (from ${source})`
  return { member, isConnected: true, detail: `${runs}${from}${keys === 'ready' ? ', holds its keys' : ''}` }
}
