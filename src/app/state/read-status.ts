import { holdsValue, loadFormats, readDocument } from '../../formats/index.ts'
import {
  configKey,
  configPrefix,
  type Desired,
  type DesiredEntry,
  type KeyValue,
  memberStatusPrefix,
  nodeKey,
  prefixEnd,
  type Store,
  sha256,
} from '../../model/index.ts'
import {
  agentProblems,
  type FollowedItem,
  followedItems,
  type MemberStatus,
  parseMemberStatus,
} from '../../records/index.ts'
import {
  type Acknowledgement,
  describeWaiting,
  type KeysetKey,
  nextRotationAt,
  nextStep,
  primaryKey,
  type RotationReading,
  readRotation,
} from '../../rotation/index.ts'
import { isSecretAt, type Schema, schemaHash } from '../../schema/index.ts'
import { matchesTemplate } from '../../templates/index.ts'

/** How an environment's members and its rotation stand. */
export interface MembersStatus {
  readonly members: readonly MemberReport[]
  readonly rotation: RotationReport
}

/** One declared component on one node. */
export interface MemberReport {
  readonly component: string
  readonly node: string
  /** ISO 8601; null where nothing with a live lease reports. */
  readonly aliveSince: string | null
  /** sha256 of the document in the workspace, in etcd, and of the one that runs; `revision 7` where it may hold a secret. */
  readonly desired: string | null
  readonly applied: string | null
  readonly running: string | null
  /** Hash of the schema that it was built with, where it says so, and of the schema that its document has in the workspace. */
  readonly builtWith: string | null
  readonly schema: string | null
  /** The revision that wrote what is in etcd. */
  readonly appliedRevision: number | null
  /** It takes part in the rotation, or has: as nothing of it is alive, it is down. Of any other that is not known. */
  readonly usesLibrary: boolean
  readonly configSource: string | null
  /** Why it does not use the newest document: invalid or missing. */
  readonly configProblem: string | null
  /** What its agent keeps that is not as the newest document says, and why: `detector: ml-detector ended with 1`. */
  readonly agentProblems: readonly string[]
  /** What its agent keeps: `files detector`; with the apply that is in effect, and how often it was taken up. */
  readonly followed: readonly FollowedItem[]
  /** Id of the key it encrypts under; null without one. */
  readonly keyId: string | null
  readonly keys: Acknowledgement['state'] | null
}

/** One encryption key as the keyset tells of it; nothing of the seed. */
interface KeyReport {
  readonly id: string
  readonly state: KeysetKey['state']
  readonly reason: KeysetKey['reason']
  /** ISO 8601. */
  readonly createdAt: string
  readonly primarySince: string | null
  readonly retireAfter: string | null
  /** Declared members that have opened it, and all that it was sealed for. */
  readonly openedBy: number
  readonly sealedFor: number
}

export interface RotationReport {
  readonly state: 'no-policy' | 'bad-policy' | 'no-keyset' | 'running'
  readonly generation: number
  readonly primary: string | null
  readonly primarySince: string | null
  readonly nextRotation: string | null
  /** One sentence. */
  readonly standing: string
  /** Members that have not acknowledged what is waited for. */
  readonly unacknowledged: readonly string[]
  readonly forced: KeysetKey['forced']
  /** Pending, primary and previous keys, as the keyset lists them. */
  readonly keys: readonly KeyReport[]
}

/** What is declared: documents, and by them components. */
type Declared = Pick<Desired, 'entries'>

/** Reads what members report and how rotation stands. Throws `StoreError`. */
export async function readStatus(
  store: Store,
  options: { prefix: string; desired: Declared; schemas: ReadonlyMap<string, Schema>; now: number },
): Promise<MembersStatus> {
  const { prefix, desired, schemas, now } = options
  const [reading, live, statuses] = await Promise.all([
    readRotation(store, prefix),
    readDocuments(store, prefix, desired),
    readUnder(store, memberStatusPrefix(prefix)),
  ])
  const members = membersOf(desired, reading, [...statuses.keys()]).map((member) =>
    memberReport({ ...member, prefix, desired, schemas, reading, live, statuses }),
  )
  return { members, rotation: rotationReport(reading, now) }
}

