import { statSync } from 'node:fs'
import { dirname, join, relative, sep } from 'node:path'
import { isWithin, linkOn } from '../../files/index.ts'
import type { Importer } from './find-package.ts'
import { type Ground, isInstalled, nameIn } from './ground.ts'
import { absent, type Finding, linked, outside } from './refusals.ts'

const endings = ['', '.ts', '.mts', '.js', '.mjs', '.json', '/index.ts', '/index.js']

/** True of what names a file by where it lies. */
export function isPath(specifier: string): boolean {
  return /^(\.{0,2}\/|\.{1,2}$)/.test(specifier)
}

/** Where an import leads that begins with a dot or a slash. */
export function wantedPath(importer: string, specifier: string): string {
  const path = specifier.startsWith('/') ? join(specifier) : join(dirname(importer), specifier)
  return path.length > 1 && path.endsWith(sep) ? path.slice(0, -1) : path
}

/** The folder that what an importer names by path must lie in: a package's own, or the repository. */
export function baseOf({ boundary }: Ground, { home }: Pick<Importer, 'home'>): string {
  return home?.folder ?? boundary
}

/** Why nothing at all may be imported from there, whatever stands there. */
export function refusedPath(
  ground: Ground,
  importer: Pick<Importer, 'home'>,
  specifier: string,
  wanted: string,
): Finding | undefined {
  const base = baseOf(ground, importer)
  if (wanted !== base && !isWithin(base, wanted))
    return outside(specifier, `a path outside the ${nameOfBase(ground, importer)}`)
  const near = importer.home === undefined && isWithin(ground.root, wanted) ? ground.root : base
  const names = relative(near, wanted).split(sep)
  if (names.some((name) => name.startsWith('.') && name !== '..'))
    return outside(specifier, 'hidden (its path has a dot name)')
  if (importer.home === undefined && isInstalled(ground, wanted))
    return { ...outside(specifier, 'a file in node_modules'), help: 'import it by the name of its package' }
  const link = linkOn(base, wanted)
  return link === undefined ? undefined : linked(specifier, link)
}

function nameOfBase({ root, boundary }: Ground, { home }: Pick<Importer, 'home'>): string {
  if (home !== undefined) return `package ${home.name}`
  return root === boundary ? 'workspace' : 'repository'
}

/** The file that is meant, which may not be there, with the usual endings. */
export function fileAt(wanted: string): string | undefined {
  return candidates(wanted).find(isFile)
}

function candidates(path: string): string[] {
  const source = path.endsWith('.js') ? [`${path.slice(0, -3)}.ts`] : []
  return [...endings.map((ending) => path + ending), ...source]
}

/** True for a file; a link to one counts, so that it is refused by its name and not taken for absent. */
export function isFile(path: string): boolean {
  try {
    return statSync(path, { throwIfNoEntry: false })?.isFile() === true
  } catch {
    return false // in a circle of links, or not ours to look at
  }
}

/** Types alone lie there, or nothing. */
export function withoutFile(
  ground: Ground,
  wanted: string,
  specifier: string,
): { readonly kind: 'types' } | { readonly kind: 'refused'; readonly finding: Finding } {
  if (isFile(`${wanted}.d.ts`) || isFile(wanted.replace(/\.js$/, '.d.ts'))) return { kind: 'types' }
  return { kind: 'refused', finding: absent(specifier, nameIn(ground, wanted)) }
}
