import { readFile } from 'node:fs/promises'
import { dirname, join, relative, sep } from 'node:path'
import type { Loader, OnLoadResult, PartialMessage, Plugin } from 'esbuild'
import type { Diagnostic } from '../../model/index.ts'
import { instrumentModule } from '../instrument/instrument-module.ts'
import type { PackageFiles } from '../package-files.ts'
import { createSiteTable, type SiteTable, sourceText } from '../sites.ts'
import { isWithin, resolveImport } from './resolve-import.ts'

/** One script for the hermetic context, or why there is none. */
export interface Bundle {
  readonly script: string
  readonly table: SiteTable
  readonly diagnostics: readonly Diagnostic[]
}

/** Instruments and bundles everything that `configs/index.ts` imports. `root` is the real path of the workspace. */
export async function bundleWorkspace(root: string, files: PackageFiles): Promise<Bundle> {
  const { build } = await import('esbuild')
  const work: Work = { root, files, table: createSiteTable(), diagnostics: [] }
  const result = await build({
    stdin: { contents: entryOf(root), resolveDir: root, sourcefile: 'appia:entry', loader: 'js' },
    absWorkingDir: root,
    bundle: true,
    write: false,
    format: 'iife',
    globalName: 'appiaBundle',
    platform: 'neutral',
    target: 'es2023',
    tsconfigRaw: {},
    logLevel: 'silent',
    plugins: [workspacePlugin(work)],
  }).catch((failure: { errors?: PartialMessage[] }) => failure)
  const { table } = work
  if ('outputFiles' in result && work.diagnostics.length === 0) {
    return { script: result.outputFiles?.[0]?.text ?? '', table, diagnostics: [] }
  }
  return {
    script: '',
    table,
    diagnostics: work.diagnostics.length > 0 ? work.diagnostics : buildErrors(result.errors),
  }
}

interface Work {
  readonly root: string
  readonly files: PackageFiles
  readonly table: SiteTable
  readonly diagnostics: Diagnostic[]
}

function entryOf(root: string): string {
  return `export { evaluate, lastSiteNumber } from 'appia:tracking'
export const load = () => require(${JSON.stringify(join(root, 'configs/index.ts'))})`
}

function workspacePlugin(work: Work): Plugin {
  return {
    name: 'workspace',
    setup(build) {
      build.onResolve({ filter: /.*/ }, ({ path, importer, kind }) => {
        if (path === 'appia:tracking') return { path: work.files.realm }
        if (kind === 'entry-point' || importer.endsWith('appia:entry')) return { path }
        if (isOurs(work, importer)) return resolveOwn(importer, path)
        const resolved = resolveImport(work.root, importer, path)
        if (resolved.kind === 'module') return { path: resolved.path }
        if (resolved.kind === 'appia') return { path: work.files.define }
        return { path, namespace: 'appia-refused' }
      })
      build.onLoad({ filter: /.*/, namespace: 'appia-absent' }, () => ({
        contents: 'export const createHash = undefined',
      }))
      build.onLoad({ filter: /.*/ }, ({ path }) => loadModule(work, path))
    },
  }
}

function isOurs({ files, root }: Work, path: string): boolean {
  const ours = [join(files.root, 'src'), join(files.root, 'dist')]
  return ours.some((folder) => isWithin(folder, path)) && !isWithin(join(root, 'configs'), path)
}

function resolveOwn(
  importer: string,
  path: string,
): { path: string; namespace?: string; sideEffects?: boolean } {
  if (path.startsWith('.')) return { path: join(dirname(importer), path), sideEffects: false }
  return { path, namespace: 'appia-absent', sideEffects: false }
}

async function loadModule(work: Work, path: string): Promise<OnLoadResult> {
  const raw = await readFile(path, 'utf8')
  const loader: Loader = path.endsWith('.json') ? 'json' : 'ts'
  if (isOurs(work, path) || loader === 'json') return { contents: raw, loader }
  const source = sourceText(relative(work.root, path).split(sep).join('/'), raw)
  const { code, diagnostics } = await instrumentModule(source, { table: work.table, isInternal: false })
  work.diagnostics.push(...diagnostics)
  return { contents: code, loader }
}

function buildErrors(errors: readonly PartialMessage[] | undefined): Diagnostic[] {
  return (errors ?? []).map(({ text, location }) => ({
    code: 'syntax-error',
    severity: 'error',
    message: text ?? 'the bundle failed',
    ...(location && {
      at: { file: location.file ?? '', line: location.line ?? 1, column: (location.column ?? 0) + 1 },
    }),
  }))
}
