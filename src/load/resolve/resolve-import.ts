import { dirname, isAbsolute, join, relative, sep } from 'node:path'
import { isWithin, linkOn } from '../../files/index.ts'
import { dataEndings } from '../data-files/read-data-file.ts'
import { type Aliases, aliasTargets } from './aliases.ts'
import { baseOf, fileAt, isFile, isPath, refusedPath, wantedPath, withoutFile } from './find-file.ts'
import { findPackage, type Importer, isPackageName, type Package, splitSpecifier } from './find-package.ts'
import { foldersUp, type Ground } from './ground.ts'
import { readManifest, textIn } from './manifest.ts'
import { conditions, exportedTarget, importedTarget } from './package-exports.ts'
import { absent, type Finding, foreignKind, linked, notModule, outside, refusedPackage } from './refusals.ts'

/** What an import means. */
export type ResolvedImport = (
  | { readonly kind: 'module'; readonly path: string; readonly home: Package | undefined }
  | { readonly kind: 'appia' }
  /** A file of types alone, which is gone before anything runs. */
  | { readonly kind: 'types' }
  | { readonly kind: 'refused'; readonly finding: Finding }
) & {
  /** Other files that it depends on. */
  readonly consulted?: readonly string[]
  /** The package by whose name it was found. */
  readonly found?: Package
}

const codeOrData = new RegExp(`\\.(m?[jt]s|${dataEndings.join('|')})$`)

/** Resolves an import: files of the workspace and the repository around it, aliases, packages that are pinned, and "appia". */
export function resolveImport(
  ground: Ground,
  aliases: Aliases,
  importer: Importer,
  specifier: string,
): ResolvedImport {
  if (specifier === 'appia') return { kind: 'appia' }
  if (isPath(specifier)) return resolvePath(ground, importer, specifier, wantedPath(importer.path, specifier))
  const aliased = importer.home === undefined ? resolveAlias(ground, aliases, importer, specifier) : undefined
  if (aliased?.kind === 'module' || aliased?.kind === 'types') return aliased
  const kind = foreignKind(specifier)
  if (kind !== undefined) return aliased ?? { kind: 'refused', finding: outside(specifier, kind) }
  if (specifier.startsWith('#')) return resolveInternal(ground, importer, specifier)
  const resolved = resolvePackage(ground, importer, specifier)
  return resolved.kind === 'refused' && aliased !== undefined ? aliased : resolved
}

function resolvePath(ground: Ground, importer: Importer, specifier: string, wanted: string): ResolvedImport {
  const refused = refusedPath(ground, importer, specifier, wanted)
  if (refused !== undefined) return { kind: 'refused', finding: refused }
  if (wanted.endsWith('.d.ts')) return { kind: 'types' }
  const path = fileAt(wanted)
  if (path === undefined) return withoutFile(ground, wanted, specifier)
  return moduleAt(baseOf(ground, importer), path, specifier, importer.home)
}

function moduleAt(base: string, path: string, specifier: string, home: Package | undefined): ResolvedImport {
  const link = linkOn(base, path)
  if (link !== undefined) return { kind: 'refused', finding: linked(specifier, link) }
  return codeOrData.test(path) || (home !== undefined && path.endsWith('.cjs'))
    ? { kind: 'module', path, home }
    : { kind: 'refused', finding: notModule(specifier, path) }
}

/** The first target of an alias that is there; otherwise why not. Undefined where the name is no alias. */
function resolveAlias(
  ground: Ground,
  aliases: Aliases,
  importer: Importer,
  specifier: string,
): ResolvedImport | undefined {
  const targets = aliasTargets(aliases, specifier)
  if (targets === undefined) return undefined
  let first: ResolvedImport | undefined
  for (const target of targets) {
    const resolved = { ...resolvePath(ground, importer, specifier, target), consulted: aliases.files }
    if (resolved.kind !== 'refused' || resolved.finding.code !== 'module-not-found') return resolved
    first ??= resolved
  }
  return first
}

