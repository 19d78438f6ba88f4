// Builds dist/: our own code bundled, dependencies external but for etcd3 (bundle-etcd.mjs), and the headers that generated
// C++ includes. No code of an older build is left: dist/ is what is published.
import { execFileSync } from 'node:child_process'
import { cpSync, existsSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { createRequire } from 'node:module'
import { basename, dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { build } from 'esbuild'
import { buildPage } from './build-page.mjs'
import { buildPrelude } from './build-prelude.mjs'
import { bundleEtcd, etcdPackagesPlugin } from './bundle-etcd.mjs'
import { quickCheckPlugin } from './quick-check.mjs'

const root = join(dirname(fileURLToPath(import.meta.url)), '..')
const { dependencies } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'))
const external = Object.keys(dependencies).flatMap((name) => [name, `${name}/*`])

const entries = {
  main: 'src/cli/main.ts',
  define: 'src/define/index.ts',
  client: 'src/client/index.ts',
  api: 'src/api/index.ts',
}

const isFull = !process.argv.includes('--no-types')
if (isFull) rmSync(join(root, 'dist', 'types'), { recursive: true, force: true })
const options = {
  absWorkingDir: root,
  outdir: 'dist',
  bundle: true,
  format: 'esm',
  platform: 'node',
  target: 'node20',
  logLevel: 'warning',
}
const etcd = await bundleEtcd(root, options)
const quickCheck = quickCheckPlugin(join(root, 'src/agent/settings/agent.schema.json'))
// One file for all commands: finding and reading forty takes longer, and what V8 compiled of it can be kept.
const commandLine = await build({
  ...options,
  metafile: true,
  entryPoints: { 'command-line': 'src/cli/run.ts' },
  entryNames: '[name]-[hash]',
  outExtension: { '.js': '.cjs' },
  format: 'cjs',
  // require() of modules is there on each Node that is supported; import() has no meaning in code that was kept
  supported: { 'dynamic-import': false },
  define: { 'import.meta.url': 'moduleUrl' },
  banner: { js: "const moduleUrl = require('node:url').pathToFileURL(__filename).href;" },
  plugins: [quickCheck, etcdPackagesPlugin(etcd.file, 'cjs')],
  external,
})
const [commandLineFile] = Object.keys(commandLine.metafile.outputs)
const bundled = await build({
  ...options,
  metafile: true,
  entryPoints: Object.fromEntries(Object.entries(entries).filter(([, file]) => existsSync(join(root, file)))),
  splitting: true,
  define: { COMMAND_LINE: JSON.stringify(`./${basename(commandLineFile)}`) },
  plugins: [quickCheck, etcdPackagesPlugin(etcd.file, 'esm')],
  external,
})
// One file that needs no package.json to be known as a module: the child process may read nothing else.
const evaluator = await build({
  ...options,
  metafile: true,
  entryPoints: { evaluator: 'src/load/evaluator/main.ts' },
  outExtension: { '.js': '.mjs' },
})
await buildPrelude(root)
await buildPage(root)
// What runs in browsers stands whole in each page.
const page = await build({
  ...options,
  metafile: true,
  entryPoints: { 'report-page': 'src/report/browser/main.ts', report: 'src/report/browser/report.css' },
  format: 'iife',
  platform: 'browser',
  target: ['chrome120', 'firefox121', 'safari17.2'],
  minify: true,
})
rmSync(join(root, 'dist/cpp-runtime'), { recursive: true, force: true })
cpSync(join(root, 'src/codegen/cpp-runtime'), join(root, 'dist/cpp-runtime'), { recursive: true })
const published = [
  'src/plan/file/plan.schema.json',
  'src/agent/settings/agent.schema.json',
  'src/firewall/firewall-rules.schema.json',
]
for (const file of published) cpSync(join(root, file), join(root, 'dist', basename(file)))
const written = Object.assign(
  {},
  ...[etcd, commandLine, bundled, evaluator, page].map(({ metafile }) => metafile.outputs),
)
const ours = isFull ? /\.[cm]?js$/ : /-[A-Z0-9]{8}\.c?js$/ // beside a run that tests, others' files may be there
for (const name of readdirSync(join(root, 'dist')))
  if (ours.test(name) && !(`dist/${name}` in written)) rmSync(join(root, 'dist', name))
if (isFull) {
  const tsc = createRequire(import.meta.url).resolve('typescript/package.json')
  execFileSync(process.execPath, [join(dirname(tsc), 'bin/tsc'), '-p', join(root, 'tsconfig.types.json')], {
    stdio: 'inherit',
  })
}
