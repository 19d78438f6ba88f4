import { appendPointer, isJsonObject, type JsonValue } from '../model/index.ts'
import type { Format, Reading, Writing } from './format.ts'

/**
 * Lines `NAME=value`, as systemd, docker and a shell all read them. There is no standard: what they read differently
 * (an unquoted value with blanks, `$`, backslashes) is not read here, and written in quotes.
 */
export const env: Format = { name: 'an env file', read, write }

const line =
  /^(?:export[ \t]+)?([A-Za-z_]\w*)=(?:([\w./:@%+,=~-]*)|'([^'\n]*)'|"((?:[^"\\$`\n]|\\[\\"$`])*)")[ \t]*$/

function read(text: string): Reading {
  const value: { [name: string]: string } = {}
  for (const [index, each] of text.split(/\r?\n/).entries()) {
    if (/^[ \t]*(#|$)/.test(each)) continue
    const [matched, name = '', bare, single, double] = line.exec(each) ?? []
    if (matched === undefined)
      return { problem: `no env file: line ${index + 1} is read differently by its readers` }
    if (Object.hasOwn(value, name)) return { problem: `an env file with ${name} twice` }
    value[name] = bare ?? single ?? (double ?? '').replace(/\\([\\"$`])/g, '$1')
  }
  return { value }
}

function write(value: JsonValue): Writing {
  if (!isJsonObject(value))
    return { pointer: '', problem: 'the document is not an object, and an env file holds nothing else' }
  const lines: string[] = []
  for (const name of Object.keys(value).sort()) {
    const member = value[name] as JsonValue
    const problem = problemOf(name, member)
    const pointer = appendPointer('', name)
    if (problem !== undefined) return { pointer, problem: `${pointer} ${problem}` }
    lines.push(`${name}=${quote(member as string)}\n`)
  }
  return { text: lines.join('') }
}

function problemOf(name: string, value: JsonValue): string | undefined {
  if (!/^[A-Za-z_]\w*$/.test(name)) return 'is not a name that an env file can have'
  if (typeof value !== 'string') return 'is not a text, and an env file holds nothing else'
  return /[\n\r\0]/.test(value) ? 'has more than one line, which an env file cannot have' : undefined
}

function quote(value: string): string {
  if (/^[\w./:@%+,=~-]*$/.test(value)) return value
  return value.includes("'") ? `"${value.replace(/[\\"$`]/g, '\\$&')}"` : `'${value}'`
}
