import { isSecretReference, type JsonValue } from '../../../model/index.ts'
import { memberName, textLiteral } from '../../modules/literals.ts'
import { printValue } from '../../modules/print-value.ts'

/** Columns that a line of a module may have. */
const lineWidth = 110

/** How a text was written that another one takes the place of. */
export type QuoteStyle = 'single' | 'double' | 'template'

/** A value as TypeScript: on one line where it fits there. */
export function printLiteral(value: JsonValue, indent: string, before = indent.length): string {
  const flat = flatLiteral(value)
  return before + flat.length < lineWidth ? flat : printValue({ value }, indent, before)
}

/** `name: value` */
export function printMember(name: string, value: JsonValue, indent: string): string {
  const lead = `${memberName(name)}: `
  return `${lead}${printLiteral(value, indent, indent.length + lead.length)}`
}

/** A text in the quotes that its author chose. */
export function quotedText(text: string, style: QuoteStyle): string {
  if (style === 'template') return `\`${text.replace(/[\\`]|\$(?=\{)/g, '\\$&').replaceAll('\r', '\\r')}\``
  if (style === 'single') return textLiteral(text)
  if (text.includes('"') && !text.includes("'")) return textLiteral(text)
  return JSON.stringify(text).replaceAll('\u2028', '\\u2028').replaceAll('\u2029', '\\u2029')
}

function flatLiteral(value: JsonValue): string {
  if (typeof value === 'string') return textLiteral(value)
  if (isSecretReference(value)) throw new Error('a secret is never written into a source')
  if (Array.isArray(value)) return `[${(value as readonly JsonValue[]).map(flatLiteral).join(', ')}]`
  if (typeof value !== 'object' || value === null) return String(value)
  const members = Object.entries(value).map(
    ([name, each]) => `${memberName(name)}: ${flatLiteral(each as JsonValue)}`,
  )
  return members.length === 0 ? '{}' : `{ ${members.join(', ')} }`
}
