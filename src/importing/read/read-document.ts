import { readFormatted } from './read-formatted.ts'
import { readJson } from './read-json.ts'
import type { ReadOutcome, SourceText } from './source-document.ts'

/** Readers by the ending of a file's name: a format more is a line more. */
const readers: { readonly [ending: string]: (source: SourceText) => ReadOutcome } = {
  json: readJson,
  jsonc: readJson,
  yaml: readFormatted('yaml'),
  yml: readFormatted('yaml'),
  toml: readFormatted('toml'),
  env: readFormatted('env'),
  txt: readFormatted('text'),
}

/** Endings of files that can be read, in the order of help. */
export const readableEndings: readonly string[] = Object.keys(readers)

/** True for the name of a file that `readDocument` reads. */
export function isReadable(file: string): boolean {
  return Object.hasOwn(readers, endingOf(file))
}

/** Reads a file as its ending says. */
export function readDocument(source: SourceText): ReadOutcome {
  const read = readers[endingOf(source.file)]
  if (read === undefined) throw new Error(`${source.file} has no reader`)
  return read(source)
}

/** `a/b.json` → `json` */
function endingOf(file: string): string {
  return /\.([a-z]+)$/i.exec(file)?.[1]?.toLowerCase() ?? ''
}
