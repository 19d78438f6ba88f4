import { realpathSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { isWithin } from '../../files/index.ts'
import { foldersUp, type Ground, isInstalled } from './ground.ts'
import { type Manifest, objectOf, readManifest, textIn } from './manifest.ts'
import { pinOf } from './pins.ts'
import { type Finding, outside, refusedPackage } from './refusals.ts'

/** A package that may be imported. */
export interface Package {
  readonly name: string
  /** Its real path; what it imports by path lies in it. */
  readonly folder: string
  readonly manifest: Manifest
  /** Where it was found, before links are resolved. */
  readonly place: string
  /** False for one of the repository's own, which a link leads to. */
  readonly isInstalled: boolean
}

/** Who imports: a file, and the package that it is of unless it is the repository's own. */
export interface Importer {
  readonly path: string
  readonly home: Package | undefined
}

/** A package, with the files that had a part in finding it; or why it may not be imported. */
export type FoundPackage =
  | { readonly package: Package; readonly consulted: readonly string[] }
  | { readonly finding: Finding; readonly consulted: readonly string[] }

const kinds = ['dependencies', 'devDependencies', 'optionalDependencies', 'peerDependencies']

/** `name` and `@scope/name` of an import, and what of the package is meant: `.` or `./path`. */
export function splitSpecifier(specifier: string): { readonly name: string; readonly entry: string } {
  const parts = specifier.split('/')
  const length = specifier.startsWith('@') ? 2 : 1
  return {
    name: parts.slice(0, length).join('/'),
    entry: ['.', ...parts.slice(length)].join('/'),
  }
}

/** True of the names that npm takes. */
export function isPackageName(name: string): boolean {
  return /^(?:@[\w.~-]+\/)?[\w~-][\w.~-]*$/.test(name) && !name.endsWith('node_modules')
}

/** Finds the package of that name as Node does, in `node_modules` of each folder above; it must be declared and pinned. */
export function findPackage(ground: Ground, importer: Importer, name: string): FoundPackage {
  if (importer.home !== undefined && textIn(importer.home.manifest, 'name') === name)
    return { package: importer.home, consulted: [] }
  const declared = declarationOf(ground, importer, name)
  if (declared === undefined) return { finding: undeclared(importer, name), consulted: [] }
  const place = installedAt(ground, importer.path, name)
  const manifest = place === undefined ? undefined : readManifest(realpathSync(place))
  if (place === undefined || manifest === undefined) return refused(declared, notInstalled(name))
  const folder = realpathSync(place)
  const consulted = [...declared.files, join(folder, 'package.json')]
  const found = { name, folder, place, manifest, isInstalled: isInstalled(ground, folder) }
  if (!isWithin(ground.boundary, folder)) return { finding: leadsOut(ground, name), consulted }
  if (!found.isInstalled) return { package: found, consulted }
  const version = textIn(manifest, 'version') ?? 'no version'
  const pin = pinOf(ground, { name, wanted: declared.wanted, version, place })
  if ('flaw' in pin)
    return { finding: refusedPackage(`"${name}" is not pinned: ${pin.flaw}`, pin.help), consulted }
  return { package: found, consulted: [...consulted, ...(pin.lockfile === undefined ? [] : [pin.lockfile])] }
}

interface Declaration {
  readonly wanted: string
  readonly files: readonly string[]
}

/** The range that a package.json gives: that of the package itself, or of a folder above a file of the repository. */
function declarationOf(ground: Ground, { path, home }: Importer, name: string): Declaration | undefined {
  const folders = home === undefined ? foldersUp(ground, dirname(path)) : [home.folder]
  for (const folder of folders) {
    const manifest = folder === home?.folder ? home.manifest : readManifest(folder)
    for (const kind of kinds) {
      const listed = objectOf(manifest?.[kind])
      const wanted = listed !== undefined && Object.hasOwn(listed, name) ? listed[name] : undefined
      if (typeof wanted === 'string') return { wanted, files: [join(folder, 'package.json')] }
    }
  }
  return undefined
}

/** All names that a package.json gives a range for, for whoever imports from there. */
export function declaredNames(ground: Ground, { path, home }: Importer): ReadonlySet<string> {
  const folders = home === undefined ? foldersUp(ground, dirname(path)) : [home.folder]
  const manifests = home === undefined ? folders.map(readManifest) : [home.manifest]
  const listed = manifests.flatMap((each) => kinds.map((kind) => objectOf(each?.[kind]) ?? {}))
  return new Set([textIn(home?.manifest, 'name') ?? '', ...listed.flatMap((each) => Object.keys(each))])
}

/** Where a package manager has put a package, before links are resolved. */
export function installedAt(ground: Ground, importer: string, name: string): string | undefined {
  return foldersUp(ground, dirname(importer))
    .filter((folder) => basename(folder) !== 'node_modules')
    .map((folder) => join(folder, 'node_modules', name))
    .find((place) => isFolder(place))
}

function isFolder(place: string): boolean {
  try {
    return readManifest(realpathSync(place)) !== undefined
  } catch {
    return false // not there, a circle of links
  }
}

function undeclared({ home }: Importer, name: string): Finding {
  if (home !== undefined)
    return refusedPackage(`"${name}" is a package that package.json of ${home.name} does not name`)
  return {
    code: 'import-outside-workspace',
    message: `"${name}" is a package that no package.json of the workspace names`,
    help: `npm install --save-exact ${name}`,
  }
}

function notInstalled(name: string): Finding {
  return refusedPackage(`"${name}" is in package.json and not installed`, 'install what it names: npm ci')
}

function leadsOut(ground: Ground, name: string): Finding {
  const around = ground.boundary === ground.root ? 'workspace' : 'repository'
  return outside(name, `a link that leads out of the ${around}`)
}

function refused({ files }: Declaration, finding: Finding): FoundPackage {
  return { finding, consulted: files }
}
