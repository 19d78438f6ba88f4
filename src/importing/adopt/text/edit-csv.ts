import type { EditAtPlace, Uneditable } from '../source-edit.ts'

/** Edits a cell of CSV; rows are left to their author. */
export function editCsv(text: string, offset: number, edit: EditAtPlace): string | Uneditable {
  if (edit.kind !== 'replace' || typeof edit.value !== 'string')
    return { problem: 'in a CSV file only the text of a cell can be adopted' }
  const [cell = ''] = /^(?:"(?:[^"]|"")*"|[^",\r\n]*)/.exec(text.slice(offset)) ?? []
  const isQuoted = cell.startsWith('"') || /[",\r\n]/.test(edit.value)
  const written = isQuoted ? `"${edit.value.replaceAll('"', '""')}"` : edit.value
  return text.slice(0, offset) + written + text.slice(offset + cell.length)
}

/** Edits a text that is one value. */
export function editText(_text: string, _offset: number, edit: EditAtPlace): string | Uneditable {
  return edit.kind === 'replace' && typeof edit.value === 'string'
    ? edit.value
    : { problem: 'the file holds one text, and nothing else can stand in it' }
}
