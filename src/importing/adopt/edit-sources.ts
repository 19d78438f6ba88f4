import type { Place } from '../../model/index.ts'
import { patchesElement } from './patch-path.ts'
import type { SourceEdit, TextEditor, Uneditable } from './source-edit.ts'
import { editCsv, editText } from './text/edit-csv.ts'
import { editJson } from './text/edit-json.ts'
import { editToml } from './text/edit-toml.ts'
import { editTypeScript } from './text/edit-typescript.ts'
import { editYaml } from './text/edit-yaml.ts'
import { withImported } from './text/with-imported.ts'

/** Editors by the ending of a file's name. */
const editors: { readonly [ending: string]: TextEditor } = {
  ts: editTypeScript,
  mts: editTypeScript,
  json: editJson,
  yaml: editYaml,
  yml: editYaml,
  toml: editToml,
  csv: editCsv,
  txt: editText,
}

/** Why an edit cannot be made, and which. */
export interface FailedEdit extends Uneditable {
  readonly edit: SourceEdit
}

/** The text of one file with these edits, the last place first, so that the others stay where they are. */
export async function editSource(
  file: string,
  raw: string,
  edits: readonly SourceEdit[],
): Promise<string | FailedEdit> {
  const mark = raw.startsWith('\uFEFF') ? '\uFEFF' : ''
  let text = raw.slice(mark.length)
  const starts = lineStarts(text)
  const placed = edits.map((edit) => ({ edit, offset: offsetOf(starts, edit.at) }))
  for (const { edit, offset } of placed.sort(compareEdits)) {
    const editor = editors[/\.(\w+)$/.exec(file)?.[1] ?? '']
    const edited =
      editor === undefined ? { problem: 'such a file is not edited' } : await editor(text, offset, edit)
    if (typeof edited !== 'string') return { ...edited, edit }
    text = edited
  }
  if (edits.some((edit) => edit.kind === 'patch' && edit.value === undefined))
    text = withImported(text, 'remove')
  if (edits.some((edit) => edit.kind === 'patch' && patchesElement(edit)))
    text = withImported(text, 'patchElements')
  // What was added ends its lines as the file does.
  return mark + (/\r\n/.test(raw) && !/(?<!\r)\n/.test(raw) ? text.replace(/\r?\n/g, '\r\n') : text)
}

/** The last place first; where a map begins with its first name, what comes is written before that goes. */
function compareEdits(a: PlacedEdit, b: PlacedEdit): number {
  return b.offset - a.offset || Number(b.edit.kind === 'members') - Number(a.edit.kind === 'members')
}

interface PlacedEdit {
  readonly edit: SourceEdit
  readonly offset: number
}

/** LF, CRLF and CR end a line. */
function lineStarts(text: string): number[] {
  return [0, ...[...text.matchAll(/\r\n|\n|\r/g)].map((end) => end.index + end[0].length)]
}

function offsetOf(starts: readonly number[], { line, column }: Place): number {
  return (starts[line - 1] ?? 0) + column - 1
}
