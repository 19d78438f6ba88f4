import { memberStatusKey, type Store } from '../../../src/model/index.ts'
import { encodeMemberStatus, type MemberStatus } from '../../../src/records/index.ts'

/** A status as a member writes it. */
export function statusOf(member: string, more: Partial<MemberStatus> = {}): MemberStatus {
  const [component = '', node = 'default'] = member.split('@')
  return {
    ...{ component, node, started_at: '2026-11-23T01:02:03Z', running: null, config_source: 'live' },
    ...{ config_problem: null, published: {}, key_id: null, detail: {} },
    ...more,
  }
}

/** The status of a member that runs a document at a revision. */
export function running(member: string, key: string, revision: number): MemberStatus {
  return statusOf(member, { running: { key, revision } })
}

/** Writes a status where its member would. */
export async function report(store: Store, status: MemberStatus, prefix = ''): Promise<void> {
  const key = memberStatusKey(prefix, status.component, status.node)
  await putText(store, key, encodeMemberStatus(status))
}

/** Writes a text; gives its revision. */
export async function putText(store: Store, key: string, text: string): Promise<number> {
  const put = { kind: 'put', key, value: Buffer.from(text) } as const
  return (await store.txn({ compare: [], success: [put], failure: [] })).revision
}