/** `#name` is what `imports` of the nearest package.json says. */
function resolveInternal(ground: Ground, importer: Importer, specifier: string): ResolvedImport {
  const scope = scopeOf(ground, importer)
  const target = importedTarget(scope?.manifest.imports, specifier, conditions.values)
  if (scope === undefined || target === undefined)
    return { kind: 'refused', finding: outside(specifier, 'a name that "imports" of no package.json has') }
  const { folder } = scope
  const consulted = [join(folder, 'package.json')]
  if (!isPath(target)) {
    const found = foreignKind(target)
    if (found !== undefined) return { kind: 'refused', finding: outside(target, found), consulted }
    const resolved = resolvePackage(ground, importer, target)
    return { ...resolved, consulted: [...consulted, ...(resolved.consulted ?? [])] }
  }
  return { ...resolvePath(ground, importer, specifier, join(folder, target)), consulted }
}

/** The package, or the folder with a package.json, that a file is of. */
export function scopeOf(
  ground: Ground,
  { path, home }: Importer,
): Pick<Package, 'folder' | 'manifest'> | undefined {
  if (home !== undefined) return home
  for (const folder of foldersUp(ground, dirname(path))) {
    const manifest = readManifest(folder)
    if (manifest !== undefined) return { folder, manifest }
  }
  return undefined
}

function resolvePackage(ground: Ground, importer: Importer, specifier: string): ResolvedImport {
  const { name, entry } = splitSpecifier(specifier)
  if (!isPackageName(name)) return { kind: 'refused', finding: outside(specifier, 'no name of a package') }
  const found = findPackage(ground, importer, name)
  const { consulted } = found
  if ('finding' in found) return { kind: 'refused', finding: found.finding, consulted }
  return { ...entryOf(ground, found.package, specifier, entry), consulted, found: found.package }
}

/** The module of a package that an import means. */
function entryOf(ground: Ground, { ...found }: Package, specifier: string, entry: string): ResolvedImport {
  const home = found.isInstalled ? found : undefined
  const { folder, manifest } = found
  const hasExports = manifest.exports !== undefined && manifest.exports !== null
  const target = hasExports ? runnableTarget(manifest.exports, entry) : undefined
  if (hasExports && target === undefined)
    return {
      kind: 'refused',
      finding: isTypesOnly(found, entry) ? typesOnly(specifier) : notExported(specifier),
    }
  const wanted = join(folder, target ?? (entry === '.' ? mainOf(found) : entry))
  if (!isInside(folder, wanted))
    return { kind: 'refused', finding: outside(specifier, 'a path outside its package') }
  const refused = home === undefined ? refusedPath(ground, { home }, specifier, wanted) : undefined
  if (refused !== undefined) return { kind: 'refused', finding: refused }
  const path = hasExports ? (isFile(wanted) ? wanted : undefined) : fileAt(wanted)
  if (path !== undefined && !/\.d\.[mc]?ts$/.test(path)) return moduleAt(folder, path, specifier, home)
  const finding =
    path !== undefined || isTypesOnly(found, entry)
      ? typesOnly(specifier)
      : missingEntry(ground, specifier, wanted)
  return { kind: 'refused', finding }
}

/** Modules of the language before those of CommonJS. */
function runnableTarget(exports: unknown, entry: string): string | undefined {
  return (
    exportedTarget(exports, entry, conditions.values) ?? exportedTarget(exports, entry, conditions.commonJs)
  )
}

/** In an own package of the repository, what lies in its packages is not its own. */
function isInside(folder: string, path: string): boolean {
  return isWithin(folder, path) && !relative(folder, path).split(sep).includes('node_modules')
}

function mainOf({ manifest }: Package): string {
  const named = textIn(manifest, 'module') ?? textIn(manifest, 'main') ?? 'index.js'
  return isAbsolute(named) || named === '' ? 'index.js' : named
}

function isTypesOnly({ manifest, folder }: Package, entry: string): boolean {
  if (manifest.exports !== undefined && manifest.exports !== null)
    return exportedTarget(manifest.exports, entry, conditions.types) !== undefined
  if (entry !== '.') return isFile(join(folder, `${entry}.d.ts`))
  return (
    (textIn(manifest, 'types') ?? textIn(manifest, 'typings')) !== undefined ||
    isFile(join(folder, 'index.d.ts'))
  )
}

function typesOnly(specifier: string): Finding {
  return refusedPackage(`"${specifier}" has types and nothing that runs`, 'write: import type')
}

function notExported(specifier: string): Finding {
  return refusedPackage(
    `"${specifier}" is not exported: package.json of the package has no such entry that can be imported without Node`,
  )
}

function missingEntry(ground: Ground, specifier: string, wanted: string): Finding {
  return absent(specifier, relative(ground.root, wanted).split(sep).join('/'))
}
