import {
  appendPointer,
  decodePointer,
  isJsonObject,
  isSecretReference,
  type JsonValue,
} from '../../model/index.ts'
import { hasSecretForm, looksRandom } from './looks-secret.ts'
import { tellsPublic, tellsSecret, wordsOfName } from './secret-names.ts'

/** A value that is not to be written into any file. */
export interface FoundSecret {
  readonly pointer: string
  /** What it is called in the workspace: `search-db-password`. */
  readonly name: string
  readonly because: 'name' | 'form' | 'randomness'
  readonly type: SecretType
}

/** Of the value that the document has. */
export type SecretType = 'string' | 'integer' | 'number'

/** The secrets of a component's document, by what they are called and by how they look. */
export function findSecrets(component: string, document: JsonValue): FoundSecret[] {
  const found: FoundSecret[] = []
  const visit = (value: JsonValue, pointer: string, member: string): void => {
    if (Array.isArray(value)) {
      for (const [index, element] of value.entries()) visit(element, appendPointer(pointer, index), member)
    } else if (isJsonObject(value)) {
      for (const [name, each] of Object.entries(value)) visit(each, appendPointer(pointer, name), name)
    } else {
      const because = whySecret(value, member)
      if (because === undefined) return
      const type = typeof value !== 'number' ? 'string' : Number.isInteger(value) ? 'integer' : 'number'
      found.push({ pointer, name: secretName(component, pointer), because, type })
    }
  }
  visit(document, '', '')
  return found
}

/** The document with `{ $secret: name }` for each of the secrets. */
export function replaceSecrets(document: JsonValue, secrets: readonly FoundSecret[]): JsonValue {
  if (secrets.length === 0) return document
  const names = new Map(secrets.map(({ pointer, name }) => [pointer, name]))
  const replace = (value: JsonValue, pointer: string): JsonValue => {
    const name = names.get(pointer)
    if (name !== undefined) return { $secret: name }
    if (Array.isArray(value))
      return value.map((each: JsonValue, index) => replace(each, appendPointer(pointer, index)))
    if (!isJsonObject(value)) return value
    const members = Object.entries(value).map(([member, each]) => [
      member,
      replace(each, appendPointer(pointer, member)),
    ])
    return Object.fromEntries(members) as JsonValue
  }
  return replace(document, '')
}

/** A value to compare by: each of its secrets, a reference or a text that looks like one, is the same. */
export function withHiddenSecrets(value: JsonValue, isPlain: (pointer: string) => boolean): JsonValue {
  const found = findSecrets('', value).filter(({ pointer }) => !isPlain(pointer))
  return unnamed(replaceSecrets(value, found))
}

/** True for a text in which something looks like a secret: a line that sets one, a word of a known form. */
export function mayHoldSecret(text: string): boolean {
  if (
    hasSecretForm(text) ||
    text.split(/[\s"'=,;]+/).some((word) => hasSecretForm(word) || looksRandom(word))
  )
    return true
  return [...text.matchAll(/([\w-]+)["']?\s*[:=]\s*["']?[^\s"',;]+/g)].some(([, name = '']) =>
    tellsSecret(name),
  )
}

function unnamed(value: JsonValue): JsonValue {
  if (isSecretReference(value)) return { $secret: '' }
  if (Array.isArray(value)) return value.map((each: JsonValue) => unnamed(each))
  if (!isJsonObject(value)) return value
  return Object.fromEntries(Object.entries(value).map(([name, member]) => [name, unnamed(member)]))
}

function whySecret(value: JsonValue, name: string): FoundSecret['because'] | undefined {
  if (typeof value === 'number')
    return /passw|passcode|\bpin$/i.test(name) && tellsSecret(name) ? 'name' : undefined
  if (typeof value !== 'string' || value === '' || isStandIn(value)) return undefined
  if (hasSecretForm(value)) return 'form'
  if (tellsSecret(name)) return 'name'
  return looksRandom(value) && !tellsPublic(name) ? 'randomness' : undefined
}

/** What stands where a secret is put in later: `${DB_PASSWORD}`, `<password>`, `****`, a path. */
function isStandIn(text: string): boolean {
  return /^(\$\{?\w+\}?|\{\{.*\}\}|<[^>]*>|%\w+%|\*+|x{3,}|env:.*|file:.*|vault:.*|(\.{0,2}|~)\/[\w./-]+)$/i.test(
    text,
  )
}

function secretName(component: string, pointer: string): string {
  const words = [component, ...decodePointer(pointer)].flatMap((part) =>
    /^\d+$/.test(part) ? [String(Number(part) + 1)] : wordsOfName(part),
  )
  return words.join('-') || 'secret'
}
