import type { JsonValue } from '../../model/index.ts'

/** A string literal of C++ for the bytes of a text in UTF-8. */
export function stringLiteral(text: string): string {
  let literal = ''
  for (const character of text) {
    const code = character.codePointAt(0) as number
    if (character === '"' || character === '\\') literal += `\\${character}`
    else if (code === 10) literal += '\\n'
    // Three digits of octal cannot run into what follows; `?` twice begins a trigraph.
    else if (code < 32 || code === 127 || code === 63) literal += code === 63 ? '\\?' : `\\${octal(code)}`
    else literal += character
  }
  return `"${literal}"`
}

/** A std::string_view of a text, whose NULs are counted. */
export function textView(text: string): string {
  const literal = stringLiteral(text)
  return text.includes('\0') ? `{${literal}, ${Buffer.byteLength(text)}}` : literal
}

/** A double: `0.5`, `1.0`, `1e+21`. */
export function doubleLiteral(value: number): string {
  const text = String(value)
  return /[.e]/.test(text) ? text : `${text}.0`
}

/** An integer of any width; a literal alone is never negative. */
export function integerLiteral(value: number): string {
  const exact = BigInt(value)
  if (exact === -(2n ** 63n)) return '(-9223372036854775807LL - 1)'
  if (exact > 2n ** 63n - 1n) return `${exact}ULL`
  return exact > 2n ** 31n - 1n || exact < -(2n ** 31n) ? `${exact}LL` : String(exact)
}

/** A text of JSON as a raw string literal. */
export function rawLiteral(value: JsonValue): string {
  return `R"json(${JSON.stringify(value)})json"`
}

function octal(code: number): string {
  return code.toString(8).padStart(3, '0')
}
