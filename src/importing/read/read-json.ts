import { blankComments, isRounded } from '../../formats/index.ts'
import { type Diagnostic, findNonJson, type JsonValue, type Place } from '../../model/index.ts'
import { type JsonSpan, placeOfOffset, scanJson } from '../../schema/index.ts'
import { attachComments } from './attach-comments.ts'
import { problemOfName } from './reserved-names.ts'
import type { ReadOutcome, SourceText } from './source-document.ts'

/** Reads JSON with comments and trailing commas. Comments stay; what a workspace cannot hold as it is is an error. */
export function readJson({ file, text: whole }: SourceText): ReadOutcome {
  const text = whole.replace(/^\uFEFF/, ' ')
  const strict = blankComments(text)
  const refuse = (message: string, at: Place, help: string): Diagnostic => {
    return { code: 'import-refused', severity: 'error', message, at, help }
  }
  if (strict.text.trim() === '') {
    const help = 'leave it out, or put a value in it'
    return { diagnostics: [refuse(`${file} is empty`, placeOfOffset(file, text, 0), help)] }
  }
  const scan = scanJson(strict.text)
  if (scan.kind === 'broken') {
    const at = placeOfOffset(file, text, scan.offset)
    return {
      diagnostics: [refuse(`${file} is not valid JSON: ${scan.reason}`, at, 'mend it, and import again')],
    }
  }
  const { spans } = scan
  const placeOf = (pointer: string): Place => placeOfSpan({ file, text }, spans.get(pointer))
  const value = JSON.parse(strict.text) as JsonValue // JSON.parse gives nothing else
  const numbers = numbersIn(strict.text, spans)
  const diagnostics = [
    ...[...spans.keys()].flatMap((pointer) => {
      const problem = problemOfName(pointer)
      return problem === undefined
        ? []
        : [refuse(`${pointer} ${problem}`, placeOf(pointer), 'give the member another name')]
    }),
    ...findNonJson(value).map(({ pointer, reason }) =>
      refuse(
        `${pointer || 'the value'} is ${reason}`,
        placeOf(pointer),
        'write what the component can take without loss',
      ),
    ),
    ...[...numbers]
      .filter(([, token]) => isLost(token))
      .map(([pointer, token]) => {
        const help = `write ${Number(token)}, which is what most readers of JSON make of it, or a text`
        return refuse(
          `${pointer || 'the value'} is ${token}, which a double cannot hold`,
          placeOf(pointer),
          help,
        )
      }),
  ]
  if (diagnostics.length > 0) return { diagnostics }
  return { value, numbers, placeOf, comments: attachComments(text, strict.comments, spans) }
}

/** What `findNonJson` finds by itself is not said twice. */
function isLost(token: string): boolean {
  const number = Number(token)
  return (
    Number.isFinite(number) && isRounded(token) && (!Number.isInteger(number) || Number.isSafeInteger(number))
  )
}

function numbersIn(text: string, spans: ReadonlyMap<string, JsonSpan>): Map<string, string> {
  const numbers = new Map<string, string>()
  for (const [pointer, { start, end }] of spans) {
    if (!/[-\d]/.test(text[start] ?? '')) continue
    const token = text.slice(start, end)
    if (token !== String(Number(token))) numbers.set(pointer, token)
  }
  return numbers
}

function placeOfSpan({ file, text }: SourceText, span: JsonSpan | undefined): Place {
  if (span === undefined) return { file, line: 1, column: 1 }
  const { start, end } = span.key ?? span
  return {
    ...placeOfOffset(file, text, start),
    length: Math.max(1, text.slice(start, end).split('\n')[0]?.length ?? 1),
  }
}
