import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { expect, it } from 'vitest'

const source = join(import.meta.dirname, '../../src')

/** Packages that take long to load: they come in by `import()`, where the work that needs them begins. */
const heavy = ['json-schema-to-typescript', 'ts-morph']

/** What a file imports as it is loaded; types are gone by then. */
function loadedBy(file: string): string[] {
  const text = readFileSync(file, 'utf8')
  const imports = text.matchAll(/^(?:import|export)(?! type\b)\s[^'"]*?\bfrom '([^']+)'|^import '([^']+)'/gm)
  return [...imports].map((match) => match[1] ?? match[2] ?? '')
}

/** Packages that are loaded with `entry`. */
function packagesOf(entry: string, seen = new Set<string>()): string[] {
  if (seen.has(entry)) return []
  seen.add(entry)
  return loadedBy(entry).flatMap((name) =>
    name.startsWith('.') && name.endsWith('.ts') ? packagesOf(join(dirname(entry), name), seen) : [name],
  )
}

const commands = readdirSync(join(source, 'cli/commands'), { recursive: true, encoding: 'utf8' })
  .filter((name) => name.endsWith('.ts'))
  .map((name) => `cli/commands/${name}`)

it.each(commands)('%s starts without what only the generator of typings needs', (entry) => {
  const packages = packagesOf(join(source, entry))
  expect(packages).not.toEqual([])
  expect(packages.filter((name) => heavy.includes(name))).toEqual([])
})

it('the generator of typings loads them', () => {
  const packages = packagesOf(join(source, 'codegen/typescript/write-typings.ts'))
  expect(heavy.filter((name) => packages.includes(name))).toEqual(heavy)
})