/** What components' documents hold, by key: those under /config/ in one read, others one by one. */
async function readDocuments(
  store: Store,
  prefix: string,
  { entries }: Declared,
): Promise<ReadonlyMap<string, KeyValue>> {
  const folder = configPrefix(prefix)
  await loadFormats(entries.map(({ format }) => format))
  const [under, ...elsewhere] = await Promise.all([
    readUnder(store, folder),
    ...entries
      .filter((entry) => isOwnDocument(entry) && !entry.key.startsWith(folder))
      .map(({ key }) => store.range({ key })),
  ])
  return new Map([
    ...[...under].map(([rest, kv]) => [folder + rest, kv] as const),
    ...elsewhere.flatMap(({ kvs }) => kvs.map((kv) => [kv.key, kv] as const)),
  ])
}

/** By key without `range`. */
async function readUnder(store: Store, range: string): Promise<ReadonlyMap<string, KeyValue>> {
  const { kvs } = await store.range({ key: range, end: prefixEnd(range) })
  return new Map(kvs.map((kv) => [kv.key.slice(range.length), kv]))
}

/** Declared members, and every node on which a declared component reports. */
function membersOf(
  desired: Declared,
  { policy }: RotationReading,
  reports: readonly string[],
): { component: string; node: string }[] {
  const members = new Set(Object.keys(policy?.members ?? {}))
  const components = new Set(desired.entries.filter(isOwnDocument).map(({ component }) => component))
  for (const { component, node } of desired.entries)
    if (node !== undefined) members.add(`${component}@${node}`)
  for (const [component = '', node, ...rest] of reports.map((report) => report.split('/')))
    if (components.has(component) && node !== undefined && rest.length === 0)
      members.add(`${component}@${node}`)
  for (const component of components) {
    if (![...members].some((member) => member.startsWith(`${component}@`)))
      members.add(`${component}@default`)
  }
  return [...members].sort().map((member) => {
    const [component = '', node = ''] = member.split('@')
    return { component, node }
  })
}

/**
 * A document of the component's own schema, wherever it lies. The policy is nobody's configuration: it has no component
 * that reports running it.
 */
function isOwnDocument({ component, schema }: DesiredEntry): boolean {
  return schema === component && component !== 'rotation'
}

function memberReport(from: {
  component: string
  node: string
  prefix: string
  desired: Declared
  schemas: ReadonlyMap<string, Schema>
  reading: RotationReading
  live: ReadonlyMap<string, KeyValue>
  statuses: ReadonlyMap<string, KeyValue>
}): MemberReport {
  const { component, node, prefix, desired, schemas, reading, live, statuses } = from
  const status = statusOf(statuses.get(`${component}/${node}`))
  const own = desired.entries.filter((each) => each.component === component && isOwnDocument(each))
  const [ofNode, common] = [
    own.find((each) => each.node === node),
    own.find((each) => each.node === undefined),
  ]
  const entry = ofNode ?? common
  const commonKey = common?.key.slice(prefix.length) ?? configKey(component)
  const schema = schemas.get(entry?.schema ?? '')
  const document = live.get(ofNode?.key ?? prefix + nodeKey(commonKey, node)) ?? live.get(prefix + commonKey)
  const member = `${component}@${node}`
  const applied = document === undefined ? null : appliedId(document, entry?.sha256, schema)
  const acknowledged = reading.acknowledgements.get(member)
  const isInRotation = Object.hasOwn(reading.policy?.members ?? {}, member)
  return {
    component,
    node,
    aliveSince: status?.started_at ?? null,
    desired: isAsDesired(document, entry) ? applied : (entry?.sha256 ?? null),
    applied,
    appliedRevision: document?.modRevision ?? null,
    usesLibrary: status !== undefined || acknowledged !== undefined || isInRotation,
    running: runningId(status?.running, document, applied),
    builtWith: status?.running?.schema ?? null,
    schema: schema === undefined ? null : schemaHash(schema),
    configSource: status?.config_source ?? null,
    configProblem: status?.config_problem ?? null,
    agentProblems: status === undefined ? [] : agentProblems(status),
    followed: status === undefined ? [] : followedItems(status),
    keyId: status?.key_id ?? null,
    keys: acknowledged?.state ?? null,
  }
}

