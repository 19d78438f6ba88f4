import { realpathSync, statSync } from 'node:fs'
import { isBuiltin } from 'node:module'
import { dirname, join, relative, sep } from 'node:path'
import type { Diagnostic } from '../../model/index.ts'

/** What an import means. */
export type ResolvedImport =
  | { readonly kind: 'module'; readonly path: string }
  | { readonly kind: 'appia' }
  /** A file of types alone, which is gone before anything runs. */
  | { readonly kind: 'types' }
  | { readonly kind: 'refused'; readonly finding: Finding }

type Finding = Pick<Diagnostic, 'code' | 'message' | 'help'>

const endings = ['', '.ts', '.mts', '.js', '.mjs', '.json', '/index.ts', '/index.js']

/** Resolves an import of a config module: only files under `root` (a real path) and "appia" may be imported. */
export function resolveImport(root: string, importer: string, specifier: string): ResolvedImport {
  if (specifier === 'appia') return { kind: 'appia' }
  if (!/^(\.{0,2}\/|\.{1,2}$)/.test(specifier)) return outside(specifier, kindOf(specifier))
  const wantedPath = specifier.startsWith('/') ? specifier : join(dirname(importer), specifier)
  if (wantedPath.endsWith('.d.ts')) return { kind: 'types' }
  const foundPath = candidates(wantedPath).find(isFile)
  if (foundPath === undefined) return withoutFile(root, wantedPath, specifier)
  const path = realpathSync(foundPath)
  if (!isWithin(root, path)) return outside(specifier, 'a path outside the workspace')
  return /\.(m?[jt]s|json)$/.test(path) ? { kind: 'module', path } : notCode(specifier)
}

/** True when `path` lies in the folder `root`. */
export function isWithin(root: string, path: string): boolean {
  return path.startsWith(root.endsWith(sep) ? root : root + sep)
}

function candidates(path: string): string[] {
  const source = path.endsWith('.js') ? [`${path.slice(0, -3)}.ts`] : []
  return [...endings.map((ending) => path + ending), ...source]
}

function isFile(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isFile() ?? false
}

function withoutFile(root: string, wantedPath: string, specifier: string): ResolvedImport {
  if (isFile(`${wantedPath}.d.ts`) || isFile(wantedPath.replace(/\.js$/, '.d.ts'))) return { kind: 'types' }
  if (!isWithin(root, wantedPath)) return outside(specifier, 'a path outside the workspace')
  const tried = relative(root, wantedPath).split(sep).join('/')
  const message = `"${specifier}" is not there: no ${tried}`
  return { kind: 'refused', finding: { code: 'module-not-found', message } }
}

function notCode(specifier: string): ResolvedImport {
  const message = `"${specifier}" is not a module: a config module imports TypeScript, JavaScript modules and JSON`
  const help = 'write what is in it as JSON or TypeScript'
  return { kind: 'refused', finding: { code: 'import-not-module', message, help } }
}

function kindOf(specifier: string): string {
  if (isBuiltin(specifier)) return 'a module of Node'
  return /^[a-z]+:/.test(specifier) ? 'a URL' : 'a package'
}

function outside(specifier: string, kind: string): ResolvedImport {
  const message = `"${specifier}" is ${kind}: a config module imports only files of the workspace and "appia"`
  return { kind: 'refused', finding: { code: 'import-outside-workspace', message } }
}
