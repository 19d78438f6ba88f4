import { type Diagnostic, formatPlace, type Place, sortDiagnostics } from '../../../model/index.ts'
import type { Paint } from '../../terminal/terminal.ts'
import { countText } from './count.ts'
import { escapeLines, escapeText } from './plain-text.ts'
import { sourceFrame } from './source-frame.ts'

export interface DiagnosticView {
  readonly paint: Paint
  /** The text of a source file of the workspace, if it can be read. */
  readonly sourceOf: (file: string) => string | undefined
}

/** Diagnostics as rustc prints them: code and message, the source with a caret, notes, help; then a count. */
export function renderDiagnostics(diagnostics: readonly Diagnostic[], view: DiagnosticView): string {
  if (diagnostics.length === 0) return ''
  const shown = { ...view, sourceOf: withoutSecrets(diagnostics, view.sourceOf) }
  const blocks = sortDiagnostics(diagnostics).map((diagnostic) => renderDiagnostic(diagnostic, shown))
  return `${blocks.join('\n\n')}\n\n${countLine(diagnostics)}\n`
}

/** A file in which a secret stands as a literal is not quoted at all: the literal may be on any line. */
function withoutSecrets(
  diagnostics: readonly Diagnostic[],
  sourceOf: DiagnosticView['sourceOf'],
): DiagnosticView['sourceOf'] {
  const leaking = diagnostics.filter(({ code }) => code === 'literal-secret').map(({ at }) => at?.file)
  return (file) => (leaking.includes(file) ? undefined : sourceOf(file))
}

/** `2 errors, 1 warning` */
function countLine(diagnostics: readonly Diagnostic[]): string {
  const errors = diagnostics.filter((diagnostic) => diagnostic.severity === 'error').length
  const warnings = diagnostics.length - errors
  const parts = [errors > 0 ? plural(errors, 'error') : '', warnings > 0 ? plural(warnings, 'warning') : '']
  return parts.filter((part) => part !== '').join(', ')
}

function renderDiagnostic(diagnostic: Diagnostic, view: DiagnosticView): string {
  const { paint } = view
  const label = `${diagnostic.severity}[${diagnostic.code}]`
  const head = `${paint(diagnostic.severity === 'error' ? 'red' : 'yellow', label)}: ${paint('bold', escapeText(diagnostic.message))}`
  const place = diagnostic.at ?? diagnostic.origin?.at
  const frame = place === undefined ? [] : frameLines(diagnostic, place, view)
  return [head, ...frame, ...noteLines(diagnostic, view)].join('\n')
}

function frameLines(diagnostic: Diagnostic, place: Place, view: DiagnosticView): string[] {
  const uncertain = diagnostic.origin?.kind === 'nearest' ? '  (nearest known place)' : ''
  const arrow = `  --> ${escapeText(formatPlace(place))}${uncertain}`
  const source = view.sourceOf(place.file)
  if (source === undefined) return [arrow]
  return [arrow, ...sourceFrame(source, place, view.paint)]
}

function noteLines(diagnostic: Diagnostic, view: DiagnosticView): string[] {
  const notes = [...(diagnostic.notes ?? [])].map((note) => ({
    label: note.label as string,
    text: escapeLines(note.at === undefined ? note.text : joinText(formatPlace(note.at), note.text)),
  }))
  if (diagnostic.help !== undefined) notes.push({ label: 'help', text: escapeLines(diagnostic.help) })
  const width = Math.max(0, ...notes.map((note) => note.label.length))
  return notes.map(({ label, text }) => {
    const [first = '', ...rest] = text.split('\n')
    const indent = ' '.repeat(width + 7)
    const head = `   = ${view.paint('cyan', label.padEnd(width))}  ${first}`
    return [head, ...rest.map((line) => `${indent}${line}`)].join('\n')
  })
}

function joinText(place: string, text: string): string {
  return text === '' ? place : `${place}  ${text}`
}

/** `1 key`, `2 keys` */
export function plural(count: number, noun: string): string {
  return `${countText(count)} ${noun}${count === 1 ? '' : 's'}`
}
