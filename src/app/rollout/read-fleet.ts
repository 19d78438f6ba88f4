import {
  configKey,
  type KeyValue,
  nodeFolder,
  prefixEnd,
  type Store,
  splitNodeKey,
} from '../../model/index.ts'
import { acknowledgedDocuments, type MemberStatus } from '../../records/index.ts'
import { parsePolicyText } from '../../rotation/index.ts'
import type { Fleet } from './awaited-members.ts'
import type { ChangedDocument } from './changed-documents.ts'

/** Gives the fleet as it is with these members alive. */
export type FleetReader = (statuses: Fleet['statuses']) => Promise<Fleet>

/**
 * Reads what changed documents hold, and who is declared, once; documents that are no component's own only when a member
 * says that it reads them.
 */
export async function readFleet(
  store: Store,
  prefix: string,
  documents: readonly ChangedDocument[],
): Promise<FleetReader> {
  const policyKey = prefix + configKey('rotation')
  const [policy] = (await store.range({ key: policyKey })).kvs
  const members = policy && parsePolicyText(policy.value).policy?.members
  const declared = Object.keys(members ?? {})
  const live = new Map<string, KeyValue>()
  const read = new Set<string>()
  const readAll = async (wanted: readonly ChangedDocument[]): Promise<void> => {
    for (const { document } of wanted.filter((each) => !read.has(each.document))) {
      for (const kv of await readDocument(store, prefix, document)) live.set(kv.key.slice(prefix.length), kv)
      read.add(document)
    }
  }
  await readAll(documents.filter(({ isOwn }) => isOwn))
  return async (statuses) => {
    const named = namedIn(prefix, [...statuses.values()])
    await readAll(documents.filter(({ document }) => named.has(document)))
    return { prefix, documents, live, declared, statuses }
  }
}

/** The document for all nodes, and those for nodes; one at the top of the store has none. */
async function readDocument(store: Store, prefix: string, document: string): Promise<KeyValue[]> {
  const { kvs: common } = await store.range({ key: prefix + document })
  const folder = nodeFolder(document)
  if (folder === '/') return [...common]
  const nodes = `${prefix}${folder}nodes/`
  const { kvs } = await store.range({ key: nodes, end: prefixEnd(nodes) })
  return [...common, ...kvs.filter(({ key }) => splitNodeKey(key.slice(prefix.length)).document === document)]
}

function namedIn(prefix: string, statuses: readonly MemberStatus[]): ReadonlySet<string> {
  const keys = statuses.flatMap((status) => acknowledgedDocuments(status).map(({ key }) => key))
  return new Set(keys.map((key) => splitNodeKey(key.slice(prefix.length)).document))
}
