import {
  canonicalJson,
  type Epoch,
  isJsonObject,
  type JsonObject,
  type JsonValue,
  type KeyValue,
  type LedgerEntry,
  type Owner,
  type Owners,
} from '../model/index.ts'
import { damaged } from './damaged.ts'

/** The epoch as it stands in the store. */
type EpochRecord = Pick<Epoch, 'seq' | 'lineage' | 'applyId'>

const encoder = new TextEncoder()
const decoder = new TextDecoder()

/** The bytes of `<prefix>/appia/<workspace>/epoch`. */
export function encodeEpoch({ seq, lineage, applyId }: EpochRecord): Uint8Array {
  return encode({ seq, lineage, applyId })
}

/** Reads `<prefix>/appia/<workspace>/epoch`. Throws when somebody else wrote it. */
export function decodeEpoch(kv: KeyValue): Epoch {
  const record = decode(kv)
  return {
    seq: wholeNumber(record.seq, kv.key),
    lineage: text(record.lineage, kv.key),
    applyId: text(record.applyId, kv.key),
    modRevision: kv.modRevision,
    value: kv.value,
  }
}

/** The bytes of `<prefix>/appia/<workspace>/owner`. */
export function encodeOwner({ workspace, environment }: Owner): Uint8Array {
  return encode({ workspace, environment })
}

/** Reads `<prefix>/appia/<workspace>/owner`. Throws when somebody else wrote it. */
export function decodeOwner(kv: KeyValue): Owner {
  const record = decode(kv)
  return { workspace: text(record.workspace, kv.key), environment: text(record.environment, kv.key) }
}

/** The bytes of `<prefix>/appia/owners`; `applyId` makes each of them another. */
export function encodeOwners(workspaces: Owners['workspaces'], applyId: string): Uint8Array {
  return encode({ workspaces: { ...workspaces }, applyId })
}

/** Reads `<prefix>/appia/owners`. Throws when somebody else wrote it. */
export function decodeOwners(kv: KeyValue): Owners {
  const { workspaces } = decode(kv)
  if (!isJsonObject(workspaces)) throw damaged(kv.key)
  const entries = Object.entries(workspaces).map(([name, environment]) => [name, text(environment, kv.key)])
  return {
    workspaces: Object.fromEntries(entries) as Owners['workspaces'],
    modRevision: kv.modRevision,
    value: kv.value,
  }
}

/** The bytes of `<prefix>/appia/<workspace>/ledger/<seq>`. */
export function encodeLedgerEntry(entry: Omit<LedgerEntry, 'revision'>): Uint8Array {
  const { seq, applyId, kind, who, when, ...rest } = entry
  const optional = Object.fromEntries(Object.entries(rest).filter(([name]) => name !== 'revision'))
  return encode({ seq, applyId, kind, who, when, ...optional })
}

/** Reads `<prefix>/appia/<workspace>/ledger/<seq>`. Throws when somebody else wrote it. */
export function decodeLedgerEntry(kv: KeyValue): LedgerEntry {
  const record = decode(kv)
  const { kind } = record
  if (!isKind(kind)) throw damaged(kv.key)
  return {
    seq: wholeNumber(record.seq, kv.key),
    applyId: text(record.applyId, kv.key),
    kind,
    who: text(record.who, kv.key),
    when: text(record.when, kv.key),
    ...optionalTexts(record, ['commit', 'planDigest', 'manifest', 'fenced', 'message']),
    revision: kv.modRevision,
  }
}

const kinds: readonly unknown[] = [
  'apply',
  'fence',
  'rollback',
  'trim',
  'sign',
] satisfies LedgerEntry['kind'][]

function isKind(kind: JsonValue | undefined): kind is LedgerEntry['kind'] {
  return kinds.includes(kind)
}

function encode(record: JsonValue): Uint8Array {
  return encoder.encode(canonicalJson(record))
}

function decode(kv: KeyValue): JsonObject {
  try {
    const value: unknown = JSON.parse(decoder.decode(kv.value))
    if (isJsonObject(value)) return value
  } catch {
    // said below, with the key
  }
  throw damaged(kv.key)
}

function text(value: JsonValue | undefined, key: string): string {
  if (typeof value !== 'string') throw damaged(key)
  return value
}

function wholeNumber(value: JsonValue | undefined, key: string): number {
  if (typeof value !== 'number' || !Number.isSafeInteger(value)) throw damaged(key)
  return value
}

function optionalTexts<Name extends string>(
  record: JsonObject,
  names: readonly Name[],
): { readonly [name in Name]?: string } {
  const texts: { [name in Name]?: string } = {}
  for (const name of names) {
    const value = record[name]
    if (typeof value === 'string') texts[name] = value
  }
  return texts
}
