import type { Diagnostic, JsonValue, Place } from '../../model/index.ts'
import { type Repetition, scanJson } from '../../schema/index.ts'
import { placeOf, type SourceText } from '../sites.ts'
import { broken, type DataReader } from './data-file.ts'

/** Strict JSON. */
export const readJsonFile: DataReader = async (source) => {
  const scan = scanJson(source.text)
  if (scan.kind === 'scanned') return { value: JSON.parse(source.text) as JsonValue, spans: scan.spans } // scanned, so it is
  if (scan.repetitions === undefined) return broken(source, scan.offset, `not valid JSON: ${scan.reason}`)
  return { diagnostics: scan.repetitions.map((each) => repetition(source, each)) }
}

/** Of a member that stands there twice JSON keeps the last, and nobody sees that the first is gone. */
function repetition(source: SourceText, { name, key, earlier }: Repetition): Diagnostic {
  const placeOfName = ({ start, end }: Repetition['key']): Place => placeOf(source, start, end)
  return {
    code: 'duplicate-key',
    severity: 'error',
    message: `the member ${JSON.stringify(name)} stands here twice`,
    at: placeOfName(key),
    notes: [{ label: 'found', text: 'the other one', at: placeOfName(earlier) }],
    help: 'remove one of them',
  }
}
