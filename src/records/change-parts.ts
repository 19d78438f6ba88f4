import { type AppliedChange, isJsonObject, type JsonObject, type JsonValue } from '../model/index.ts'
import { type Blob, blobBytesLimit, encodeBlob } from './blob.ts'
import { damaged } from './damaged.ts'

/** Bytes that go into one part before compression: compressed, even what does not shrink stays under the limit. */
const partBytes = blobBytesLimit - 16 * 1024

/** The changes of an apply as blobs of bounded size, in order. */
export function encodeParts(changes: readonly AppliedChange[]): { blob: Blob; keys: readonly string[] }[] {
  return groupBySize(changes).map((group) => ({
    blob: encodeBlob(group.map(toJson)),
    keys: group.map((change) => change.key),
  }))
}

/** Reads what `encodeParts` wrote. */
export function decodePart(value: JsonValue): AppliedChange[] {
  if (!Array.isArray(value) || !value.every(isJsonObject)) {
    throw damaged('a blob of changes')
  }
  return value as unknown as AppliedChange[] // named by its hash, which only encodeParts makes
}

function groupBySize(changes: readonly AppliedChange[]): AppliedChange[][] {
  const groups: AppliedChange[][] = []
  let bytes = 0
  for (const change of changes) {
    const size = Buffer.byteLength(JSON.stringify(change))
    const group = groups.at(-1)
    if (group === undefined || bytes + size > partBytes) {
      groups.push([change])
      bytes = size
    } else {
      group.push(change)
      bytes += size
    }
  }
  return groups
}

function toJson(change: AppliedChange): JsonObject {
  const { key, component, action, schema, format, before, after, isWithheld, isAcquired, isReleased } = change
  const { movedFrom, movedTo, renamed } = change
  const { secrets, secretsBefore } = change
  return {
    key,
    component,
    action,
    ...(schema === undefined ? {} : { schema }),
    ...(format === undefined ? {} : { format }),
    ...(before === undefined ? {} : { before }),
    ...(after === undefined ? {} : { after }),
    ...(secrets === undefined ? {} : { secrets: secrets as unknown as JsonValue }), // plain JSON by its type
    ...(secretsBefore === undefined ? {} : { secretsBefore: secretsBefore as unknown as JsonValue }),
    ...(isWithheld === undefined ? {} : { isWithheld }),
    ...(isAcquired === undefined ? {} : { isAcquired }),
    ...(isReleased === undefined ? {} : { isReleased }),
    ...(movedFrom === undefined ? {} : { movedFrom }),
    ...(movedTo === undefined ? {} : { movedTo }),
    ...(renamed === undefined ? {} : { renamed: renamed.map(({ from, to }) => ({ from, to })) }),
  }
}
