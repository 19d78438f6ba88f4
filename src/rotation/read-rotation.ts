import {
  type KeyValue,
  memberOfAcknowledgementKey,
  type OperationResult,
  prefixEnd,
  rotationKeys,
  type Store,
} from '../model/index.ts'
import { type Acknowledgement, parseAcknowledgement } from './acknowledgement.ts'
import { type Keyset, parseKeyset } from './keyset.ts'
import { type PolicyProblem, parsePolicyText, type RotationPolicy } from './policy.ts'

/** Rotation as the store holds it, read at one revision. */
export interface RotationReading {
  readonly revision: number
  readonly policyRead?: KeyValue
  readonly policy?: RotationPolicy
  readonly policyProblems: readonly PolicyProblem[]
  readonly keysetRead?: KeyValue
  /** Absent with `keysetRead` present: not written by this version. */
  readonly keyset?: Keyset
  readonly acknowledgements: ReadonlyMap<string, Acknowledgement>
}

/** Reads policy, keyset and acknowledgements in one request. Throws `StoreError`. */
export async function readRotation(store: Store, prefix: string): Promise<RotationReading> {
  const keys = rotationKeys(prefix)
  const { results, revision } = await store.txn({
    compare: [],
    success: [
      { kind: 'range', key: keys.policy },
      { kind: 'range', key: keys.keyset },
      { kind: 'range', key: keys.members, end: prefixEnd(keys.members) },
    ],
    failure: [],
  })
  const [policyRead] = kvsOf(results[0])
  const [keysetRead] = kvsOf(results[1])
  const parsed = policyRead && parsePolicyText(policyRead.value)
  const keyset = keysetRead && parseKeyset(keysetRead.value)
  return {
    revision,
    ...(policyRead && { policyRead }),
    ...(parsed?.policy && { policy: parsed.policy }),
    policyProblems: parsed?.problems ?? [],
    ...(keysetRead && { keysetRead }),
    ...(keyset && { keyset }),
    acknowledgements: acknowledgementsOf(kvsOf(results[2]), prefix),
  }
}

function acknowledgementsOf(kvs: readonly KeyValue[], prefix: string): Map<string, Acknowledgement> {
  const acknowledgements = new Map<string, Acknowledgement>()
  for (const kv of kvs) {
    const member = memberOfAcknowledgementKey(prefix, kv.key)
    const acknowledgement = member === undefined ? undefined : parseAcknowledgement(kv.value)
    if (member !== undefined && acknowledgement !== undefined) acknowledgements.set(member, acknowledgement)
  }
  return acknowledgements
}

function kvsOf(result: OperationResult | undefined): readonly KeyValue[] {
  return result?.kind === 'range' ? result.kvs : []
}
