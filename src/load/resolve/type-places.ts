import { join } from 'node:path'
import { isPath } from './find-file.ts'
import { type Importer, type Package, splitSpecifier } from './find-package.ts'
import type { Ground } from './ground.ts'
import { textIn } from './manifest.ts'
import { conditions, exportedTarget, importedTarget } from './package-exports.ts'
import { scopeOf } from './resolve-import.ts'

/** Paths at which the compiler looks for types, with endings of its own; and the package.json that names them. */
export interface TypePlaces {
  readonly wanted: readonly string[]
  readonly manifest: string
}

/** Where the types of a package lie, or of one of its entries. */
export function typePlacesOf({ folder, manifest }: Package, specifier: string): TypePlaces {
  const { entry } = splitSpecifier(specifier)
  const hasExports = manifest.exports !== undefined && manifest.exports !== null
  const target = hasExports ? exportedTarget(manifest.exports, entry, conditions.types) : undefined
  const named = hasExports ? [target] : entry === '.' ? mainPlaces(manifest) : [entry]
  const wanted = named.flatMap((each) => (each === undefined ? [] : [join(folder, each)]))
  return { wanted, manifest: join(folder, 'package.json') }
}

/** The next one counts where nothing lies at the one before. */
function mainPlaces(manifest: Package['manifest']): (string | undefined)[] {
  return [...['types', 'typings', 'main'].map((name) => textIn(manifest, name)), 'index']
}

/** Where the types behind `#name` lie, or the name of a package that it stands for; another `#name` it cannot be. */
export function internalTypes(
  ground: Ground,
  importer: Importer,
  specifier: string,
): TypePlaces | { readonly name: string } | undefined {
  const scope = scopeOf(ground, importer)
  const target = importedTarget(scope?.manifest.imports, specifier, conditions.types)
  if (scope === undefined || target === undefined || target.startsWith('#')) return undefined
  if (!isPath(target)) return { name: target }
  return { wanted: [join(scope.folder, target)], manifest: join(scope.folder, 'package.json') }
}
