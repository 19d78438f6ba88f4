import { readSource } from '../../app/index.ts'
import { type Diagnostic, sortDiagnostics } from '../../model/index.ts'
import type { Report } from '../command.ts'
import { renderDiagnostics } from '../render/text/diagnostics.ts'
import { printableJson } from '../render/text/plain-text.ts'
import type { Terminal } from './terminal.ts'

/**
 * Prints what a command has to say: one JSON document, or text on standard output and then diagnostics on standard
 * error, where they are the last that is read.
 */
export function printReport(report: Report, to: { terminal: Terminal; isJson: boolean }): void {
  const diagnostics = sortDiagnostics(report.diagnostics ?? [])
  if (to.isJson) {
    to.terminal.write(`${printableJson({ ...report.json, diagnostics, exitCode: report.exitCode })}\n`)
    return
  }
  to.terminal.write(report.text)
  const gap = report.text !== '' && diagnostics.length > 0 ? '\n' : ''
  to.terminal.warn(gap + diagnosticText(diagnostics, report.workspaceDirectory, to.terminal))
}

function diagnosticText(
  diagnostics: readonly Diagnostic[],
  directory: string | undefined,
  terminal: Terminal,
): string {
  if (diagnostics.length === 0) return ''
  const sourceOf = (file: string) => (directory === undefined ? undefined : readSource(directory, file))
  return renderDiagnostics(diagnostics, { paint: terminal.paintWarning, sourceOf })
}
