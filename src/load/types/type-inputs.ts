import { existsSync, readdirSync, realpathSync } from 'node:fs'
import { dirname, join, relative, sep } from 'node:path'
import { linkOn, readConfined } from '../../files/index.ts'
import { type Diagnostic, type SourceFile, sha256 } from '../../model/index.ts'
import { type Finding, isFile, linked, outside, refusedImport, wantedPath } from '../bundle/resolve-import.ts'
import { placeOf, sourceText } from '../sites.ts'
import { keepReferences, openReferences, referencesIn } from './known-references.ts'
import type { TypeReference } from './type-references.ts'

/** What a type check reads of the workspace. */
export interface TypeInputs {
  /** The real path of the workspace. */
  readonly root: string
  /** The modules in `configs/`, relative to `root`; the compiler is given these and finds the others. */
  readonly modules: readonly string[]
  /** All files, sorted by path. */
  readonly files: readonly SourceFile[]
  /** What would lead the compiler out of the workspace; it must not see them then. */
  readonly diagnostics: readonly Diagnostic[]
}

/** Follows every reference from `configs/`, as widely as the compiler could, and refuses what leads out. */
export async function typeInputs(directory: string, toolVersion: string): Promise<TypeInputs> {
  const root = realpathSync(directory)
  const modules = linkOn(root, join(root, 'configs')) === undefined ? modulesIn(root, 'configs') : []
  const known = await openReferences(root, toolVersion)
  const hashes = new Map<string, string>()
  const diagnostics: Diagnostic[] = []
  const waiting = [...modules]
  for (let file = waiting.pop(); file !== undefined; file = waiting.pop()) {
    if (hashes.has(file)) continue
    const text = await readConfined(root, file)
    const hash = sha256(text)
    hashes.set(file, hash)
    if (!/\.[mc]?tsx?$/.test(file)) continue
    const { references, diagnostics: broken } = await referencesIn(known, { file, text, hash })
    diagnostics.push(...broken)
    for (const reference of references) {
      const found = filesMeant(root, file, reference)
      if (Array.isArray(found)) waiting.push(...found)
      else {
        const at = placeOf(sourceText(file, text), reference.start, reference.end)
        diagnostics.push({ ...found, severity: 'error', at })
      }
    }
  }
  await keepReferences(known, root, toolVersion)
  const files = [...hashes].sort(([a], [b]) => (a < b ? -1 : 1))
  return { root, modules, files: files.map(([file, hash]) => ({ file, sha256: hash })), diagnostics }
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

/** All that the compiler might take a reference for, or why it must not look. */
function filesMeant(root: string, file: string, { kind, name }: TypeReference): string[] | Finding {
  if (kind === 'types') return outside(name, 'a package')
  if (kind === 'import' && name === 'appia') return []
  const importer = join(root, file)
  // A reference to a path is relative, with a dot or without.
  const specifier = kind === 'path' && !/^\.{0,2}\//.test(name) ? `./${name}` : name
  const refused = refusedImport(root, importer, specifier)
  if (refused !== undefined) return refused
  const wanted = wantedPath(importer, specifier)
  // The compiler asks it which file is meant, and it may name any.
  if (isFile(join(wanted, 'package.json'))) return outside(name, 'a folder with a package.json')
  const meant = [...new Set(candidates(wanted))].filter(isFile)
  const link = meant.map((path) => linkOn(root, path)).find((each) => each !== undefined)
  if (link !== undefined) return linked(name, link)
  return meant.map((path) => relative(root, path).split(sep).join('/'))
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
