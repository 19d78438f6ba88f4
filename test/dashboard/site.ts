import { type Store, sha256 } from '../../src/model/index.ts'
import { encodeMemberStatus, type MemberStatus } from '../../src/records/index.ts'

/** How a member of a test reports. */
export interface ToldMember {
  readonly component: string
  readonly node: string
  readonly told?: Partial<MemberStatus>
  /** It runs another document than the one in the store. */
  readonly isBehind?: true
}

/** Writes what members would: each runs its component's document, unless it says otherwise. */
export async function tellMembers(store: Store, members: readonly ToldMember[]): Promise<void> {
  const components = [...new Set(members.map(({ component }) => component))]
  const documents = new Map(
    await Promise.all(
      components.map(async (component) => {
        const key = `/config/${component}/json`
        return [component, (await store.range({ key })).kvs[0]] as const
      }),
    ),
  )
  const puts = members.map(({ component, node, told, isBehind }) => {
    const document = documents.get(component)
    const [hash, revision] = isBehind
      ? ['0'.repeat(64), 1]
      : [sha256(document?.value ?? ''), document?.modRevision ?? 0]
    const running = { key: `/config/${component}/json`, sha256: hash, revision }
    const status = {
      ...{ component, node, started_at: '2026-11-23T01:00:00.000Z', running, config_source: 'live' },
      ...{ config_problem: null, published: {}, key_id: null, detail: {}, ...told },
    }
    const key = `/status/components/${component}/${node}`
    return { kind: 'put', key, value: Buffer.from(encodeMemberStatus(status)) } as const
  })
  for (let start = 0; start < puts.length; start += 100)
    await store.txn({ compare: [], success: puts.slice(start, start + 100), failure: [] })
}
