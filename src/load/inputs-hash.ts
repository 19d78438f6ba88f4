import { createHash } from 'node:crypto'
import {
  closeSync,
  constants,
  existsSync,
  lstatSync,
  openSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  readSync,
  realpathSync,
} from 'node:fs'
import { join, posix, relative } from 'node:path'
import { linkOn } from '../files/index.ts'
import { type SourceFile, sha256 } from '../model/index.ts'
import { packageFiles } from './package-files.ts'
import { copyWorkspace, createResolver, isPath, nameIn, type Resolver } from './resolve/index.ts'
import type { TypeInputs } from './types/type-inputs.ts'

/** What an evaluation depends on, as one key, and file by file. */
export interface Inputs {
  /** 64 hex digits; the same inputs give the same one, in whatever folder they lie. */
  readonly key: string
  /** Sorted by path relative to the workspace. */
  readonly sources: readonly SourceFile[]
  /** Links to packages that imports lead over, and their real paths. */
  readonly links: ReadonlyMap<string, string>
}

/** What an evaluation reads, and what is imported from there. */
const folders = ['configs', 'schemas']

/**
 * Hashes everything that goes into an evaluation: these folders, what modules in them import from elsewhere in the
 * workspace, the tool as built and the line of Node.
 */
export async function inputsHash(directory: string, toolVersion: string): Promise<Inputs> {
  const found = existsSync(directory)
    ? hashSources(realpathSync(directory))
    : { sources: [], links: new Map() }
  return { ...found, key: keyOf(found.sources, toolVersion) }
}

/** The very version of Node, which brings its own Unicode: for keys of what depends on that. */
export function nodeVersion(): string {
  return process.versions.node
}

/** Copies inputs, by their names, into a folder; gives the workspace in the copy, which means the same. */
export async function copyInputs(
  directory: string,
  { files, links }: Pick<Inputs, 'links'> & { readonly files: readonly string[] },
  into: string,
): Promise<string> {
  const { ground } = createResolver(realpathSync(directory))
  const paths = new Set(files.map((file) => join(ground.root, file)))
  return await copyWorkspace(ground, { files: paths, links }, into)
}

/** The key of everything that goes into a type check: every file that the compiler may open, the tool and the line of Node. */
export function typeInputsKey({ root, files, aliases }: TypeInputs, toolVersion: string): string {
  const key = keyOf(files, toolVersion)
  // Where none is, the key is that of the files.
  return Object.keys(aliases).length === 0 ? key : sha256(JSON.stringify([key, nameAll(root, aliases)]))
}

/** The same in whatever folder the workspace lies. */
function nameAll(root: string, aliases: TypeInputs['aliases']): object {
  const named = Object.entries(aliases).map(([pattern, targets]) => [
    pattern,
    targets.map((target) => relative(root, target)),
  ])
  return Object.fromEntries(named) as object
}

function keyOf(sources: readonly SourceFile[], toolVersion: string): string {
  const node = process.versions.node.split('.')[0] as string
  // As JSON, in which no name can look like two lines.
  return sha256(JSON.stringify([toolVersion, hashTool(), node, sources]))
}

function hashSources(root: string): Pick<Inputs, 'sources' | 'links'> {
  const waiting = folders.flatMap((folder) => filesIn(root, folder))
  const resolver = createResolver(root)
  const found: Found = { root, inside: new Set(waiting), resolver }
  const hashes = new Map<string, string>()
  // Reading in turn is faster than asking for all at once: the files are small and mostly in memory.
  for (let file = waiting.pop(); file !== undefined; file = waiting.pop()) {
    if (hashes.has(file)) continue
    if (!/\.[mc]?[jt]s$/.test(file)) {
      hashes.set(file, hashInPieces(root, file) ?? sha256(contentOf(root, file)))
      continue
    }
    const content = contentOf(root, file)
    hashes.set(file, sha256(content))
    waiting.push(...importsBeyond(found, file, content.toString('utf8')))
  }
  for (const path of resolver.consulted) {
    const file = nameIn(resolver.ground, path)
    hashes.set(file, sha256(contentOf(root, file)))
  }
  const sorted = [...hashes].sort(([a], [b]) => (a < b ? -1 : 1))
  return { sources: sorted.map(([file, hash]) => ({ file, sha256: hash })), links: resolver.links }
}

