import { canonicalJson, isJsonObject, type KeyValue, type PendingApply } from '../model/index.ts'
import { damaged } from './damaged.ts'

type PendingRecord = Omit<PendingApply, 'modRevision' | 'isExpired'>

/** The bytes of `<prefix>/appia/<workspace>/pending`. */
export function encodePending({ kind, seq, seconds, who, when, node }: PendingRecord): Uint8Array {
  const record = { kind, seq, seconds, who, when, ...(node !== undefined && { node }) }
  return new TextEncoder().encode(canonicalJson(record))
}

/** Reads `<prefix>/appia/<workspace>/pending`. Throws when somebody else wrote it. */
export function decodePending(kv: KeyValue, isExpired: boolean): PendingApply {
  const { kind, seq, seconds, who, when, node } = recordIn(kv)
  if (kind !== 'confirm' && kind !== 'canary') throw damaged(kv.key)
  if (typeof seq !== 'number' || typeof seconds !== 'number') throw damaged(kv.key)
  if (typeof who !== 'string' || typeof when !== 'string') throw damaged(kv.key)
  const { modRevision } = kv
  const known: PendingApply = { kind, seq, seconds, who, when, modRevision, isExpired }
  return typeof node === 'string' ? { ...known, node } : known
}

function recordIn(kv: KeyValue): { readonly [name: string]: unknown } {
  try {
    const value: unknown = JSON.parse(new TextDecoder().decode(kv.value))
    if (isJsonObject(value)) return value
  } catch {
    // said below, with the key
  }
  throw damaged(kv.key)
}
