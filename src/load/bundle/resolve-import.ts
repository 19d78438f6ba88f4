import { statSync } from 'node:fs'
import { isBuiltin } from 'node:module'
import { dirname, join, relative, sep } from 'node:path'
import { isWithin, linkOn } from '../../files/index.ts'
import type { Diagnostic } from '../../model/index.ts'
import { dataEndings } from '../data-files/read-data-file.ts'

/** What an import means. */
export type ResolvedImport =
  | { readonly kind: 'module'; readonly path: string }
  | { readonly kind: 'appia' }
  /** A file of types alone, which is gone before anything runs. */
  | { readonly kind: 'types' }
  | { readonly kind: 'refused'; readonly finding: Finding }

/** Why something may not be imported. */
export type Finding = Pick<Diagnostic, 'code' | 'message' | 'help'>

const codeOrData = new RegExp(`\\.(m?[jt]s|${dataEndings.join('|')})$`)

const endings = ['', '.ts', '.mts', '.js', '.mjs', '.json', '/index.ts', '/index.js']

/** Resolves an import of a config module: only files under `root` (a real path) and "appia" may be imported. */
export function resolveImport(root: string, importer: string, specifier: string): ResolvedImport {
  if (specifier === 'appia') return { kind: 'appia' }
  const refused = refusedImport(root, importer, specifier)
  if (refused !== undefined) return { kind: 'refused', finding: refused }
  const wanted = wantedPath(importer, specifier)
  if (wanted.endsWith('.d.ts')) return { kind: 'types' }
  const path = candidates(wanted).find(isFile)
  if (path === undefined) return withoutFile(root, wanted, specifier)
  const link = linkOn(root, path)
  if (link !== undefined) return { kind: 'refused', finding: linked(specifier, link) }
  return codeOrData.test(path) ? { kind: 'module', path } : notCode(specifier)
}

/** Why nothing at all may be imported by this name, whatever stands there. */
export function refusedImport(root: string, importer: string, specifier: string): Finding | undefined {
  if (!/^(\.{0,2}\/|\.{1,2}$)/.test(specifier)) return outside(specifier, kindOf(specifier))
  const wanted = wantedPath(importer, specifier)
  if (wanted !== root && !isWithin(root, wanted)) return outside(specifier, 'a path outside the workspace')
  const names = relative(root, wanted).split(sep)
  if (names.some((name) => name.startsWith('.')))
    return outside(specifier, 'hidden (its path has a dot name)')
  const link = linkOn(root, wanted)
  return link === undefined ? undefined : linked(specifier, link)
}

/** Where an import leads that begins with a dot or a slash. */
export function wantedPath(importer: string, specifier: string): string {
  const path = specifier.startsWith('/') ? join(specifier) : join(dirname(importer), specifier)
  return path.length > 1 && path.endsWith(sep) ? path.slice(0, -1) : path
}

function candidates(path: string): string[] {
  const source = path.endsWith('.js') ? [`${path.slice(0, -3)}.ts`] : []
  return [...endings.map((ending) => path + ending), ...source]
}

/** True for a file; a link to one counts, so that it is refused by its name and not taken for absent. */
export function isFile(path: string): boolean {
  try {
    return statSync(path).isFile()
  } catch {
    return false // not there, below a file, in a circle of links
  }
}

function withoutFile(root: string, wanted: string, specifier: string): ResolvedImport {
  if (isFile(`${wanted}.d.ts`) || isFile(wanted.replace(/\.js$/, '.d.ts'))) return { kind: 'types' }
  const tried = relative(root, wanted).split(sep).join('/')
  const message = `"${specifier}" is not there: no ${tried}`
  return { kind: 'refused', finding: { code: 'module-not-found', message } }
}

function notCode(specifier: string): ResolvedImport {
  const message = `"${specifier}" is not a module: a config module imports TypeScript, JavaScript modules and files of data`
  const help = `data is read from files that end in ${dataEndings.map((each) => `.${each}`).join(', ')}`
  return { kind: 'refused', finding: { code: 'import-not-module', message, help } }
}

function kindOf(specifier: string): string {
  if (isBuiltin(specifier)) return 'a module of Node'
  return /^[a-z]+:/.test(specifier) ? 'a URL' : 'a package'
}

/** `specifier` may not be imported because of what it is. */
export function outside(specifier: string, kind: string): Finding {
  const message = `"${specifier}" is ${kind}: a config module imports only files of the workspace and "appia"`
  return { code: 'import-outside-workspace', message }
}

/** `specifier` leads over a symbolic link. */
export function linked(specifier: string, link: string): Finding {
  return {
    code: 'import-outside-workspace',
    message: `"${specifier}" leads over the symbolic link ${link}: none is followed in a workspace`,
    help: 'put what it leads to in its place',
  }
}