/** Bytes of a file that are hashed at a time. */
const pieceBytes = 1024 * 1024

/** The hash of a file that is larger than a piece, whose contents need no place in memory; undefined of whatever else. */
function hashInPieces(root: string, file: string): string | undefined {
  const path = join(root, file)
  const found = lstatSync(path, { throwIfNoEntry: false })
  if (!found?.isFile() || found.size <= pieceBytes || found.size > 2 ** 31) return undefined
  try {
    if (linkOn(root, path) !== undefined) return undefined
    const descriptor = openSync(path, constants.O_RDONLY | constants.O_NOFOLLOW)
    try {
      const hash = createHash('sha256')
      const piece = Buffer.allocUnsafe(pieceBytes)
      for (let read = 0; ; ) {
        read = readSync(descriptor, piece, 0, pieceBytes, null)
        if (read === 0) return hash.digest('hex')
        hash.update(piece.subarray(0, read))
      }
    } finally {
      closeSync(descriptor)
    }
  } catch {
    return undefined // what cannot be read stands for itself by why
  }
}

/** A link, what is no file, cannot be read or has more than 2 GiB stands for itself by why: whoever needs it refuses it. */
function contentOf(root: string, file: string): Buffer {
  try {
    const link = linkOn(root, join(root, file))
    if (link !== undefined) return Buffer.from(`link to ${readlinkSync(join(root, link))}`)
    const path = join(root, file)
    return lstatSync(path).isFile() ? readFileSync(path) : Buffer.from('no file')
  } catch (error) {
    const { code = '' } = error as NodeJS.ErrnoException // fs throws nothing else
    return Buffer.from(`cannot be read: ${code}`)
  }
}

interface Found {
  readonly root: string
  /** Files that are hashed anyway. */
  readonly inside: ReadonlySet<string>
  readonly resolver: Resolver
}

/**
 * Other files that a module may import: whatever text in it, in quotes of either kind, is the path or name of one. Every
 * quote is looked at as the first of a pair: which one really is, only a parser knows. (Escapes are refused in an import.)
 */
function importsBeyond(found: Found, file: string, text: string): string[] {
  const { root, inside, resolver } = found
  const quoted = new Set(
    [...text.matchAll(/(?=(['"])((?:(?!\1)[^\n])*)\1)/g)].map(([, , each]) => each as string),
  )
  return [...quoted].flatMap((specifier) => {
    if (isPath(specifier)) {
      const wanted = posix.join(posix.dirname(file), specifier)
      if (inside.has(wanted) || inside.has(`${wanted}.ts`)) return []
    } else if (!resolver.mayName(join(root, file), specifier)) return []
    const resolved = resolver.resolve(join(root, file), specifier)
    return resolved.kind === 'module' ? [nameIn(resolver.ground, resolved.path)] : []
  })
}

/** All that is not a folder with something in it: what stands in the place of a file makes a difference too. */
function filesIn(root: string, folder: string): string[] {
  const found = lstatSync(join(root, folder), { throwIfNoEntry: false })
  if (found === undefined) return []
  if (!found.isDirectory()) return [folder]
  const entries = readdirSync(join(root, folder), { withFileTypes: true })
  if (entries.length === 0) return [folder]
  return entries.flatMap((entry) => {
    const path = `${folder}/${entry.name}`
    if (entry.name === 'node_modules' || entry.name.startsWith('.')) return []
    return entry.isDirectory() ? filesIn(root, path) : [path]
  })
}

function hashTool(): string {
  const { root } = packageFiles()
  const built = ['prelude.json', 'evaluator.mjs'].map((name) => join(root, 'dist', name)).filter(existsSync)
  return sha256(built.map((file) => sha256(readFileSync(file))).join())
}
