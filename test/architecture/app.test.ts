import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseSync } from 'oxc-parser'
import { describe, expect, it } from 'vitest'

const source = join(import.meta.dirname, '../../src/app')
const files = readdirSync(source, { recursive: true, encoding: 'utf8' }).filter((file) =>
  file.endsWith('.ts'),
)

/** Names by which a module gets at the process that it runs in, or at a terminal. */
const namesOfTheWorld = ['process', 'console', 'argv', 'isTTY', 'styleText', 'parseArgs']

/** Modules that give the same. */
const modulesOfTheWorld = [
  'node:process',
  'process',
  'node:tty',
  'tty',
  'node:readline',
  'node:readline/promises',
]

describe('the application layer', () => {
  it.each(files)('app/%s knows no process, command line or terminal', (file) => {
    const code = readFileSync(join(source, file), 'utf8')
    expect(worldIn(code)).toEqual([])
  })
})

describe('what is looked for', () => {
  it.each([
    ['const { pid } = process', ['process']],
    ['globalThis.process.exit()', ['process']],
    [`const path = globalThis['process'].cwd()`, ['process']],
    [`import { pid } from 'node:process'`, ['node:process']],
    [`await import('node:tty')`, ['node:tty']],
    [`import { styleText } from 'node:util'`, ['styleText', 'styleText']],
    [`const red = '\\x1b[31m'`, ['an escape sequence']],
    ['const red = `\\x1b[31m`', ['an escape sequence']],
    [`// the process\nconst text = 'wait for the other process'`, []],
    [`import { execFile } from 'node:child_process'`, []],
  ])('%s', (code, expected) => {
    expect(worldIn(code)).toEqual(expected)
  })
})

/** What a module has of the process and the terminal; comments and texts may name them. */
function worldIn(code: string): string[] {
  const { program, errors } = parseSync('module.ts', code)
  expect(errors).toEqual([])
  return nodesOf(program).flatMap(({ type, name, value }) => {
    if (type === 'Identifier') return namesOfTheWorld.filter((each) => each === name)
    if (type === 'Literal' && modulesOfTheWorld.includes(String(value))) return [String(value)]
    const text = type === 'TemplateElement' ? (value as { cooked: string }).cooked : value
    return typeof text === 'string' && text.includes('\x1b') ? ['an escape sequence'] : []
  })
}

interface SyntaxNode {
  readonly type: string
  readonly name?: unknown
  readonly value?: unknown
}

function nodesOf(node: unknown): SyntaxNode[] {
  if (typeof node !== 'object' || node === null) return []
  const below = Object.values(node).flatMap(nodesOf)
  return 'type' in node ? [node as SyntaxNode, ...below] : below
}
