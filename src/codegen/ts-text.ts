import type { JsonValue } from '../model/index.ts'

/** A type as text, and how tightly its parts hold together. */
export interface TypeText {
  readonly text: string
  readonly kind: 'single' | 'union' | 'intersection' | 'readonly'
  /** Of a union. */
  readonly alternatives?: readonly TypeText[]
}

export const unknownType: TypeText = single('unknown')

export function single(text: string): TypeText {
  return { text, kind: 'single' }
}

export function isUnknown({ text }: TypeText): boolean {
  return text === 'unknown'
}

const widest = 100

/** `a | b`, each once; over several lines where one is too long. What is unknown swallows the rest. */
export function union(parts: readonly TypeText[]): TypeText {
  const flat = parts.flatMap((part) => part.alternatives ?? [part])
  const possible = flat.filter(({ text }) => text !== 'never')
  const alternatives = [...new Map(possible.map((part) => [part.text, part])).values()]
  const [only] = alternatives
  if (only === undefined) return single('never')
  if (alternatives.some(isUnknown)) return unknownType
  if (alternatives.length === 1) return only
  const line = alternatives.map(({ text }) => text).join(' | ')
  const isWide = line.length > widest || line.includes('\n')
  const broken = alternatives.map(({ text }) => `\n  | ${indent(text, 4)}`).join('')
  return { text: isWide ? broken : line, kind: 'union', alternatives }
}

/** `A & (B | C)`, each once. */
export function intersection(parts: readonly TypeText[]): TypeText {
  const known = parts.filter((part) => !isUnknown(part))
  const each = [...new Map(known.map((part) => [part.text, part])).values()]
  const [only = unknownType] = each
  if (each.length < 2) return only
  return { text: each.map(enclose).join(' & '), kind: 'intersection' }
}

/** `readonly A[]` */
export function listOf(element: TypeText): TypeText {
  return { text: `readonly ${enclose(element)}[]`, kind: 'readonly' }
}

/** `readonly [A, B, ...C[]]` */
export function tupleOf(elements: readonly TypeText[], rest: TypeText | undefined): TypeText {
  const parts = elements.map(({ text }) => trimBreak(text))
  if (rest !== undefined) parts.push(`...${enclose(rest)}[]`)
  return { text: `readonly [${parts.join(', ')}]`, kind: 'readonly' }
}

function enclose({ text, kind }: TypeText): string {
  return kind === 'single' ? text : `(${text.startsWith('\n') ? `${text}\n` : text})`
}

/** The type of exactly one value. */
export function literalType(value: JsonValue): TypeText {
  if (Array.isArray(value)) return tupleOf(value.map(literalType), undefined)
  if (typeof value === 'object' && value !== null) {
    const members = Object.entries(value as { readonly [name: string]: JsonValue }).map(
      ([name, member]) => `readonly ${propertyName(name)}: ${literalType(member).text}`,
    )
    return single(members.length === 0 ? '{ readonly [name: string]: never }' : `{ ${members.join('; ')} }`)
  }
  return single(typeof value === 'string' ? quote(value) : JSON.stringify(value))
}

/** A member with its comment. The type of a broken union begins on the next line. */
export function member(head: string, type: TypeText, comment: string): string {
  const gap = type.text.startsWith('\n') ? '' : ' '
  return `${commentText(comment)}readonly ${head}:${gap}${type.text}`
}

export function objectType(members: readonly string[]): TypeText {
  return single(
    members.length === 0
      ? '{ readonly [name: string]: never }'
      : `{\n${members.map((each) => `  ${indent(each, 2)}`).join('\n')}\n}`,
  )
}

/** `/** … *\/` and a line break; nothing for nothing. */
export function commentText(comment: string): string {
  if (comment === '') return ''
  const lines = comment.split(/\r\n|[\n\r\u2028\u2029]/)
  if (lines.length === 1) return `/** ${lines[0]} */\n`
  return `/**\n${lines.map((line) => ` * ${line}`.trimEnd()).join('\n')}\n */\n`
}

/** The name of a property, quoted where it is no identifier. */
export function propertyName(name: string): string {
  return /^[\p{ID_Start}$_][\p{ID_Continue}$]*$/u.test(name) ? name : quote(name)
}

function quote(text: string): string {
  const json = JSON.stringify(text)
  if (text.includes("'") && !text.includes('"')) return json
  return `'${json.slice(1, -1).replaceAll('\\"', '"').replaceAll("'", "\\'")}'`
}

function trimBreak(text: string): string {
  return text.startsWith('\n') ? text.trimStart() : text
}

/** The lines after the first moved to the right. */
function indent(text: string, by: number): string {
  return text.replaceAll('\n', `\n${' '.repeat(by)}`)
}
