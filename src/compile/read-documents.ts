import {
  canonicalJson,
  type Diagnostic,
  type DiagnosticCode,
  findNonJson,
  isDeeperThan,
  isJsonObject,
  isPointerKey,
  type JsonValue,
  type Place,
} from '../model/index.ts'
import { checkValue, type Schema, type SchemaFinding, scanJson } from '../schema/index.ts'
import type { LocatedDocument } from './compile-collection.ts'

/** Most lines with errors that are shown. */
const mostDiagnostics = 20
/** Bytes of one document's canonical JSON; a shard must fit one value in etcd. */
const documentBytes = 128 * 1024
const nameBytes = 256
/** Levels of a line that can be read without looking for where nesting has no end. */
const plainDepth = 32

/** A JSON Lines file of documents and what they must be. */
interface DocumentsFile {
  readonly file: string
  readonly text: string
  readonly schema: Schema
}

interface Line {
  readonly text: string
  readonly number: number
}

/** The documents of a JSON Lines file, `{"key": …, "value": …}` a line, by name; empty lines are passed over. */
export async function readDocuments(
  source: DocumentsFile,
): Promise<{ documents: ReadonlyMap<string, LocatedDocument>; diagnostics: Diagnostic[] }> {
  const documents = new Map<string, LocatedDocument>()
  const diagnostics: Diagnostic[] = []
  for (const line of linesOf(source.text)) {
    const read = await readLine(source, line)
    const twin = 'name' in read ? documents.get(read.name) : undefined
    if (!('name' in read)) diagnostics.push(...read.diagnostics)
    else if (twin !== undefined) diagnostics.push(duplicate(source.file, read, twin))
    else documents.set(read.name, read)
  }
  return {
    documents,
    diagnostics: [...diagnostics.slice(0, mostDiagnostics), ...rest(source.file, diagnostics)],
  }
}

function* linesOf(text: string): Generator<Line> {
  let number = 1
  for (let start = 0; start < text.length; number++) {
    const end = text.indexOf('\n', start)
    const line = text.slice(start, end < 0 ? text.length : end)
    if (line.trim() !== '') yield { text: line, number }
    start = end < 0 ? text.length : end + 1
  }
}

async function readLine(
  { file, schema }: DocumentsFile,
  line: Line,
): Promise<LocatedDocument | { readonly diagnostics: readonly Diagnostic[] }> {
  const parsed = parseLine(line)
  if (typeof parsed === 'string') return refuse(file, line, { code: 'collection-line', message: parsed })
  const { key: name, value } = parsed
  const problem = problemOfName(name)
  if (problem !== undefined)
    return refuse(file, line, { code: 'wrong-key', message: problem, pointer: '/key' })
  const { value: completed, findings } = await checkValue(schema, value)
  if (findings.length > 0) return { diagnostics: findings.map((each) => diagnose(file, line, each)) }
  const text = canonicalJson(completed)
  if (Buffer.byteLength(text) > documentBytes) {
    const message = `${name} has ${Buffer.byteLength(text)} bytes; a document of a collection may have ${documentBytes}`
    return refuse(file, line, { code: 'too-large', message, pointer: '/value' })
  }
  return { name, text, line: line.number }
}

function parseLine({ text }: Line): { readonly key: string; readonly value: JsonValue } | string {
  const plain = plainValue(text.trim())
  // A member that stands there twice would be lost without a word.
  const scan = plain === undefined ? scanJson(text.trim()) : undefined
  if (scan?.kind === 'broken') return `not JSON: ${scan.reason}`
  const parsed = plain ?? (JSON.parse(text) as JsonValue)
  if (!isJsonObject(parsed)) return 'not an object with the members key and value'
  const { key, value, ...others } = parsed
  const [stranger] = Object.keys(others)
  if (stranger !== undefined) return `the member ${JSON.stringify(stranger)} beside key and value`
  if (typeof key !== 'string') return 'no key, or one that is not a text'
  if (value === undefined) return 'no value'
  const [nonJson] = findNonJson(value)
  return nonJson === undefined ? { key, value } : `${nonJson.pointer || 'the value'} is ${nonJson.reason}`
}

/** The value of a line that is written as JavaScript would: then reading it has lost nothing, and no scan is needed. */
function plainValue(line: string): JsonValue | undefined {
  try {
    const value = JSON.parse(line) as JsonValue
    return !isDeeperThan(value, plainDepth) && JSON.stringify(value) === line ? value : undefined
  } catch {
    return undefined // the scan tells why
  }
}

function problemOfName(name: string): string | undefined {
  if (name === '') return 'the key is empty'
  if (!name.isWellFormed() || /\p{Cc}/u.test(name)) return 'the key holds a control character or half a pair'
  if (isPointerKey(`/${name}`)) return 'the key is the name of the pointer'
  const bytes = Buffer.byteLength(name)
  return bytes > nameBytes ? `the key has ${bytes} bytes; it may have ${nameBytes}` : undefined
}

interface Refusal {
  readonly code: DiagnosticCode
  readonly message: string
  readonly pointer?: string
}

function refuse(file: string, line: Line, { code, message, pointer = '' }: Refusal) {
  const diagnostic: Diagnostic = {
    code,
    severity: 'error',
    message,
    at: placeIn(file, line, { pointer }),
    ...(code === 'collection-line' && {
      help: 'one document a line: {"key": "203.0.113.7", "value": {…}}',
    }),
  }
  return { diagnostics: [diagnostic] }
}

function diagnose(file: string, line: Line, { code, pointer, message, because, help, isKey }: SchemaFinding) {
  const notes = because === undefined ? [] : [{ label: 'because' as const, text: because }]
  return {
    code,
    severity: 'error' as const,
    message,
    at: placeIn(file, line, { pointer: `/value${pointer}`, ...(isKey === undefined ? {} : { isKey }) }),
    ...(notes.length > 0 && { notes }),
    ...(help !== undefined && { help }),
  }
}

function duplicate(file: string, { name, line }: LocatedDocument, twin: LocatedDocument): Diagnostic {
  return {
    code: 'duplicate-key',
    severity: 'error',
    message: `two documents have the key ${name}`,
    at: { file, line, column: 1 },
    notes: [{ label: 'found', text: 'the other one', at: { file, line: twin.line, column: 1 } }],
    help: 'remove one of them',
  }
}

function rest(file: string, diagnostics: readonly Diagnostic[]): Diagnostic[] {
  const more = diagnostics.length - mostDiagnostics
  if (more <= 0) return []
  const last = diagnostics[mostDiagnostics]?.at
  return [
    {
      code: 'collection-line',
      severity: 'error',
      message: `${more} more errors in ${file}`,
      ...(last && { at: last }),
    },
  ]
}

/** The place of a part of a line; of a line that is not JSON, where it breaks off. */
function placeIn(
  file: string,
  { text, number }: Line,
  { pointer, isKey = false }: { readonly pointer: string; readonly isKey?: boolean },
): Place {
  const scan = scanJson(text)
  const span = scan.kind === 'scanned' ? scan.spans.get(pointer) : undefined
  const { start, end } = (isKey ? span?.key : undefined) ?? span ?? { start: brokenAt(scan), end: 0 }
  return { file, line: number, column: start + 1, ...(end > start && { length: end - start }) }
}

function brokenAt(scan: ReturnType<typeof scanJson>): number {
  return scan.kind === 'broken' ? scan.offset : 0
}
