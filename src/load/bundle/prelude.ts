import { readFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import type { OnLoadResult, OnResolveResult, Plugin } from 'esbuild'
import { isWithin } from '../../files/index.ts'
import { instrumentModule } from '../instrument/instrument-module.ts'
import type { PackageFiles } from '../package-files.ts'
import { createSiteTable, sourceText } from '../sites.ts'

/** Our own code in the hermetic context. It runs, and seals the context, before there is a script of the author's. */
export interface Prelude {
  /** Declares `_$own`, which no module of the author's can name. */
  readonly script: string
  /** What "appia" exports. */
  readonly names: readonly string[]
}

let known: Promise<Prelude> | undefined

/** The one that was built; in a checkout it is made of the sources. */
export function preludeOf(files: PackageFiles): Promise<Prelude> {
  known ??= files.prelude === undefined ? makePrelude(files) : readPrelude(files.prelude)
  return known
}

async function readPrelude(file: string): Promise<Prelude> {
  return JSON.parse(await readFile(file, 'utf8')) as Prelude // our own, as it was built
}

const entry = `import * as tracking from 'appia:tracking'
import * as authoring from 'appia:authoring'
export { evaluate, lastSiteNumber } from 'appia:tracking'
export const calls = Object.freeze({ ...tracking, get origin() { return tracking.origin } })
export const api = Object.assign(Object.create(null), authoring)
export const seal = () => tracking.seal(api)`

/** Bundles the authoring API and the half of the evaluator that runs in the context. */
export async function makePrelude(files: Pick<PackageFiles, 'root' | 'define' | 'realm'>): Promise<Prelude> {
  const { build } = await import('esbuild')
  const result = await build({
    stdin: { contents: entry, resolveDir: files.root, sourcefile: 'appia:entry', loader: 'js' },
    absWorkingDir: files.root,
    bundle: true,
    write: false,
    format: 'iife',
    globalName: 'own',
    platform: 'neutral',
    target: 'es2023',
    tsconfigRaw: {},
    logLevel: 'silent',
    plugins: [ownCodePlugin(files)],
  })
  const { exports } = await instrumentAuthoring(files.define)
  // A constant of the script: the global object, which the author's code can reach, has no such member.
  const script = `"use strict";\nconst _$own = (() => {\n${result.outputFiles[0]?.text ?? ''}return own })();\n`
  return { script, names: [...exports.keys()] }
}

type OwnFiles = Pick<PackageFiles, 'root' | 'define' | 'realm'>

function ownCodePlugin(files: OwnFiles): Plugin {
  return {
    name: 'own-code',
    setup(build) {
      build.onResolve({ filter: /.*/ }, ({ path, importer }) => resolveOwn(files, importer, path))
      build.onLoad({ filter: /.*/, namespace: 'appia-absent' }, () => ({
        // what our own nouns use of Node, and config modules must not have
        contents: 'export const hash = undefined, gunzipSync = undefined, gzipSync = undefined',
      }))
      build.onLoad({ filter: /.*/ }, ({ path }) => loadOwn(files, path))
    },
  }
}

/** Our own code imports nothing that it needs in the context but itself. */
function resolveOwn(files: OwnFiles, importer: string, specifier: string): OnResolveResult {
  if (specifier === 'appia:tracking') return { path: files.realm }
  if (specifier === 'appia:authoring') return { path: files.define }
  if (specifier.startsWith('.')) return { path: join(dirname(importer), specifier), sideEffects: false }
  return { path: specifier, namespace: 'appia-absent', sideEffects: false }
}

/** The authoring API is instrumented too, so that what it hands on keeps its origin. */
async function loadOwn(files: OwnFiles, path: string): Promise<OnLoadResult> {
  const isAuthoring = path === files.define || isWithin(join(files.root, 'src/define'), path)
  if (!isAuthoring) return { contents: await readFile(path, 'utf8'), loader: 'ts' }
  return { contents: (await instrumentAuthoring(path)).code, loader: 'ts' }
}

async function instrumentAuthoring(path: string): Promise<Awaited<ReturnType<typeof instrumentModule>>> {
  return await instrumentModule(sourceText(path, await readFile(path, 'utf8')), {
    table: createSiteTable(),
    number: 0,
    isInternal: true,
    resolve: () => ({ kind: 'none' }),
  })
}
