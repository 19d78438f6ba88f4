import { LinkError, readConfined, removeConfined, writeConfined } from '../../files/index.ts'
import type { WrittenFile } from './import-request.ts'

/** A file to be; without a text it is to go. */
export interface WantedFile {
  readonly path: string
  readonly text?: string
}

/** Writes what is otherwise, in this order, each file at once; with `isDry` it only says what it would do. */
export async function writeFiles(
  directory: string,
  files: readonly WantedFile[],
  { isDry }: { readonly isDry: boolean },
): Promise<WrittenFile[]> {
  const written: WrittenFile[] = []
  for (const { path, text } of files) {
    const present = await readConfined(directory, path).catch(nothingThere)
    if (present === text) continue
    const action = text === undefined ? 'removed' : present === undefined ? 'created' : 'changed'
    written.push({ path, action })
    if (isDry) continue
    if (text === undefined) await removeConfined(directory, path)
    else await writeConfined(directory, path, text)
  }
  return written
}

function nothingThere(error: unknown): undefined {
  if (error instanceof LinkError) throw error
}