/** Other bytes of the same values, and other secrets, leave nothing to apply. */
function isAsDesired(document: KeyValue | undefined, entry: DesiredEntry | undefined): boolean {
  if (document === undefined || entry === undefined) return false
  const { value, format, secrets } = entry
  if (secrets === undefined) return holdsValue(document.value, value, format)
  const read = readDocument(document.value, format)
  return read !== undefined && matchesTemplate(read, { value, secrets })
}

/** The hash of a live document; where it is not what the sources say and may hold a secret, or nobody knows, its revision. */
function appliedId(
  { value, modRevision }: KeyValue,
  desired: string | undefined,
  schema: Schema | undefined,
): string {
  const hash = sha256(value)
  const mayHoldSecret = hash !== desired && (schema === undefined || isSecretAt(schema, ''))
  return mayHoldSecret ? `revision ${modRevision}` : hash
}

function runningId(
  running: MemberStatus['running'] | undefined,
  document: KeyValue | undefined,
  applied: string | null,
): string | null {
  if (running == null) return null
  const { sha256: told, revision } = running
  const isApplied =
    document !== undefined &&
    (told === undefined ? revision === document.modRevision : told === sha256(document.value))
  return isApplied ? applied : (told ?? `revision ${revision}`)
}

function statusOf(kv: KeyValue | undefined): MemberStatus | undefined {
  return kv === undefined ? undefined : parseMemberStatus(Buffer.from(kv.value).toString('utf8'))
}

function rotationReport(reading: RotationReading, now: number): RotationReport {
  const { policy, keyset, policyRead, policyProblems, acknowledgements } = reading
  const primary = keyset && primaryKey(keyset)
  const next = policy && keyset && nextRotationAt(policy, keyset)
  const report = {
    generation: keyset?.generation ?? 0,
    primary: keyset?.primary ?? null,
    primarySince: primary?.primarySince ?? null,
    nextRotation: next === undefined ? null : new Date(next).toISOString(),
    unacknowledged: [],
    forced: keyset?.keys.flatMap(({ forced }) => forced) ?? [],
    keys: keyset?.keys.map((key) => keyReport(key, acknowledgements)) ?? [],
  }
  if (policyRead === undefined)
    return { ...report, state: 'no-policy', standing: 'no rotation policy is applied' }
  if (policy === undefined) {
    const standing = policyProblems.map(({ message }) => message).join('; ')
    return { ...report, state: 'bad-policy', standing }
  }
  const step = nextStep({ policy, acknowledgements, ...(keyset && { keyset }) }, { now })
  const standing =
    step.kind === 'wait' ? describeWaiting(step.waiting) : `next: ${step.kind}; run appia rotate --if-due`
  const waiting = step.kind === 'wait' ? step.waiting : undefined
  const unacknowledged = waiting?.kind === 'acknowledgements' ? waiting.members : []
  return { ...report, state: keyset === undefined ? 'no-keyset' : 'running', standing, unacknowledged }
}

function keyReport(key: KeysetKey, acknowledgements: RotationReading['acknowledgements']): KeyReport {
  const { id, state, reason, createdAt, primarySince = null, retireAfter = null, recipients } = key
  const members = Object.keys(recipients)
  const opened = members.filter((member) => acknowledgements.get(member)?.opened.includes(id))
  const counts = { openedBy: opened.length, sealedFor: members.length }
  return { id, state, reason, createdAt, primarySince, retireAfter, ...counts }
}
