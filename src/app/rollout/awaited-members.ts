import { type KeyValue, nodeKey, splitNodeKey } from '../../model/index.ts'
import { acknowledgedDocuments, type MemberStatus } from '../../records/index.ts'
import type { ChangedDocument } from './changed-documents.ts'

/** A member, and what it has to run. */
export interface AwaitedMember {
  /** `sniffer@gw-01` */
  readonly member: string
  readonly status: MemberStatus | undefined
  /** As they stand in the store; sorted by key. */
  readonly documents: readonly KeyValue[]
}

/** What it depends on who has to run what. */
export interface Fleet {
  readonly prefix: string
  readonly documents: readonly ChangedDocument[]
  /** The documents and those of their nodes, as far as they are there, by key without prefix. */
  readonly live: ReadonlyMap<string, KeyValue>
  /** `sniffer@gw-01`: what the rotation policy names. */
  readonly declared: readonly string[]
  /** Of those that are alive, by `sniffer@gw-01`. */
  readonly statuses: ReadonlyMap<string, MemberStatus>
}

/**
 * Who has to run what was changed. Of a component's own document: each member that the rotation policy names, each node
 * that has a document of its own, each that is alive; where there is none of these, the component on node `default`. Of any
 * other document: those alive that say they read it. A node whose own document wins has nothing to do with a change of the
 * one for all.
 */
export function awaitedMembers(fleet: Fleet): AwaitedMember[] {
  const wanted = new Map<string, KeyValue[]>()
  for (const document of fleet.documents) {
    for (const member of readersOf(document, fleet)) {
      const kv = changedFor(member, document, fleet)
      if (kv !== undefined) wanted.set(member, [...(wanted.get(member) ?? []), kv])
    }
  }
  return [...wanted]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([member, documents]) => ({
      member,
      status: fleet.statuses.get(member),
      documents: documents.sort((a, b) => (a.key < b.key ? -1 : 1)),
    }))
}

function readersOf(document: ChangedDocument, fleet: Fleet): string[] {
  const alive = [...fleet.statuses.keys()].filter((member) => isReader(member, document, fleet))
  if (!document.isOwn) return alive
  const { component } = document
  const declared = fleet.declared.filter((member) => isOf(component, member))
  const nodes = [...fleet.live.keys()].flatMap((key) => {
    const split = splitNodeKey(key)
    return split.node !== undefined && split.document === document.document ? [split.node] : []
  })
  const all = new Set([...declared, ...nodes.map((node) => `${component}@${node}`), ...alive])
  return all.size > 0 ? [...all] : [`${component}@default`]
}

function isReader(member: string, { document, component, isOwn }: ChangedDocument, fleet: Fleet): boolean {
  if (isOwn && isOf(component, member)) return true
  const status = fleet.statuses.get(member)
  if (status === undefined) return false
  return acknowledgedDocuments(status).some(
    ({ key }) => splitNodeKey(key.slice(fleet.prefix.length)).document === document,
  )
}

function isOf(component: string, member: string): boolean {
  return member.startsWith(`${component}@`)
}

/** What the member reads of a document, where that is another since the apply. */
function changedFor(
  member: string,
  { document, changed }: ChangedDocument,
  { live }: Fleet,
): KeyValue | undefined {
  const own = nodeKey(document, member.slice(member.indexOf('@') + 1))
  const ofNode = live.get(own)
  const isChanged = changed.has(own) || (ofNode === undefined && changed.has(document))
  return isChanged ? (ofNode ?? live.get(document)) : undefined
}
