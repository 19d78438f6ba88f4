// A generated workspace of 60 modules and 25,000 leaves: check and plan beside tsx, a plain bundle and Pkl with the same values.
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { build, type Plugin } from 'esbuild'
import { writeLargeWorkspace } from '../support/large-workspace.ts'
import { type Measured, measure, type Program, table } from './measure.ts'
import { pkl, writePkl } from './pkl.ts'

const runs = Number(process.argv[2] ?? 5)
const root = join(import.meta.dirname, '../..')
const program = join(root, 'dist/main.js')

const plainSource = `import { spawnSync } from 'node:child_process'
import { build } from '${join(root, 'node_modules/esbuild/lib/main.js')}'
const { outputFiles } = await build({ entryPoints: ['configs/index.ts'], bundle: true, write: false, format: 'esm', platform: 'node' })
const child = spawnSync(process.execPath, ['--input-type=module', '-'], { input: outputFiles[0].text, stdio: ['pipe', 'ignore', 'inherit'] })
process.exitCode = child.status
`

/** Loading as the tool does it: values and, where modules are instrumented, the origin of each. */
const loadSource = `import { loadWorkspace } from './src/load/index.ts'
const loaded = await loadWorkspace({ directory: process.cwd(), schemas: [] })
if (!('documents' in loaded)) throw new Error(JSON.stringify(loaded.diagnostics))
`

/** In the place of our own linker, which tracks: the author's modules as esbuild bundles them. All else that loading does stays. */
const plainBundler = `import { join } from 'node:path'
import { build } from 'esbuild'
import { createSiteTable } from '../sites.ts'
const authoring = {
  name: 'authoring',
  setup(build) {
    build.onResolve({ filter: /^appia$/ }, () => ({ path: 'appia', namespace: 'authoring' }))
    build.onLoad({ filter: /.*/, namespace: 'authoring' }, () => ({ contents: 'module.exports = authoring' }))
  },
}
export async function bundleWorkspace(resolver) {
  const entry = join(resolver.ground.root, 'configs/index.ts')
  const options = { bundle: true, write: false, format: 'iife', globalName: 'own', target: 'es2023' }
  const { outputFiles } = await build({ ...options, entryPoints: [entry], plugins: [authoring] })
  const script = '(_$, authoring) => {' + outputFiles[0].text + '; return own }'
  return { script, table: createSiteTable(), modules: [], resolver, diagnostics: [] }
}
`

const withoutTracking: Plugin = {
  name: 'without-tracking',
  setup({ onLoad }) {
    onLoad({ filter: /bundle-workspace\.ts$/ }, () => ({ contents: plainBundler }))
  },
}

const plain = 'esbuild bundle, run in a child'
const [untracked, tracked] = ['load without tracking', 'load with provenance']
const untrackedProgram = join(root, 'dist', `bench-untracked-${process.pid}.mjs`)
const trackedProgram = join(root, 'dist', `bench-tracked-${process.pid}.mjs`)
const directory = mkdtempSync(join(tmpdir(), 'appia-bench-'))
try {
  writeLargeWorkspace(directory)
  mkdirSync(join(directory, 'node_modules'))
  symlinkSync(root, join(directory, 'node_modules/appia'))
  process.env.XDG_CACHE_HOME = join(directory, 'cache')
  const forget = () => rmSync(join(directory, 'cache'), { recursive: true, force: true })
  const appia = (...words: string[]) => ['node', program, ...words]
  await measure([{ name: 'plan', words: appia('plan', '-o', 'plan.json'), directory }], 0)
  const leaves = writePkl(join(directory, 'plan.json'), join(directory, 'values.pkl'))
  writeFileSync(join(directory, 'plain.mjs'), plainSource)
  await buildLoader(untrackedProgram, [withoutTracking])
  await buildLoader(trackedProgram, [])
  const programs: Program[] = [
    { name: 'node -e 0', words: ['node', '-e', '0'] },
    { name: plain, words: ['node', 'plain.mjs'], directory },
    { name: untracked, words: ['node', untrackedProgram], directory },
    { name: tracked, words: ['node', trackedProgram], directory },
    { name: 'tsx', words: [join(root, 'node_modules/.bin/tsx'), 'configs/index.ts'], directory },
    { name: 'pkl', words: [pkl, 'eval', '-f', 'json', 'values.pkl'], directory },
    { name: 'plan, cold', words: appia('plan'), directory, prepare: forget },
    { name: 'plan, warm', words: appia('plan'), directory },
    { name: 'check, cold', words: appia('check'), directory, prepare: forget },
    { name: 'check, warm', words: appia('check'), directory },
  ]
  console.log(`60 modules, ${leaves.toLocaleString('en')} leaves`)
  const measured = await measure(programs, runs)
  console.log(table(measured, plain))
  console.log(costOfProvenance(measured))
} finally {
  for (const built of [untrackedProgram, trackedProgram]) rmSync(built, { force: true })
  rmSync(directory, { recursive: true, force: true })
}

async function buildLoader(outfile: string, plugins: Plugin[]): Promise<void> {
  await build({
    stdin: { contents: loadSource, resolveDir: root },
    outfile,
    bundle: true,
    format: 'esm',
    platform: 'node',
    target: 'node20',
    packages: 'external',
    plugins,
  })
}

/** The aim: provenance costs less than evaluation itself. */
function costOfProvenance(measured: readonly Measured[]): string {
  const [without, withIt] = [untracked, tracked].map(
    (name) => measured.find((each) => each.name === name)?.fastest ?? Number.NaN,
  ) as [number, number]
  const extra = withIt - without
  const shares = `evaluation without tracking ${without.toFixed(0)} ms, provenance ${extra.toFixed(0)} ms more`
  return `fastest runs: ${shares}: ${(extra / without).toFixed(2)} of it\n`
}
