import { dirname } from 'node:path'
import { type Aliases, aliasTargets, readAliases } from './aliases.ts'
import { baseOf } from './find-file.ts'
import { declaredNames, type Importer, type Package, splitSpecifier } from './find-package.ts'
import { foldersUp, type Ground, groundOf } from './ground.ts'
import { type ResolvedImport, resolveImport } from './resolve-import.ts'

/** Resolves the imports of one workspace, and remembers which files belong to which package. */
export interface Resolver {
  readonly ground: Ground
  readonly aliases: Aliases
  /** What an import in the file at a real path means. */
  readonly resolve: (importer: string, specifier: string) => ResolvedImport
  /** False of a text that no import of the file can mean but a path; fast. */
  readonly mayName: (importer: string, text: string) => boolean
  /** True in a package, unless Node would take the file for a module of the language whatever it holds. */
  readonly mayBeCommonJs: (path: string) => boolean
  /** What has decided so far where imports lead: files beside modules, and links to packages. */
  readonly consulted: ReadonlySet<string>
  readonly links: ReadonlyMap<string, string>
  /** Where a package was found, and its real path. */
  readonly noteLink: (found: Pick<Package, 'place' | 'folder'>) => void
  readonly importerAt: (path: string) => Importer
  /** The folder below which no link leads to a file. */
  readonly baseOf: (path: string) => string
}

/** A resolver for the workspace at `root`, a real path. It knows the packages that it has come by. */
export function createResolver(root: string): Resolver {
  const ground = groundOf(root)
  const aliases = readAliases(ground)
  const packages = new Map<string, Package>()
  const consulted = new Set<string>()
  const declared = new Map<string, ReadonlySet<string>>()
  const links = new Map<string, string>()
  const importerAt = (path: string): Importer => {
    const folder =
      packages.size === 0 ? undefined : foldersUp(ground, dirname(path)).find((each) => packages.has(each))
    return { path, home: folder === undefined ? undefined : packages.get(folder) }
  }
  const noteLink: Resolver['noteLink'] = ({ place, folder }) => {
    if (place !== folder) links.set(place, folder)
  }
  return {
    ground,
    noteLink,
    aliases,
    consulted,
    links,
    importerAt,
    mayBeCommonJs: (path) => {
      const { home } = importerAt(path)
      if (home === undefined) return false
      return path.endsWith('.cjs') || (path.endsWith('.js') && home.manifest.type !== 'module')
    },
    mayName: (importer, text) => {
      if (text === 'appia') return false
      if (text.startsWith('#') || aliasTargets(aliases, text) !== undefined) return true
      const { path, home } = importerAt(importer)
      const folder = home?.folder ?? dirname(path)
      const names = declared.get(folder) ?? declaredNames(ground, { path, home })
      declared.set(folder, names)
      return names.has(splitSpecifier(text).name)
    },
    baseOf: (path) => baseOf(ground, importerAt(path)),
    resolve: (importer, specifier) => {
      const resolved = resolveImport(ground, aliases, importerAt(importer), specifier)
      if (resolved.kind === 'module' && resolved.home !== undefined)
        packages.set(resolved.home.folder, resolved.home)
      for (const path of resolved.consulted ?? []) consulted.add(path)
      if (resolved.found !== undefined) noteLink(resolved.found)
      return resolved
    },
  }
}
