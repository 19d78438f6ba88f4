import { readdirSync, realpathSync } from 'node:fs'
import { join } from 'node:path'
import { isWithin } from '../../files/index.ts'
import {
  type Finding,
  findPackage,
  installedAt,
  internalTypes,
  isInstalled,
  type Resolver,
  splitSpecifier,
  type TypePlaces,
  typePlacesOf,
} from '../resolve/index.ts'
import { objectOf, readManifest } from '../resolve/manifest.ts'

/** Types of more files than this are not looked through. */
const mostFiles = 20_000

/**
 * Everything that the compiler may read for a name that is no path: all types in the package's folder, and in those of
 * what it depends on. Of the repository's own packages, which are looked through like the workspace, the places of what
 * is named. Or why it may not be imported.
 */
export function packageTypes(
  resolver: Resolver,
  path: string,
  specifier: string,
): { readonly packages: readonly string[] } | TypePlaces | Finding {
  const { ground, importerAt, resolve } = resolver
  const resolved = resolve(path, specifier)
  if (resolved.kind === 'refused' && resolved.finding.code !== 'package-refused') return resolved.finding
  if (specifier.startsWith('#')) {
    const internal = internalTypes(ground, importerAt(path), specifier)
    if (internal === undefined) return { packages: [] }
    return 'name' in internal ? packageTypes(resolver, path, internal.name) : internal
  }
  const { name } = splitSpecifier(specifier)
  const found = findPackage(ground, importerAt(path), name)
  if ('finding' in found) return found.finding
  if (!found.package.isInstalled) return typePlacesOf(found.package, specifier)
  const data = resolved.kind === 'module' && resolved.path.endsWith('.json') ? [resolved.path] : []
  return { packages: [...data, ...filesOf(resolver, path, name, found.package.folder)] }
}

function filesOf(resolver: Resolver, importer: string, name: string, folder: string): string[] {
  const folders = new Set([folder, ...typesFolder(resolver, importer, name)])
  const files: string[] = []
  // What a package depends on joins the end of the list while it is walked.
  for (const each of folders) {
    files.push(...typesIn(each))
    if (files.length > mostFiles) break
    for (const dependency of dependenciesOf(each)) {
      const within = join(each, 'package.json')
      const place = folderOf(resolver, within, dependency)
      for (const found of [...place, ...typesFolder(resolver, within, dependency)]) folders.add(found)
    }
  }
  return files
}

/** Where the community describes what a package does not: `@types/name`, `@types/scope__name`. */
function typesFolder(resolver: Resolver, importer: string, name: string): string[] {
  return folderOf(resolver, importer, `@types/${name.replace(/^@(.*)\//, '$1__')}`)
}

function folderOf({ ground, noteLink }: Resolver, importer: string, name: string): string[] {
  const place = installedAt(ground, importer, name)
  if (place === undefined) return []
  const folder = realpathSync(place)
  if (!isWithin(ground.boundary, folder) || !isInstalled(ground, folder)) return []
  noteLink({ place, folder })
  return [folder]
}

function dependenciesOf(folder: string): string[] {
  const manifest = readManifest(folder)
  return ['dependencies', 'peerDependencies', 'optionalDependencies'].flatMap((kind) =>
    Object.keys(objectOf(manifest?.[kind]) ?? {}),
  )
}

/** What decides types, links left out: the compiler is not to follow them, and what it reads over one is noticed. */
function typesIn(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name)
    if (entry.isDirectory()) return entry.name === 'node_modules' ? [] : typesIn(path)
    return entry.isFile() && /\.[mc]?tsx?$|^package\.json$/.test(entry.name) ? [path] : []
  })
}
