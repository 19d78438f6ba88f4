import { existsSync, readdirSync, readFileSync, realpathSync, statSync } from 'node:fs'
import { join, posix, relative, sep } from 'node:path'
import { type SourceFile, sha256 } from '../model/index.ts'
import { resolveImport } from './bundle/resolve-import.ts'
import { packageFiles } from './package-files.ts'

/** What an evaluation depends on, as one key, and file by file. */
export interface Inputs {
  /** 64 hex digits; the same inputs give the same one, in whatever folder they lie. */
  readonly key: string
  /** Sorted by path relative to the workspace. */
  readonly sources: readonly SourceFile[]
}

/** What an evaluation reads; a type check reads `generated/ts` too. */
const evaluated = ['configs', 'schemas']

/**
 * Hashes everything that goes into an evaluation: these folders, what modules in them import from elsewhere in the
 * workspace, the tool as built and the line of Node.
 */
export async function inputsHash(
  directory: string,
  toolVersion: string,
  folders: readonly string[] = evaluated,
): Promise<Inputs> {
  const sources = existsSync(directory) ? hashSources(realpathSync(directory), folders) : []
  const node = process.versions.node.split('.')[0] as string
  const lines = [toolVersion, hashTool(), node, ...sources.map(({ file, sha256: hash }) => `${hash} ${file}`)]
  return { key: sha256(lines.join('\n')), sources }
}

function hashSources(root: string, folders: readonly string[]): SourceFile[] {
  const waiting = folders.flatMap((folder) => filesIn(root, folder))
  const inside = new Set(waiting)
  const hashes = new Map<string, string>()
  // Reading in turn is faster than asking for all at once: the files are small and mostly in memory.
  for (let file = waiting.pop(); file !== undefined; file = waiting.pop()) {
    if (hashes.has(file)) continue
    const content = contentOf(join(root, file))
    hashes.set(file, sha256(content))
    if (/\.[mc]?[jt]s$/.test(file))
      waiting.push(...importsBeyond({ root, inside }, file, content.toString('utf8')))
  }
  return [...hashes].sort(([a], [b]) => (a < b ? -1 : 1)).map(([file, hash]) => ({ file, sha256: hash }))
}

/** What cannot be read, or has more than 2 GiB, stands for itself by why: whoever needs it refuses it. */
function contentOf(path: string): Buffer {
  try {
    return readFileSync(path)
  } catch (error) {
    const { code = '' } = error as NodeJS.ErrnoException // fs throws nothing else
    return Buffer.from(`cannot be read: ${code}`)
  }
}

interface Found {
  readonly root: string
  /** Files that are hashed anyway. */
  readonly inside: ReadonlySet<string>
}

/** Other files that a module may import: whatever text in it is the path of one. */
function importsBeyond({ root, inside }: Found, file: string, text: string): string[] {
  return [...text.matchAll(/['"](\.{1,2}\/[^'"\n]*)['"]/g)].flatMap(([, specifier]) => {
    const imported = posix.join(posix.dirname(file), specifier as string)
    if (inside.has(imported) || inside.has(`${imported}.ts`)) return []
    const resolved = resolveImport(root, join(root, file), specifier as string)
    return resolved.kind === 'module' ? [relative(root, resolved.path).split(sep).join('/')] : []
  })
}

function filesIn(root: string, folder: string): string[] {
  if (!existsSync(join(root, folder))) return []
  return readdirSync(join(root, folder), { withFileTypes: true }).flatMap((entry) => {
    const path = `${folder}/${entry.name}`
    if (entry.name === 'node_modules' || entry.name.startsWith('.')) return []
    return entry.isDirectory() ? filesIn(root, path) : entry.isFile() || isFile(root, path) ? [path] : []
  })
}

/** A link may lead to nothing or to a folder; what it leads to is found when it is imported. */
function isFile(root: string, path: string): boolean {
  return statSync(join(root, path), { throwIfNoEntry: false })?.isFile() ?? false
}

function hashTool(): string {
  const { root } = packageFiles()
  const built = ['define.js', 'realm.js', 'evaluator.mjs']
    .map((name) => join(root, 'dist', name))
    .filter(existsSync)
  return sha256(built.map((file) => sha256(readFileSync(file))).join())
}
