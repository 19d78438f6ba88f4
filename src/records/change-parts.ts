import {
  type AppliedChange,
  canonicalJson,
  isJsonObject,
  type JsonObject,
  type JsonValue,
} from '../model/index.ts'
import { type Blob, blobBytesLimit, encodeBlobText } from './blob.ts'
import { damaged } from './damaged.ts'

/** Bytes that go into one part before compression: compressed, even what does not shrink stays under the limit. */
const partBytes = blobBytesLimit - 16 * 1024

/** The changes of an apply as blobs of bounded size, in order. */
export function encodeParts(changes: readonly AppliedChange[]): { blob: Blob; keys: readonly string[] }[] {
  return groupBySize(changes).map(({ keys, texts }) => ({
    blob: encodeBlobText(`[${texts.join(',')}]`),
    keys,
  }))
}

/** Reads what `encodeParts` wrote. */
export function decodePart(value: JsonValue): AppliedChange[] {
  if (!Array.isArray(value) || !value.every(isJsonObject)) {
    throw damaged('a blob of changes')
  }
  return value as unknown as AppliedChange[] // named by its hash, which only encodeParts makes
}

interface Group {
  readonly keys: string[]
  /** Canonical JSON of each change. */
  readonly texts: string[]
}

function groupBySize(changes: readonly AppliedChange[]): Group[] {
  const groups: Group[] = []
  let bytes = 0
  for (const change of changes) {
    const text = canonicalJson(toJson(change))
    const size = Buffer.byteLength(text)
    const group = groups.at(-1)
    if (group === undefined || bytes + size > partBytes) {
      groups.push({ keys: [change.key], texts: [text] })
      bytes = size
    } else {
      group.keys.push(change.key)
      group.texts.push(text)
      bytes += size
    }
  }
  return groups
}

/** Its members in the order of canonical JSON, which is written the faster for it. */
function toJson(change: AppliedChange): JsonObject {
  const { action, after, before, component, format, isAcquired, isReleased, isWithheld, key } = change
  const { movedFrom, movedTo, renamed, schema, secrets, secretsBefore } = change
  return {
    action,
    ...(after === undefined ? {} : { after }),
    ...(before === undefined ? {} : { before }),
    component,
    ...(format === undefined ? {} : { format }),
    ...(isAcquired === undefined ? {} : { isAcquired }),
    ...(isReleased === undefined ? {} : { isReleased }),
    ...(isWithheld === undefined ? {} : { isWithheld }),
    key,
    ...(movedFrom === undefined ? {} : { movedFrom }),
    ...(movedTo === undefined ? {} : { movedTo }),
    ...(renamed === undefined ? {} : { renamed: renamed.map(({ from, to }) => ({ from, to })) }),
    ...(schema === undefined ? {} : { schema }),
    ...(secrets === undefined ? {} : { secrets: secrets as unknown as JsonValue }), // plain JSON by its type
    ...(secretsBefore === undefined ? {} : { secretsBefore: secretsBefore as unknown as JsonValue }),
  }
}
