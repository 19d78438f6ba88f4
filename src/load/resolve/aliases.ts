import { realpathSync } from 'node:fs'
import { dirname, isAbsolute, join } from 'node:path'
import { isWithin } from '../../files/index.ts'
import { blankComments } from '../../formats/index.ts'
import { isFile } from './find-file.ts'
import { foldersUp, type Ground } from './ground.ts'
import { type Manifest, objectOf, parseObject, readPlainFile, textIn } from './manifest.ts'
import { starOf } from './package-exports.ts'

/** What `paths` and `baseUrl` of the workspace's tsconfig.json, and of what it extends, say. */
export interface Aliases {
  /** Absolute targets by pattern, those of `baseUrl` behind them. */
  readonly patterns: ReadonlyMap<string, readonly string[]>
  /** The files that say it, absolute. */
  readonly files: readonly string[]
}

interface Settings {
  readonly baseUrl?: string
  readonly paths?: { readonly from: string; readonly table: Manifest }
}

const mostExtended = 20

/** Reads them; none where there is no tsconfig.json, or one that is no JSON with comments. */
export function readAliases(ground: Ground): Aliases {
  const files: string[] = []
  const { baseUrl, paths } = settingsOf(ground, join(ground.root, 'tsconfig.json'), files)
  const patterns = new Map<string, readonly string[]>()
  const inBase = (pattern: string): string[] => (baseUrl === undefined ? [] : [join(baseUrl, pattern)])
  for (const [pattern, targets] of Object.entries(paths?.table ?? {})) {
    if (pattern.split('*').length > 2 || !Array.isArray(targets)) continue
    const named = targets.filter((target): target is string => typeof target === 'string')
    const from = baseUrl ?? paths?.from ?? ''
    const absolute = named.map((target) => (isAbsolute(target) ? target : join(from, target)))
    patterns.set(pattern, [...absolute, ...inBase(pattern)])
  }
  if (baseUrl !== undefined && !patterns.has('*')) patterns.set('*', inBase('*'))
  return { patterns, files }
}

/** Absolute paths, without endings, that an alias leads to; undefined where the name is none. */
export function aliasTargets({ patterns }: Aliases, specifier: string): readonly string[] | undefined {
  const exact = patterns.get(specifier)
  if (exact !== undefined && !specifier.includes('*')) return exact
  const [best] = [...patterns.keys()]
    .filter((pattern) => starOf(pattern, specifier) !== undefined)
    .sort((a, b) => b.indexOf('*') - a.indexOf('*'))
  if (best === undefined) return undefined
  const star = starOf(best, specifier) ?? ''
  // What stands for the star may climb: only as a plain path can it be told where it ends.
  return patterns.get(best)?.map((target) => join(target.replace('*', () => star)))
}

/** What a file says; what it does not say, the last of those that it extends says. */
function settingsOf(ground: Ground, file: string, files: string[]): Settings {
  if (files.length >= mostExtended || files.includes(file) || !isWithin(ground.boundary, file)) return {}
  const text = readPlainFile(file)
  const project = text === undefined ? undefined : parseObject(blankComments(text).text)
  if (project === undefined) return {}
  files.push(file)
  const extended = [project.extends].flat().filter((each): each is string => typeof each === 'string')
  const inherited = extended.map((each) => extendedSettings(ground, file, each, files))
  const options = objectOf(project.compilerOptions)
  const baseUrl = textIn(options, 'baseUrl')
  const table = objectOf(options?.paths)
  const own: Settings = {
    ...(baseUrl !== undefined && { baseUrl: join(dirname(file), baseUrl) }),
    ...(table !== undefined && { paths: { from: dirname(file), table } }),
  }
  return Object.assign({}, ...inherited, own) as Settings
}

/** `extends` names a file, with or without its ending, or a package's. */
function extendedSettings(ground: Ground, file: string, name: string, files: string[]): Settings {
  const isPath = name.startsWith('.') || isAbsolute(name)
  const bases = isPath
    ? [isAbsolute(name) ? name : join(dirname(file), name)]
    : foldersUp(ground, dirname(file)).map((folder) => join(folder, 'node_modules', name))
  const found = bases
    .flatMap((base) => [base, `${base}.json`, join(base, 'tsconfig.json')])
    .find((path) => isFile(path))
  // A package's folder may be a link.
  return found === undefined ? {} : settingsOf(ground, realpathSync(found), files)
}
