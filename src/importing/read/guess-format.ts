import { readDocument } from '../../formats/index.ts'

/** Endings that say how a value is read. */
export type GuessedEnding = 'json' | 'yaml' | 'toml' | 'env' | 'txt'

/**
 * What a value is of whose format nobody has said anything: JSON, lines of `NAME=value`, TOML, YAML of more than one
 * line; whatever else people write is a text. YAML and TOML are loaded.
 */
export function guessFormat(text: string): GuessedEnding {
  if (isJson(text)) return 'json'
  const lines = text.split(/\r?\n/).filter((line) => !/^\s*(#|$)/.test(line))
  if (lines.length === 0) return 'txt'
  if (lines.every((line) => /^[A-Z_][A-Z0-9_]*=/.test(line)) && reads(text, 'env')) return 'env'
  if (lines.every(isOfToml) && reads(text, 'toml')) return 'toml'
  if (lines.length > 1 && lines.every(isOfYaml) && reads(text, 'yaml')) return 'yaml'
  return 'txt'
}

/** Also where reading would round a number, or a member stands twice: that is told when it is read. */
function isJson(text: string): boolean {
  try {
    JSON.parse(text)
    return true
  } catch {
    return false
  }
}

function reads(text: string, format: Parameters<typeof readDocument>[1]): boolean {
  return readDocument(new TextEncoder().encode(text), format) !== undefined
}

/** A table, an assignment, or the rest of a list over several lines. */
function isOfToml(line: string): boolean {
  return /^\s*\[|^\s*[\w."'-]+\s*=|^\s*(["'\d{[]|\]|\}|true|false)/.test(line)
}

/** A member, an element, the bounds of a document, or something within one: sentences begin lines with other words. */
function isOfYaml(line: string): boolean {
  return /^(\s|- |-$|---|\.\.\.|["']?[\w./-]+["']?:( |$))/.test(line)
}
