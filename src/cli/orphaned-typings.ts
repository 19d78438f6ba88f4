import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'

const folder = 'generated/ts'

/** Typings, by their own first line generated, whose schema is gone: whoever still imports them would not notice. */
export async function orphanedTypings(
  directory: string,
  generated: readonly { readonly path: string }[],
): Promise<string[]> {
  const names = await readdir(join(directory, folder)).catch((): string[] => [])
  const known = new Set(generated.map(({ path }) => path))
  const unknown = names
    .map((name) => `${folder}/${name}`)
    .filter((path) => path.endsWith('.d.ts') && !known.has(path))
  const texts = await Promise.all(unknown.map((path) => readFile(join(directory, path), 'utf8')))
  return unknown
    .filter((_, index) => /^\/\/ Generated from .* by appia generate;/.test(texts[index] ?? ''))
    .sort()
}
