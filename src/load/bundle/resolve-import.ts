import { existsSync, realpathSync, statSync } from 'node:fs'
import { isBuiltin } from 'node:module'
import { dirname, join, relative, sep } from 'node:path'

/** What an import means. */
export type ResolvedImport =
  | { readonly kind: 'module'; readonly path: string }
  | { readonly kind: 'appia' }
  | { readonly kind: 'outside'; readonly reason: string }
  | { readonly kind: 'missing'; readonly tried: string }

const extensions = ['', '.ts', '.mts', '.js', '.mjs', '.json', '/index.ts', '/index.js']

/** Resolves an import of a config module: only files under `root` (a real path) and "appia" may be imported. */
export function resolveImport(root: string, importer: string, specifier: string): ResolvedImport {
  if (specifier === 'appia') return { kind: 'appia' }
  if (!isPath(specifier)) return { kind: 'outside', reason: whatIs(specifier) }
  const wanted = specifier.startsWith('/') ? specifier : join(dirname(importer), specifier)
  const found = candidates(wanted).find((path) => existsSync(path) && statSync(path).isFile())
  if (found === undefined) {
    return isWithin(root, wanted)
      ? { kind: 'missing', tried: relative(root, wanted).split(sep).join('/') }
      : { kind: 'outside', reason: 'a path outside the workspace' }
  }
  const path = realpathSync(found)
  return isWithin(root, path)
    ? { kind: 'module', path }
    : { kind: 'outside', reason: 'a path outside the workspace' }
}

/** True when `path` lies in the folder `root`. */
export function isWithin(root: string, path: string): boolean {
  return path.startsWith(root.endsWith(sep) ? root : root + sep)
}

function candidates(wanted: string): string[] {
  const swapped = wanted.endsWith('.js') ? [`${wanted.slice(0, -3)}.ts`] : []
  return [...extensions.map((extension) => wanted + extension), ...swapped]
}

function isPath(specifier: string): boolean {
  return (
    specifier.startsWith('./') ||
    specifier.startsWith('../') ||
    specifier.startsWith('/') ||
    /^\.\.?$/.test(specifier)
  )
}

function whatIs(specifier: string): string {
  if (isBuiltin(specifier)) return 'a module of Node'
  return /^[a-z]+:/.test(specifier) ? 'a URL' : 'a package'
}
