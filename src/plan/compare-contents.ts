import { type After, decodeBytes, type JsonValue } from '../model/index.ts'
import { addedLeaves, diffDocuments, type KeysAt, removedLeaves } from './diff-leaves.ts'
import { describeOtherBytes } from './other-bytes.ts'
import type { DocumentDifference } from './raw-leaf-change.ts'
import { readDocument } from './read-document.ts'

/** What a key holds before and after a change; absent where it is not there. */
export interface Sides {
  readonly before: Uint8Array | undefined
  readonly after: Pick<After, 'value' | 'bytes'> | null
}

/** In what two contents differ, before anything is masked. */
export interface ContentDifference extends DocumentDifference {
  /** The new bytes, where they cannot be read as JSON. */
  readonly unread?: Uint8Array
  /** In which the bytes differ, in words, where both hold the same values. */
  readonly otherBytes?: string
}

/** The leaves of a change, from its two sides alone: whoever has these gets the same leaves. */
export function compareContents({ before, after }: Sides, keysAt: KeysAt): ContentDifference {
  const document = before === undefined ? undefined : readDocument(before)
  const exact = after?.bytes === undefined ? undefined : decodeBytes(after.bytes)
  const unread = exact !== undefined && readDocument(exact) === undefined ? exact : undefined
  const value = after === null || unread !== undefined ? undefined : after.value
  const difference = diff(document, value, keysAt)
  const isSame = document !== undefined && value !== undefined && difference.leaves.length === 0
  return {
    ...difference,
    ...(unread && { unread }),
    ...(isSame && before !== undefined && { otherBytes: describeOtherBytes(exact ?? before) }),
  }
}

function diff(
  from: JsonValue | undefined,
  to: JsonValue | undefined,
  keysAt: KeysAt,
): Pick<ContentDifference, 'leaves' | 'typeChanges'> {
  if (from !== undefined && to !== undefined) return diffDocuments(from, to, keysAt)
  if (to !== undefined) return { leaves: addedLeaves(to, keysAt), typeChanges: [] }
  return { leaves: from === undefined ? [] : removedLeaves(from, keysAt), typeChanges: [] }
}
