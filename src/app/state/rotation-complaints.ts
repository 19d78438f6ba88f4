import {
  isJsonObject,
  type JsonValue,
  type KeyValue,
  plaintextRecipient,
  prefixEnd,
  type Store,
  seedPrefix,
} from '../../model/index.ts'
import { brokenServers, type RotationReading, readRotation } from '../../rotation/index.ts'

/** What `doctor` finds wrong with keys and seeds, one line each. */
export async function rotationComplaints(store: Store, prefix: string): Promise<string[]> {
  const reading = await readRotation(store, prefix)
  const keys = seedPrefix(prefix)
  const { kvs } = await store.range({ key: keys, end: prefixEnd(keys) })
  const members = Object.entries(reading.policy?.members ?? {})
  const bare = members.filter(([, recipient]) => recipient === plaintextRecipient).map(([member]) => member)
  const exposed = kvs.filter(holdsBareSeed).map(({ key }) => key)
  const broken = kvs.length > 0 ? await brokenServers(store) : []
  return [
    ...reading.policyProblems.map(({ pointer, message }) => `rotation policy ${pointer}: ${message}`),
    ...bare.map((member) => `${member} is given the bare seed: whoever reads ${keys} reads its messages`),
    ...(exposed.length > 0
      ? [`a bare seed lies in ${exposed.join(', ')}; etcd keeps what is replaced until it is compacted`]
      : []),
    ...membersThatCannotOpen(reading).map(
      (member) => `${member} cannot open what is sealed for it: see "lost identity" in docs/keys.md`,
    ),
    ...broken.map(
      (version) => `access control of etcd ${version} does not protect ${keys}: rely on sealing alone`,
    ),
  ]
}

/** True for JSON with a text under `seed` anywhere, whoever wrote it. */
function holdsBareSeed({ value }: KeyValue): boolean {
  try {
    return hasSeed(JSON.parse(Buffer.from(value).toString('utf8')) as JsonValue)
  } catch {
    return false
  }
}

function hasSeed(value: JsonValue): boolean {
  if (Array.isArray(value)) return value.some(hasSeed)
  if (!isJsonObject(value)) return false
  return typeof value.seed === 'string' || Object.values(value).some(hasSeed)
}

/** Members that say so, and those that have seen the keyset but not opened what it holds for their recipient. */
function membersThatCannotOpen({ policy, keyset, acknowledgements }: RotationReading): string[] {
  return Object.entries(policy?.members ?? {}).flatMap(([member, recipient]) => {
    const acknowledgement = acknowledgements.get(member)
    if (acknowledgement?.state === 'cannot-open') return [member]
    if (acknowledgement?.generation !== keyset?.generation) return []
    const sealed = keyset?.keys.filter(({ recipients }) => recipients[member] === recipient) ?? []
    return sealed.some(({ id }) => acknowledgement?.opened.includes(id) !== true) ? [member] : []
  })
}
