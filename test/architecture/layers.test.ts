import { readdirSync, readFileSync } from 'node:fs'
import { join, posix, relative } from 'node:path'
import { describe, expect, it } from 'vitest'

/**
 * The import table: which folders of src/ a folder may import. A new folder fails until it is given a place here. A row
 * for a folder inside another holds for what lies in it, instead of the other's.
 */
const mayImport: Record<string, readonly string[]> = {
  model: [],
  files: [],
  formats: ['model'],
  layout: ['model'],
  schema: ['model'],
  records: ['model'],
  templates: ['model', 'formats'],
  plan: ['model', 'formats', 'templates'],
  apply: ['model', 'files', 'formats', 'records', 'templates'],
  store: ['model'],
  rotation: ['model'],
  signing: [],
  forge: ['model'],
  sources: ['model'],
  define: ['model', 'layout'],
  firewall: ['model', 'files', 'schema'],
  kernel: ['model', 'layout'],
  load: ['model', 'files', 'formats', 'schema'],
  compile: ['model', 'formats', 'records', 'schema', 'layout'],
  codegen: ['model', 'schema', 'layout'],
  importing: ['model', 'formats', 'schema'],
  // What drifted is compared as a plan compares it.
  'importing/adopt': ['model', 'schema', 'plan'],
  client: ['model', 'files', 'formats', 'records', 'schema', 'signing', 'store', 'rotation'],
  agent: ['model', 'files', 'formats', 'layout', 'schema', 'signing', 'client', 'kernel', 'firewall'],
  app: [
    ...[
      'model',
      'files',
      'formats',
      'records',
      'layout',
      'schema',
      'templates',
      'sources',
      'plan',
      'apply',
      'store',
      'rotation',
      'signing',
      'forge',
      'kernel',
      'load',
    ],
    ...['compile', 'codegen', 'client', 'firewall', 'importing'],
  ],
  api: ['app', 'model'],
  dashboard: ['app', 'model'],
  // It runs in browsers: what it is sent is all that it knows.
  'dashboard/page': [],
  report: [],
  cli: ['app', 'agent', 'dashboard', 'model'],
  // It runs before the rest of the program is read.
  'cli/start': ['files'],
  // What a person reads is a plan, or made of the same leaves.
  'cli/render': ['app', 'model', 'formats', 'plan', 'report'],
}

const source = join(import.meta.dirname, '../../src')
const files = readdirSync(source, { recursive: true, encoding: 'utf8' }).filter((file) =>
  /\.tsx?$/.test(file),
)
const folders = [...new Set(files.map((file) => file.split('/')[0] as string))]
const rows = Object.keys(mayImport).filter((row) => files.some((file) => file.startsWith(`${row}/`)))

describe('the import table', () => {
  it.each(folders)('src/%s has a place in the table', (folder) => {
    expect(Object.keys(mayImport)).toContain(folder)
  })

  it.each(rows)('src/%s imports only what the table allows, through index.ts', (row) => {
    const wrong = files
      .filter((file) => rowOf(file) === row)
      .flatMap((file) => importsOf(file).map((target) => ({ file, target })))
      .filter(({ target }) => !isAllowed(row, target))
    expect(wrong, 'import from another folder only if the table allows it, and only its index.ts').toEqual([])
  })
})

/** The longest row that a file lies in. */
function rowOf(file: string): string | undefined {
  const holding = rows.filter((row) => file.startsWith(`${row}/`))
  return holding.sort((a, b) => b.length - a.length)[0]
}

/** Where modules may import in a circle, and why. Biome refuses it everywhere else; its configuration takes no comments. */
const circles: { readonly [path: string]: string } = {
  'src/load/instrument/**':
    'recursive descent: expressions hold functions, functions statements, statements expressions; a file each',
}

it('modules import in a circle only where the grammar does', () => {
  const { overrides, linter } = JSON.parse(
    readFileSync(join(import.meta.dirname, '../../.biome.json'), 'utf8'),
  ) as BiomeConfiguration
  expect(linter.rules.suspicious?.noImportCycles).toEqual({ level: 'error', options: { ignoreTypes: true } })
  const excepted = overrides.filter(({ linter }) => linter?.rules?.suspicious?.noImportCycles !== undefined)
  expect(excepted.flatMap(({ includes }) => includes)).toEqual(Object.keys(circles))
})

interface BiomeRules {
  readonly rules: { readonly suspicious?: { readonly noImportCycles?: unknown } }
}

interface BiomeConfiguration {
  readonly linter: BiomeRules
  readonly overrides: readonly { readonly includes: readonly string[]; readonly linter?: BiomeRules }[]
}

/** Paths relative to src/ of the project's own files that `file` imports. */
function importsOf(file: string): string[] {
  const text = readFileSync(join(source, file), 'utf8')
  const specifiers = [...text.matchAll(/(?:from|import)\s*\(?\s*'(\.[^']*)'/g)].map(
    (match) => match[1] as string,
  )
  return specifiers.map((specifier) => posix.join(posix.dirname(relative('', file)), specifier))
}

function isAllowed(row: string, target: string): boolean {
  if (target === '../package.json') return true
  const [folder] = row.split('/')
  const [targetFolder, ...rest] = target.split('/')
  if (targetFolder === folder) return true
  return (mayImport[row] ?? []).includes(targetFolder ?? '') && isIndex(targetFolder, rest)
}

/** Of a folder with rooms, also that of a room: whoever asks for one thing does not load the others. */
function isIndex(folder: string | undefined, path: readonly string[]): boolean {
  return path.at(-1) === 'index.ts' && (path.length === 1 || (path.length === 2 && folder === 'app'))
}
