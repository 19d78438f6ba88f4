import {
  type Change,
  type Compare,
  type Epoch,
  type KeyValue,
  type Owner,
  type PendingApply,
  type PlannedRead,
  prefixEnd,
  type ToolKeys,
} from '../model/index.ts'
import { blobKey, encodeOwner } from '../records/index.ts'

/** The epoch is the one read: by revision and by value, since revisions repeat after a restore. */
export function epochGuards(
  keys: ToolKeys,
  epoch: Pick<Epoch, 'modRevision' | 'value'> | undefined,
): Compare[] {
  if (epoch === undefined) return [absent(keys.epoch)]
  return [
    unchanged(keys.epoch, epoch.modRevision),
    { key: keys.epoch, is: '=', target: 'value', value: epoch.value },
  ]
}

/** The prefix still belongs to the owner read, or still to nobody. */
export function ownerGuard(keys: ToolKeys, owner: Owner | undefined): Compare {
  if (owner === undefined) return absent(keys.owner)
  return { key: keys.owner, is: '=', target: 'value', value: encodeOwner(owner) }
}

/** The key is as it was when it was re-read: absent, or at the same revision. */
export function revisionGuard(key: string, seen: KeyValue | undefined): Compare {
  return seen === undefined ? absent(key) : unchanged(key, seen.modRevision)
}

/** The key has the contents that were re-read. */
export function contentGuard({ key, value }: KeyValue): Compare {
  return { key, is: '=', target: 'value', value }
}

/** Nothing under the prefix was made or modified after `revision`; does not see deletes. */
export function rangeGuard(prefix: string, revision: number): Compare {
  return { key: prefix, end: prefixEnd(prefix), is: '<', target: 'mod', number: revision + 1 }
}

/** The staged blob is there. */
export function blobGuard(keys: ToolKeys, name: string): Compare {
  return presenceGuard(blobKey(keys, name))
}

/** The very apply that was read waits to be confirmed. */
export function pendingGuard(keys: ToolKeys, { modRevision }: PendingApply): Compare {
  return unchanged(keys.pending, modRevision)
}

/** The key is there, whatever it holds. */
export function presenceGuard(key: string): Compare {
  return { key, is: '>', target: 'version', number: 0 }
}

/** True when a range guard on one of the prefixes covers the key. */
export function isCovered({ key }: Change | PlannedRead, prefixes: readonly string[]): boolean {
  return prefixes.some((prefix) => key.startsWith(prefix))
}

/** The key is not there. */
export function absent(key: string): Compare {
  return { key, is: '=', target: 'create', number: 0 }
}

function unchanged(key: string, modRevision: number): Compare {
  return { key, is: '=', target: 'mod', number: modRevision }
}
