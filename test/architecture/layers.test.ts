import { readdirSync, readFileSync } from 'node:fs'
import { join, posix, relative } from 'node:path'
import { describe, expect, it } from 'vitest'

/** The import table: which folders of src/ a folder may import. A new folder fails until it is given a place here. */
const mayImport: Record<string, readonly string[]> = {
  model: [],
  layout: ['model'],
  schema: ['model'],
  records: ['model'],
  plan: ['model'],
  apply: ['model', 'records'],
  store: ['model'],
  rotation: ['model'],
  define: ['model', 'layout'],
  kernel: ['model', 'layout'],
  load: ['model', 'schema'],
  compile: ['model', 'records', 'schema', 'layout'],
  codegen: ['model', 'schema', 'layout'],
  client: ['model', 'records', 'schema', 'store', 'rotation'],
  agent: ['model', 'schema', 'client', 'kernel'],
  app: [
    ...['model', 'records', 'layout', 'schema', 'plan', 'apply', 'store', 'rotation', 'kernel', 'load'],
    ...['compile', 'codegen', 'client', 'firewall', 'importing'],
  ],
  cli: [
    'app',
    'model',
    'layout',
    'schema',
    'plan',
    'apply',
    'store',
    'rotation',
    'kernel',
    'load',
    'compile',
    'codegen',
    'client',
    'agent',
  ],
}

const source = join(import.meta.dirname, '../../src')
const files = readdirSync(source, { recursive: true, encoding: 'utf8' }).filter((file) =>
  file.endsWith('.ts'),
)
const folders = [...new Set(files.map((file) => file.split('/')[0] as string))]

describe('the import table', () => {
  it.each(folders)('src/%s has a place in the table', (folder) => {
    expect(Object.keys(mayImport)).toContain(folder)
  })

  it.each(folders)('src/%s imports only what the table allows, through index.ts', (folder) => {
    const wrong = files
      .filter((file) => file.startsWith(`${folder}/`))
      .flatMap((file) => importsOf(file).map((target) => ({ file, target })))
      .filter(({ target }) => !isAllowed(folder, target))
    expect(wrong, 'import from another folder only if the table allows it, and only its index.ts').toEqual([])
  })
})

/** Paths relative to src/ of the project's own files that `file` imports. */
function importsOf(file: string): string[] {
  const text = readFileSync(join(source, file), 'utf8')
  const specifiers = [...text.matchAll(/(?:from|import)\s*\(?\s*'(\.[^']*)'/g)].map(
    (match) => match[1] as string,
  )
  return specifiers.map((specifier) => posix.join(posix.dirname(relative('', file)), specifier))
}

function isAllowed(folder: string, target: string): boolean {
  if (target === '../package.json') return true
  const [targetFolder, ...rest] = target.split('/')
  if (targetFolder === folder) return true
  return (mayImport[folder] ?? []).includes(targetFolder ?? '') && rest.join('/') === 'index.ts'
}
