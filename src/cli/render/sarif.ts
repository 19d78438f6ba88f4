import { posix } from 'node:path'
import { toolVersion } from '../../app/index.ts'
import { type Diagnostic, diagnosticCodes, type Place } from '../../model/index.ts'

import { printableJson } from './text/plain-text.ts'

/** Where a diagnostic without a place is put: code scanning refuses a whole log for one result that has none. */
const entry: Place = { file: 'configs/index.ts', line: 1, column: 1 }

/**
 * Diagnostics as one SARIF 2.1.0 log (OASIS), for code scanning in CI. Columns count UTF-16 code units. `folder` is that
 * of the workspace in its repository, with slashes: paths are matched from the root of the repository.
 */
export function renderSarif(diagnostics: readonly Diagnostic[], folder: string): string {
  const codes = [...new Set(diagnostics.map((diagnostic) => diagnostic.code))].sort()
  const log = {
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        tool: {
          driver: {
            name: 'appia',
            version: toolVersion(),
            rules: codes.map((code) => ({ id: code, shortDescription: { text: diagnosticCodes[code] } })),
          },
        },
        columnKind: 'utf16CodeUnits',
        results: diagnostics.map((diagnostic) => ({
          ...ruleOf(diagnostic, codes),
          ...placesOf(diagnostic, folder),
        })),
      },
    ],
  }
  return `${printableJson(log, 2)}\n`
}

function ruleOf(diagnostic: Diagnostic, codes: readonly string[]): object {
  return {
    ruleId: diagnostic.code,
    ruleIndex: codes.indexOf(diagnostic.code),
    level: diagnostic.severity,
    message: { text: messageOf(diagnostic) },
  }
}

function placesOf({ at, origin, notes = [] }: Diagnostic, folder: string): object {
  const related = notes.flatMap((note) =>
    note.at === undefined
      ? []
      : [{ ...locationOf(note.at, folder), message: { text: `${note.label} ${note.text}`.trim() } }],
  )
  return {
    locations: [locationOf(at ?? origin?.at ?? entry, folder)],
    ...(related.length === 0 ? {} : { relatedLocations: related }),
  }
}

function messageOf({ message, notes, help }: Diagnostic): string {
  const because = (notes ?? []).filter((note) => note.label === 'because').map((note) => note.text)
  return [message, ...because, ...(help === undefined ? [] : [`help: ${help}`])].join('\n')
}

function locationOf(place: Place, folder: string): object {
  const region = {
    startLine: place.line,
    startColumn: place.column,
    ...(place.length === undefined ? {} : { endColumn: place.column + place.length }),
  }
  const uri = relativeUri(posix.join(folder, place.file))
  return { physicalLocation: { artifactLocation: { uri }, region } }
}

/** A relative reference (RFC 3986): every segment percent-encoded, so that neither `#` nor `:` in a name means anything. */
function relativeUri(path: string): string {
  return path
    .split('/')
    .map((segment) => encodeURIComponent(segment.toWellFormed()))
    .join('/')
}
