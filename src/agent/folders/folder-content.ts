import { canonicalJson, isJsonObject, type JsonValue } from '../../model/index.ts'

/** The files of a folder by name. */
export type FolderContent = ReadonlyMap<string, Buffer>

/** A folder's files as one text of bytes: the same files give the same bytes. */
export function encodeFolder(files: FolderContent): Buffer {
  const named = [...files].map(([name, bytes]) => [name, bytes.toString('base64')])
  return Buffer.from(canonicalJson(Object.fromEntries(named)))
}

/** Reads what `encodeFolder` wrote; no files for anything else. */
export function decodeFolder(content: Buffer | undefined): FolderContent {
  const value = content === undefined ? {} : parse(content.toString())
  const named = isJsonObject(value) ? Object.entries(value) : []
  return new Map(named.map(([name, text]) => [name, Buffer.from(String(text), 'base64')]))
}

function parse(text: string): JsonValue {
  try {
    return JSON.parse(text) as JsonValue
  } catch {
    return null
  }
}
