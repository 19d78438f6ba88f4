import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseSync, Visitor } from 'oxc-parser'
import { describe, expect, it } from 'vitest'

const source = join(import.meta.dirname, '../../src')

/** Folders that take facts and give facts. */
const pure = [
  'model',
  'formats',
  'records',
  'layout',
  'define',
  'schema',
  'compile',
  'plan',
  'codegen',
  'importing',
]

/** Modules of Node that compute and nothing else. */
const computing = ['node:crypto', 'node:zlib', 'node:util', 'node:buffer', 'node:assert']

/** What a pure folder names only in a word of its own. */
const globals = ['process', 'performance', 'fetch', 'navigator', 'crypto', 'WebSocket']
const timers = ['setTimeout', 'setInterval', 'setImmediate', 'queueMicrotask']

/** Exceptions, each with its reason; none so far. */
const exceptions: { readonly [path: string]: string } = {}

describe.each(pure)('src/%s', (folder) => {
  it('uses no clock, environment, randomness or I/O', () => {
    const files = readdirSync(join(source, folder), { recursive: true, encoding: 'utf8' })
      .filter((file) => file.endsWith('.ts'))
      .map((file) => `${folder}/${file}`)
      .filter((file) => !(file in exceptions))
    expect(files).not.toEqual([])
    const impure = files.flatMap((file) =>
      impurities(readFileSync(join(source, file), 'utf8')).map((what) => `${file}: ${what}`),
    )
    expect(impure, 'take it as an argument; app and cli gather facts').toEqual([])
  })
})

it.each([
  ['Date.now()', 'Date.now'],
  ['new Date()', 'new Date()'],
  ['Date()', 'Date()'],
  ['performance.now()', 'performance'],
  ['const { env } = process', 'process'],
  ['globalThis.process.env', 'process'],
  ['Math.random()', 'Math.random'],
  ["import { randomUUID } from 'node:crypto'", 'randomUUID'],
  ['crypto.getRandomValues(a)', 'crypto'],
  ["import { readFile } from 'node:fs/promises'", 'node:fs/promises'],
  ["import fs from 'fs'", 'fs'],
  ["const fs = await import('node:fs')", 'node:fs'],
  ["export * from 'node:net'", 'node:net'],
  ["fetch('http://localhost')", 'fetch'],
  ['setTimeout(f, 1)', 'setTimeout'],
])('%s is seen', (text, what) => {
  expect(impurities(text)).toEqual([what])
})

it.each([
  "import { createHash } from 'node:crypto'",
  'new Date(0)',
  'Math.max(1, 2)',
  'const a = { process: 1, fetch: 2 }',
  'step.process',
  '// Date.now() is not called',
])('%s is pure', (text) => {
  expect(impurities(text)).toEqual([])
})

/** What in a module depends on anything but its arguments. */
function impurities(text: string): string[] {
  const { program } = parseSync('module.ts', text)
  const seen: string[] = []
  const checkModule = (name: unknown): void => {
    if (typeof name !== 'string') return
    const isOfNode =
      name.startsWith('node:') || ['fs', 'net', 'http', 'https', 'os', 'child_process'].includes(name)
    if (isOfNode && !computing.includes(name)) seen.push(name)
  }
  const names = new Set<number>() // offsets of identifiers that are mere names of members
  new Visitor({
    ImportDeclaration: ({ source: { value }, specifiers }) => {
      checkModule(value)
      for (const { local } of value === 'node:crypto' ? specifiers : [])
        if (/^(random|generate|getRandom|web)/.test(local.name)) seen.push(local.name)
    },
    ImportExpression: ({ source: from }) => checkModule(from.type === 'Literal' ? from.value : undefined),
    ExportAllDeclaration: ({ source: { value } }) => checkModule(value),
    ExportNamedDeclaration: ({ source: from }) => checkModule(from?.value),
    Property: ({ key, computed, shorthand }) => void (!computed && !shorthand && names.add(key.start)),
    MemberExpression: ({ object, property, computed }) => {
      const [of, name] = [object, property].map((each) => (each.type === 'Identifier' ? each.name : ''))
      if (!computed && of !== 'globalThis') names.add(property.start)
      if (of === 'Date' && name === 'now') seen.push('Date.now')
      if (of === 'Math' && name === 'random') seen.push('Math.random')
    },
    NewExpression: ({ callee, arguments: given }) =>
      void (
        callee.type === 'Identifier' &&
        callee.name === 'Date' &&
        given.length === 0 &&
        seen.push('new Date()')
      ),
    CallExpression: ({ callee }) =>
      void (callee.type === 'Identifier' && callee.name === 'Date' && seen.push('Date()')),
    Identifier: ({ name, start }) =>
      void ([...globals, ...timers].includes(name) && !names.has(start) && seen.push(name)),
  }).visit(program)
  return seen
}
