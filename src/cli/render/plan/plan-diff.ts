import type { MadeAgainst } from '../../../app/plan/index.ts'
import { readDocument } from '../../../formats/index.ts'
import {
  appendPointer,
  type Change,
  hidePrivateKeys,
  isJsonObject,
  isSecretReference,
  type JsonObject,
  type JsonValue,
  type LeafLookup,
  type Live,
  type Plan,
  textOfAfter,
} from '../../../model/index.ts'
import { maskSecrets } from '../../../plan/index.ts'
import { escapeText } from '../text/plain-text.ts'

/** Edits after which a diff is given up: quadratic beyond. */
const mostEdits = 2_000

/**
 * Unified diffs by key, of live against planned, line by line: documents on indented JSON, with texts of several lines
 * as such; where the values are the same or cannot be read, the bytes as they are. Secrets are masked. A key whose diff
 * is too large gets a line that says so.
 */
export async function diffChanges(plan: Plan, { live, lookup }: MadeAgainst): Promise<Map<string, string>> {
  const { createTwoFilesPatch } = await import('diff')
  const diffs = new Map<string, string>()
  for (const change of plan.changes) {
    if (change.action === 'own') continue
    const [from, to] = sidesOf(change, live, lookup)
    const options = { context: 2, maxEditLength: mostEdits }
    const patch = createTwoFilesPatch('live', 'planned', from, to, '', '', options)
    diffs.set(change.key, patch === undefined ? 'too many differences for a diff\n' : withoutTitle(patch))
  }
  return diffs
}

function sidesOf(change: Change, live: Live, lookup: LeafLookup): [from: string, to: string] {
  const { key, after } = change
  const before = live.entries.get(key)?.value
  const read = before === undefined ? undefined : readDocument(before, change.before?.format)
  const wanted = after?.secrets && { value: after.value, secrets: after.secrets }
  const applied = live.templates?.get(key)
  const document =
    read === undefined
      ? undefined
      : maskSecrets({ document: read, applied, wanted, keysAt: () => ({ keys: [['name'], ['id']] }) })
  const isSameValue = change.action === 'update' && change.otherBytes !== undefined
  const to =
    after === null ? '' : isSameValue ? lines(textOfAfter(after)) : indented(after.value, key, lookup)
  if (before === undefined) return ['', to]
  if (document !== undefined && !isSameValue) return [indented(document, key, lookup), to]
  if (lookup(key, '').hasSecrets)
    return [
      `(${before.length} bytes, not shown: the document has secrets)\n`,
      isSameValue ? '(the same values)\n' : to,
    ]
  return [lines(Buffer.from(before).toString('utf8')), to]
}

function lines(text: string): string {
  const safe = hidePrivateKeys(text).split(/\r?\n/).map(escapeText).join('\n')
  return safe === '' || safe.endsWith('\n') ? safe : `${safe}\n`
}

/** Members in canonical order, secrets masked, texts of several lines as a block of their own. */
function indented(value: JsonValue, key: string, lookup: LeafLookup): string {
  return `${write(value, '', { key, lookup, indent: '' })}\n`
}

interface Writing {
  readonly key: string
  readonly lookup: LeafLookup
  readonly indent: string
}

function write(value: JsonValue, pointer: string, writing: Writing): string {
  if (isSecretReference(value) && typeof value.$secret === 'string')
    return `secret(${JSON.stringify(value.$secret)})`
  if (value !== null && writing.lookup(writing.key, pointer).isSecret) return '(secret)'
  const inner = { ...writing, indent: `${writing.indent}  ` }
  if (Array.isArray(value)) {
    const elements = (value as readonly JsonValue[]).map((element, index) =>
      write(element, appendPointer(pointer, index), inner),
    )
    return block('[', elements, ']', writing.indent)
  }
  if (isJsonObject(value)) return block('{', membersOf(value, pointer, inner), '}', writing.indent)
  if (typeof value !== 'string') return JSON.stringify(value)
  const text = hidePrivateKeys(value)
  if (!text.includes('\n')) return escapeText(JSON.stringify(text))
  const rows = text.split('\n').map((line) => `${inner.indent}| ${escapeText(line)}`)
  return ['"""', ...rows].join('\n')
}

function membersOf(value: JsonObject, pointer: string, writing: Writing): string[] {
  return Object.keys(value)
    .sort()
    .map((name) => {
      const member = write(value[name] as JsonValue, appendPointer(pointer, name), writing)
      return `${escapeText(JSON.stringify(hidePrivateKeys(name)))}: ${member}`
    })
}

function block(open: string, parts: readonly string[], close: string, indent: string): string {
  if (parts.length === 0) return open + close
  return `${open}\n${parts.map((part) => `${indent}  ${part}`).join(',\n')}\n${indent}${close}`
}

/** Drops `Index`, `===`, `---` and `+++`: the key stands above. */
function withoutTitle(patch: string): string {
  const start = patch.indexOf('@@')
  return start < 0 ? '' : patch.slice(start)
}
