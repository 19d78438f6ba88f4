import { readFile } from 'node:fs/promises'
import { dirname, join, relative, sep } from 'node:path'
import type { OnLoadResult, OnResolveResult, PartialMessage, Plugin } from 'esbuild'
import type { Diagnostic } from '../../model/index.ts'
import { type ImportedName, type ImportTarget, instrumentModule } from '../instrument/instrument-module.ts'
import type { PackageFiles } from '../package-files.ts'
import { createSiteTable, type SiteTable, sourceText } from '../sites.ts'
import { instrumentJson } from './instrument-json.ts'
import { isWithin, type ResolvedImport, resolveImport } from './resolve-import.ts'

/** One script for the hermetic context, or why there is none. */
export interface Bundle {
  readonly script: string
  readonly table: SiteTable
  /** Real paths of the author's modules in it. */
  readonly modules: readonly string[]
  readonly diagnostics: readonly Diagnostic[]
}

/** Instruments and bundles everything that `configs/index.ts` imports. `root` is the real path of the workspace. */
export async function bundleWorkspace(root: string, files: PackageFiles): Promise<Bundle> {
  const { build } = await import('esbuild')
  const work: Work = {
    root,
    files,
    table: createSiteTable(),
    diagnostics: [],
    imports: new Map(),
    numbers: new Map(),
  }
  const result = await build({
    stdin: { contents: entryOf(root), resolveDir: root, sourcefile: entryName, loader: 'js' },
    absWorkingDir: root,
    bundle: true,
    write: false,
    format: 'iife',
    globalName: 'appiaBundle',
    // Modules are strict, a script is not.
    banner: { js: '"use strict";' },
    platform: 'neutral',
    target: 'es2023',
    tsconfigRaw: {},
    logLevel: 'silent',
    plugins: [workspacePlugin(work)],
  }).catch((failure: { errors?: PartialMessage[] }) => failure)
  const { table, diagnostics } = work
  const modules = [...work.numbers.keys()]
    .filter((path) => isWithin(root, path) && !isOurs(work, path))
    .sort()
  if (diagnostics.length > 0) return { script: '', table, modules, diagnostics }
  if (!('outputFiles' in result))
    return { script: '', table, modules, diagnostics: buildErrors(work, result.errors) }
  return { script: result.outputFiles?.[0]?.text ?? '', table, modules, diagnostics }
}

interface Work {
  readonly root: string
  readonly files: PackageFiles
  readonly table: SiteTable
  readonly diagnostics: Diagnostic[]
  /** Names that each module imports, by its path relative to the workspace. */
  readonly imports: Map<string, readonly ImportedName[]>
  /** Numbers of modules by path. */
  readonly numbers: Map<string, number>
}

const entryName = 'appia:entry'

function entryOf(root: string): string {
  return `export { evaluate, lastSiteNumber } from 'appia:tracking'
export const load = () => require(${JSON.stringify(join(root, 'configs/index.ts'))})`
}

function workspacePlugin(work: Work): Plugin {
  return {
    name: 'workspace',
    setup(build) {
      build.onResolve({ filter: /.*/ }, ({ path, importer }) => resolve(work, importer, path))
      build.onLoad({ filter: /.*/, namespace: 'appia-absent' }, () => ({
        // what our own nouns use of Node, and config modules must not have
        contents: 'export const createHash = undefined, gunzipSync = undefined, gzipSync = undefined',
      }))
      build.onLoad({ filter: /.*/, namespace: 'appia-refused' }, () => ({ contents: 'export {}' }))
      build.onLoad({ filter: /.*/ }, ({ path }) => load(work, path))
    },
  }
}

function resolve(work: Work, importer: string, specifier: string): OnResolveResult {
  if (specifier === 'appia:tracking') return { path: work.files.realm }
  if (importer.endsWith(entryName)) return { path: specifier }
  if (isOurs(work, importer)) return resolveOwn(importer, specifier)
  const resolved = resolveImport(work.root, importer, specifier)
  if (resolved.kind === 'appia') return { path: work.files.define }
  return resolved.kind === 'module'
    ? { path: resolved.path }
    : { path: specifier, namespace: 'appia-refused' }
}

/** Our own code imports nothing that it needs in the context but itself. */
function resolveOwn(importer: string, specifier: string): OnResolveResult {
  if (specifier.startsWith('.')) return { path: join(dirname(importer), specifier), sideEffects: false }
  return { path: specifier, namespace: 'appia-absent', sideEffects: false }
}

function isOurs({ files, root }: Work, path: string): boolean {
  if (isWithin(join(root, 'configs'), path)) return false
  return isWithin(join(files.root, 'src'), path) || isWithin(join(files.root, 'dist'), path)
}

/** The authoring API is instrumented too, so that what it hands on keeps its origin. */
function isAuthoring({ files }: Work, path: string): boolean {
  return path === files.define || isWithin(join(files.root, 'src/define'), path)
}

async function load(work: Work, path: string): Promise<OnLoadResult> {
  const raw = await readFile(path, 'utf8')
  const isInternal = isOurs(work, path)
  if (isInternal && !isAuthoring(work, path)) return { contents: raw, loader: 'ts' }
  const source = sourceText(relative(work.root, path).split(sep).join('/'), raw)
  const number = numberOf(work, path)
  const instrument = path.endsWith('.json') ? instrumentJson : instrumentModule
  const { code, imports, diagnostics } = await instrument(source, {
    table: work.table,
    number,
    isInternal,
    resolve: (specifier) => targetOf(work, isInternal, resolveImport(work.root, path, specifier)),
  })
  work.imports.set(source.file, imports)
  work.diagnostics.push(...diagnostics)
  return { contents: code, loader: 'ts' }
}

function numberOf({ numbers }: Work, path: string): number {
  const number = numbers.get(path) ?? numbers.size + 1
  numbers.set(path, number)
  return number
}

function targetOf(work: Work, isInternal: boolean, resolved: ResolvedImport): ImportTarget {
  if (isInternal || resolved.kind === 'appia' || resolved.kind === 'types') return { kind: 'plain' }
  if (resolved.kind === 'module') return { kind: 'tracked', number: numberOf(work, resolved.path) }
  return { kind: 'refused', finding: resolved.finding }
}

/** What only the bundler sees: a name that the other module does not export. */
function buildErrors(work: Work, errors: readonly PartialMessage[] | undefined): Diagnostic[] {
  return (errors ?? []).map(({ text = 'the bundle failed', location }) => {
    const name = /for import "(.*)"$/.exec(text)?.[1]
    const known = work.imports.get(location?.file ?? '')?.find((each) => each.name === name)
    const at = known?.at ?? { file: location?.file ?? 'configs/index.ts', line: 1, column: 1 }
    return {
      code: name === undefined ? 'syntax-error' : 'module-not-found',
      severity: 'error',
      message: text,
      at,
    }
  })
}
