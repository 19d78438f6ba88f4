import { nameOfFormat, readDocument } from '../formats/index.ts'
import {
  type After,
  type DocumentFormat,
  decodeBytes,
  type JsonValue,
  type Template,
} from '../model/index.ts'
import {
  addedLeaves,
  type DocumentDifference,
  describeOtherBytes,
  diffDocuments,
  type KeysAt,
  removedLeaves,
  type Written,
} from './leaves/index.ts'
import { maskSecrets } from './secrets/index.ts'

/** What a key holds before and after a change; absent where it is not there. */
export interface Sides {
  readonly before: (Written & { readonly applied?: Template | undefined }) | undefined
  readonly after: Pick<After, 'value' | 'bytes' | 'secrets'> | null
  /** In which `after` is written. */
  readonly format: DocumentFormat | undefined
}

/** In what two contents differ, before anything is masked. */
export interface ContentDifference extends DocumentDifference {
  /** The new bytes, where they cannot be read in their format. */
  readonly unread?: Written
  /** In which the bytes differ, in words, where both hold the same values. */
  readonly otherBytes?: string
}

/** The leaves of a change, from its two sides alone: whoever has these gets the same leaves. */
export function compareContents({ before, after, format }: Sides, keysAt: KeysAt): ContentDifference {
  const live = before === undefined ? undefined : readDocument(before.bytes, before.format)
  const document =
    live === undefined
      ? undefined
      : maskSecrets({ document: live, applied: before?.applied, wanted: templateOf(after), keysAt })
  const exact = after?.bytes === undefined ? undefined : { bytes: decodeBytes(after.bytes), format }
  const unread = exact !== undefined && readDocument(exact.bytes, format) === undefined ? exact : undefined
  const value = after === null || unread !== undefined ? undefined : after.value
  const difference = diff(document, value, keysAt)
  const isSame = document !== undefined && value !== undefined && difference.leaves.length === 0
  return {
    ...difference,
    ...(unread && { unread }),
    ...(isSame && before !== undefined && { otherBytes: otherBytes(before, exact ?? { format }) }),
  }
}

function templateOf(after: Sides['after']): Template | undefined {
  return after?.secrets && { value: after.value, secrets: after.secrets }
}

/** What is not canonical is described: the new bytes of a rollback, otherwise those that are live. */
function otherBytes(
  before: Written,
  after: { readonly bytes?: Uint8Array; readonly format: DocumentFormat | undefined },
): string {
  if (before.format !== after.format) return `written as ${nameOfFormat(after.format)}`
  const isExact = after.bytes !== undefined && after.format === undefined
  return describeOtherBytes(isExact ? after.bytes : before.bytes, after.format)
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
