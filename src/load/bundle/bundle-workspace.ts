import { readFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import type { OnLoadResult, OnResolveResult, PartialMessage, Plugin } from 'esbuild'
import { isWithin } from '../../files/index.ts'
import type { Diagnostic } from '../../model/index.ts'
import { instrumentModule } from '../instrument/instrument-module.ts'
import { moduleName, yieldMark } from '../instrument/module-names.ts'
import type { PackageFiles } from '../package-files.ts'
import type { Resolver } from '../resolve/index.ts'
import { createSiteTable, type SiteTable, sourceText } from '../sites.ts'
import { linkModules } from './link-modules.ts'
import { type ReadModule, readModules } from './read-modules.ts'

/** One script for the hermetic context, or why there is none. */
export interface Bundle {
  readonly script: string
  readonly table: SiteTable
  /** Real paths of the author's modules in it. */
  readonly modules: readonly string[]
  /** What decided where imports lead. */
  readonly resolver: Pick<Resolver, 'ground' | 'consulted' | 'links'>
  readonly diagnostics: readonly Diagnostic[]
}

/** Instruments, links and bundles everything that `configs/index.ts` imports. */
export async function bundleWorkspace(resolver: Resolver, files: PackageFiles): Promise<Bundle> {
  const table = createSiteTable()
  const read = await readModules(resolver, join(resolver.ground.root, 'configs/index.ts'), table)
  const modules = read.map(({ path }) => path).sort()
  const problems = read.flatMap(({ diagnostics }) => diagnostics)
  const linked = linkModules(read, await authoringNames(files))
  const wrong = [...problems, ...(problems.length === 0 ? linked.diagnostics : [])]
  if (wrong.length > 0) return { script: '', table, modules, resolver, diagnostics: wrong }
  const compiled = await Promise.all(linked.order.map(generatorOf))
  const broken = compiled.filter((each) => typeof each !== 'string')
  if (broken.length > 0) return { script: '', table, modules, resolver, diagnostics: broken }
  const script = await scriptOf(files, [
    "import * as _$ from 'appia:tracking'",
    `import * as ${moduleName(0)} from 'appia:authoring'`,
    "export { evaluate, lastSiteNumber } from 'appia:tracking'",
    ...read.map(({ number }) => `const ${moduleName(number)} = _$.newModule()`),
    ...compiled.filter((each) => typeof each === 'string'),
    'export const load = () => {',
    `_$.protect(${moduleName(0)})`,
    linked.forwards,
    `_$.evaluateModules([${linked.order.map(({ number }) => `[${moduleName(number)}, ${startName(number)}]`)}])`,
    `return ${moduleName(1)}`,
    '}',
  ])
  return { script, table, modules, resolver, diagnostics: [] }
}

function startName(number: number): string {
  return `_$start${number}`
}

/** A module as JavaScript, or what only the compiler sees. */
async function generatorOf({ code, number, file }: ReadModule): Promise<string | Diagnostic> {
  const { transform } = await import('esbuild')
  try {
    const { code: plain } = await transform(code, {
      loader: 'ts',
      target: 'es2023',
      tsconfigRaw: {},
      logLevel: 'silent',
    })
    return `function* ${startName(number)}() {\n${plain.replace(`${yieldMark};`, () => 'yield;')}\n}`
  } catch (failure) {
    // esbuild throws nothing else; its positions are those of the instrumented text.
    const [error] = (failure as { errors?: PartialMessage[] }).errors ?? []
    if (error?.text === undefined) throw failure
    return { code: 'syntax-error', severity: 'error', message: error.text, at: { file, line: 1, column: 1 } }
  }
}

/** The names that "appia" exports. */
async function authoringNames(files: PackageFiles): Promise<string[]> {
  const { exports } = await instrumentAuthoring(files.define)
  return [...exports.keys()]
}

async function instrumentAuthoring(path: string): Promise<Awaited<ReturnType<typeof instrumentModule>>> {
  return await instrumentModule(sourceText(path, await readFile(path, 'utf8')), {
    table: createSiteTable(),
    number: 0,
    isInternal: true,
    resolve: () => ({ kind: 'none' }),
  })
}

/** The entry with our own code that it needs, as one script. */
async function scriptOf(files: PackageFiles, entry: readonly string[]): Promise<string> {
  const { build } = await import('esbuild')
  const result = await build({
    stdin: { contents: entry.join('\n'), resolveDir: files.root, sourcefile: entryName, loader: 'js' },
    absWorkingDir: files.root,
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
    plugins: [ownCodePlugin(files)],
  })
  return result.outputFiles[0]?.text ?? ''
}

const entryName = 'appia:entry'

function ownCodePlugin(files: PackageFiles): Plugin {
  return {
    name: 'own-code',
    setup(build) {
      build.onResolve({ filter: /.*/ }, ({ path, importer }) => resolveOwn(files, importer, path))
      build.onLoad({ filter: /.*/, namespace: 'appia-absent' }, () => ({
        // what our own nouns use of Node, and config modules must not have
        contents: 'export const createHash = undefined, gunzipSync = undefined, gzipSync = undefined',
      }))
      build.onLoad({ filter: /.*/ }, ({ path }) => loadOwn(files, path))
    },
  }
}

/** Our own code imports nothing that it needs in the context but itself. */
function resolveOwn(files: PackageFiles, importer: string, specifier: string): OnResolveResult {
  if (specifier === 'appia:tracking') return { path: files.realm }
  if (specifier === 'appia:authoring') return { path: files.define }
  if (specifier.startsWith('.')) return { path: join(dirname(importer), specifier), sideEffects: false }
  return { path: specifier, namespace: 'appia-absent', sideEffects: false }
}

/** The authoring API is instrumented too, so that what it hands on keeps its origin. */
async function loadOwn(files: PackageFiles, path: string): Promise<OnLoadResult> {
  const isAuthoring = path === files.define || isWithin(join(files.root, 'src/define'), path)
  if (!isAuthoring) return { contents: await readFile(path, 'utf8'), loader: 'ts' }
  return { contents: (await instrumentAuthoring(path)).code, loader: 'ts' }
}
