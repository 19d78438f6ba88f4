import { existsSync, readdirSync, realpathSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'
import { isWithin, linkOn, readConfinedNow } from '../../files/index.ts'
import { type Diagnostic, type SourceFile, sha256 } from '../../model/index.ts'
import {
  aliasTargets,
  createResolver,
  type Finding,
  isFile,
  isPath,
  linked,
  nameIn,
  outside,
  type Resolver,
  refusedPath,
  wantedPath,
} from '../resolve/index.ts'
import { placeOf, sourceText } from '../sites.ts'
import { createFolderNames } from './folder-names.ts'
import { keepReferences, openReferences, referencesIn } from './known-references.ts'
import { packageTypes } from './package-types.ts'
import type { TypeReference } from './type-references.ts'

/** What a type check reads of the workspace. */
export interface TypeInputs {
  /** The real path of the workspace. */
  readonly root: string
  /** The modules in `configs/`, relative to `root`; the compiler is given these and finds the others. */
  readonly modules: readonly string[]
  /** All files, sorted by path. */
  readonly files: readonly SourceFile[]
  /** Names that stand for paths, absolute; those that lead out of the repository are left out. */
  readonly aliases: Readonly<Record<string, readonly string[]>>
  /** Links to packages, and their real paths. */
  readonly links: ReadonlyMap<string, string>
  /** What would lead the compiler out of the workspace; it must not see them then. */
  readonly diagnostics: readonly Diagnostic[]
}

/** Follows every reference from `configs/`, as widely as the compiler could, and refuses what leads out. */
export async function typeInputs(directory: string, toolVersion: string): Promise<TypeInputs> {
  const root = realpathSync(directory)
  const modules = linkOn(root, join(root, 'configs')) === undefined ? modulesIn(root, 'configs') : []
  const known = await openReferences(root, toolVersion)
  const resolver = createResolver(root)
  const look: Look = { resolver, mayBeThere: createFolderNames() }
  const packages = new Set<string>()
  const hashes = new Map<string, string>()
  const diagnostics: Diagnostic[] = []
  const waiting = [...modules]
  for (let file = waiting.pop(); file !== undefined; file = waiting.pop()) {
    if (hashes.has(file)) continue
    const path = join(root, file)
    const base = resolver.ground.boundary
    // In turn, which is faster than to ask for all at once: the files are small and mostly in memory.
    const text = readConfinedNow(base, relative(base, path))
    const hash = sha256(text)
    hashes.set(file, hash)
    // What a package's own types refer to is known without reading them: see package-types.ts.
    if (!/\.[mc]?tsx?$/.test(file) || packages.has(path)) continue
    const { references, diagnostics: broken } = await referencesIn(known, { file, text, hash })
    diagnostics.push(...broken)
    for (const reference of references) {
      const found = filesMeant(look, path, reference)
      if ('paths' in found) {
        for (const each of found.packages) packages.add(each)
        waiting.push(...[...found.paths, ...found.packages].map((each) => nameIn(resolver.ground, each)))
      } else {
        const at = placeOf(sourceText(file, text), reference.start, reference.end)
        diagnostics.push({ ...found, severity: 'error', at })
      }
    }
  }
  await keepReferences(known, root, toolVersion)
  const files = [...hashes].sort(([a], [b]) => (a < b ? -1 : 1))
  return {
    root,
    modules,
    files: files.map(([file, hash]) => ({ file, sha256: hash })),
    aliases: aliasesWithin(resolver),
    links: resolver.links,
    diagnostics,
  }
}

function aliasesWithin({ aliases, ground }: Resolver): TypeInputs['aliases'] {
  const within = [...aliases.patterns].map(([pattern, targets]) => {
    return [pattern, targets.filter((target) => isWithin(ground.boundary, target))] as const
  })
  return Object.fromEntries(within.filter(([, targets]) => targets.length > 0))
}

/** Links are none of them: what imports one is refused. */
function modulesIn(root: string, folder: string): string[] {
  if (!existsSync(join(root, folder))) return []
  return readdirSync(join(root, folder), { withFileTypes: true })
    .filter(({ name }) => name !== 'node_modules' && !name.startsWith('.'))
    .flatMap((entry) => {
      const path = `${folder}/${entry.name}`
      if (entry.isDirectory()) return modulesIn(root, path)
      return entry.isFile() && /\.m?ts$/.test(path) ? [path] : []
    })
    .sort()
}

/** Files that the compiler may open for a reference: real paths. */
interface Meant {
  readonly paths: readonly string[]
  /** Of packages, which hold all that they refer to. */
  readonly packages: readonly string[]
}

interface Look {
  readonly resolver: Resolver
  readonly mayBeThere: ReturnType<typeof createFolderNames>
}

/** All that the compiler might take a reference for, or why it must not look. */
function filesMeant(look: Look, path: string, { kind, name }: TypeReference): Meant | Finding {
  const { resolver } = look
  if (kind === 'types') return outside(name, 'a package')
  if (kind === 'import' && name === 'appia') return nothing
  // A reference to a path is relative, with a dot or without.
  const specifier = kind === 'path' && !/^\.{0,2}\//.test(name) ? `./${name}` : name
  if (isPath(specifier)) return filesAt(look, path, specifier, wantedPath(path, specifier))
  const targets = aliasTargets(resolver.aliases, specifier)
  for (const target of targets ?? []) {
    const meant = filesAt(look, path, specifier, target)
    if (!('paths' in meant) || meant.paths.length > 0) return meant
  }
  const found = packageTypes(resolver, path, specifier)
  if ('packages' in found) return { ...nothing, ...found }
  if (!('wanted' in found)) return found
  const paths = [found.manifest]
  for (const wanted of found.wanted) {
    const meant = filesAt(look, path, specifier, wanted)
    if (!('paths' in meant)) return meant
    paths.push(...meant.paths)
  }
  return { ...nothing, paths }
}

const nothing: Meant = { paths: [], packages: [] }

function filesAt(
  { resolver: { ground, importerAt }, mayBeThere }: Look,
  path: string,
  specifier: string,
  wanted: string,
): Meant | Finding {
  const refused = refusedPath(ground, importerAt(path), specifier, wanted)
  if (refused !== undefined) return refused
  // The compiler asks it which file is meant, and it may name any.
  const isThere = (each: string): boolean => mayBeThere(each) && isFile(each)
  if (isThere(join(wanted, 'package.json')))
    return {
      ...outside(specifier, 'a folder with a package.json'),
      help: 'name a file in it, or its package',
    }
  const meant = [...new Set(candidates(wanted))].filter(isThere)
  const link = meant.map((each) => linkOn(ground.boundary, each)).find((each) => each !== undefined)
  return link === undefined ? { paths: meant, packages: [] } : linked(specifier, link)
}

const typeEndings = ['.ts', '.tsx', '.d.ts', '.mts', '.d.mts', '.cts', '.d.cts']

/** `./a` is a.ts, a.d.ts, a/index.ts …; `./a.js` is that of `./a` too; `./a.json` may be a.d.json.ts. */
function candidates(wanted: string): string[] {
  const stem = wanted.replace(/\.[mc]?jsx?$/, '')
  const extension = /\.(\w+)$/.exec(wanted)
  return [
    wanted,
    ...[wanted, stem, join(wanted, 'index')].flatMap((base) => typeEndings.map((ending) => base + ending)),
    ...(extension === null
      ? []
      : [
          join(dirname(wanted), wanted.slice(dirname(wanted).length + 1, -extension[0].length)) +
            `.d.${extension[1]}.ts`,
        ]),
  ]
}
