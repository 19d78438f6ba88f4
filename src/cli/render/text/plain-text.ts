import type { JsonValue } from '../../../model/index.ts'

/** Steers a terminal, turns the order of reading, or is not seen at all. */
const unseen = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}\u2800]|(?! )\p{Zs}/gu

/** Text that comes from a store, safe for a terminal: what cannot be seen, or would steer it, is escaped. */
export function escapeText(text: string): string {
  return text.replace(unseen, escaped)
}

/** As `escapeText`, for text that may have several lines: whoever prints it indents all but the first. */
export function escapeLines(text: string): string {
  return text.split('\n').map(escapeText).join('\n')
}

/** JSON that may be printed: the same value, with what would steer a terminal or a CI system written as escapes. */
export function printableJson(value: unknown, indent?: number): string {
  return JSON.stringify(value, undefined, indent)
    .split('\n')
    .map((line) => line.replace(unseen, escapedInJson).replace(/#(?=#(?:vso)?\[)/g, escapedInJson))
    .join('\n')
}

/** A sequence that paints, as we write it ourselves. */
const painting = new RegExp(`(${String.fromCharCode(27)}\\[\\d{1,3}(?:;\\d{1,3})*m)`)

/**
 * What is about to be printed, whoever made it: no character but a line feed steers the terminal, save for our own colours
 * where `isPainted`, and no line is a command to a CI system (`::error::`, `##[group]`, `##vso[…]`).
 */
export function disarm(text: string, { isPainted }: { readonly isPainted: boolean }): string {
  const disarmed = isPainted
    ? text
        .split(painting)
        .map((part, index) => (index % 2 === 1 ? part : escapeLines(part)))
        .join('')
    : escapeLines(text)
  return disarmed.replace(/^(\s*):(?=:)/gm, '$1\\u{3a}').replace(/#(?=#(?:vso)?\[)/g, escaped)
}

/** The name of a member: as it is where it can be nothing else, otherwise in quotes. */
export function nameText(name: string): string {
  return /^[\p{L}\p{N}_$-]+$/u.test(name) && !looksLikeAnother(name) ? name : quoted(name)
}

/** A scalar: text without quotes where it is one word and not what another type would look like. */
export function scalarText(value: JsonValue): string {
  if (typeof value !== 'string') return JSON.stringify(value)
  const isWord = /^[\p{L}\p{N}_./:@+-]+$/u.test(value)
  const looksLikeOther = /^(true|false|null|-?\d+(\.\d+)?([eE][+-]?\d+)?)$/.test(value)
  return isWord && !looksLikeOther && !looksLikeAnother(value) ? value : quoted(value)
}

function quoted(text: string): string {
  const json = JSON.stringify(text)
  return looksLikeAnother(text) ? json.replace(/[^ -~]/gu, escaped) : escapeText(json)
}

/** é may be one character or two, `pаss` may have a Cyrillic а: what can be taken for other text is spelt out. */
function looksLikeAnother(text: string): boolean {
  if (/^[ -~]*$/.test(text)) return false
  const scripts = [/\p{Script=Latin}/u, /\p{Script=Cyrillic}/u, /\p{Script=Greek}/u]
  return (
    text.normalize('NFKC') !== text ||
    /\p{Default_Ignorable_Code_Point}/u.test(text) ||
    scripts.filter((script) => script.test(text)).length > 1
  )
}

function escaped(character: string): string {
  return `\\u{${character.codePointAt(0)?.toString(16)}}`
}

function escapedInJson(character: string): string {
  return [...Array(character.length).keys()]
    .map((index) => `\\u${character.charCodeAt(index).toString(16).padStart(4, '0')}`)
    .join('')
}
