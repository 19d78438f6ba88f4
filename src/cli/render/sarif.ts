import { type Diagnostic, diagnosticCodes, type Place } from '../../model/index.ts'
import { toolVersion } from '../tool-version.ts'

/** Diagnostics as one SARIF 2.1.0 log (OASIS), for code scanning in CI. Columns count UTF-16 code units. */
export function renderSarif(diagnostics: readonly Diagnostic[]): string {
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
        results: diagnostics.map((diagnostic) => resultOf(diagnostic, codes.indexOf(diagnostic.code))),
      },
    ],
  }
  return `${JSON.stringify(log, null, 2)}\n`
}

function resultOf(diagnostic: Diagnostic, ruleIndex: number): object {
  const at = diagnostic.at ?? diagnostic.origin?.at
  const related = (diagnostic.notes ?? []).flatMap((note) =>
    note.at === undefined
      ? []
      : [{ ...locationOf(note.at), message: { text: `${note.label} ${note.text}`.trim() } }],
  )
  return {
    ruleId: diagnostic.code,
    ruleIndex,
    level: diagnostic.severity,
    message: { text: messageOf(diagnostic) },
    locations: at === undefined ? [] : [locationOf(at)],
    ...(related.length === 0 ? {} : { relatedLocations: related }),
  }
}

function messageOf({ message, notes, help }: Diagnostic): string {
  const because = (notes ?? []).filter((note) => note.label === 'because').map((note) => note.text)
  return [message, ...because, ...(help === undefined ? [] : [`help: ${help}`])].join('\n')
}

function locationOf(place: Place): object {
  const region = {
    startLine: place.line,
    startColumn: place.column,
    ...(place.length === undefined ? {} : { endColumn: place.column + place.length }),
  }
  return { physicalLocation: { artifactLocation: { uri: encodeURI(place.file) }, region } }
}
