import { type After, canonicalJson, type IndexedKey } from '../../model/index.ts'
import { type Blob, type Statement, statedDocument, statedOf } from '../../records/index.ts'

/** What was signed of an apply, and where it is recorded; undefined where nothing was. */
export type RecordedStatement = { readonly blob: Blob; readonly statement: Statement } | undefined

/**
 * Which signed statement covers what a key holds after a change: that of this apply; the one before, where the same bytes
 * stay, or come back in a rollback that nobody signed. Bytes that no statement covers have none.
 */
export function signedAfter(
  { key, after }: { readonly key: string; readonly after: After },
  indexed: IndexedKey | undefined,
  recorded: RecordedStatement,
): Pick<IndexedKey, 'signed' | 'signedBefore'> {
  const { sha256 } = after
  const { signed, signedBefore } = indexed ?? {}
  const isSame = indexed?.sha256 === sha256
  const before =
    isSame || indexed === undefined || signed === undefined
      ? signedBefore
      : { statement: signed, sha256: indexed.sha256 }
  if (recorded !== undefined && isStated(recorded.statement, key, after))
    return { signed: recorded.blob.sha256, ...(before && { signedBefore: before }) }
  if (isSame) return { ...(signed !== undefined && { signed }), ...(before && { signedBefore: before }) }
  if (signedBefore?.sha256 === sha256) return { signed: signedBefore.statement }
  return before ? { signedBefore: before } : {}
}

function isStated(statement: Statement, key: string, after: After): boolean {
  const stated = canonicalJson(statedDocument(after))
  return statedOf(statement, key).some((each) => canonicalJson(each) === stated)
}
