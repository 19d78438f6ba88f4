// Builds dist/: our own code bundled, dependencies external (a bundled etcd3 cannot find its .proto files), and the headers
// that generated C++ includes.
import { execFileSync } from 'node:child_process'
import { cpSync, existsSync, readFileSync, rmSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { build } from 'esbuild'

const root = join(dirname(fileURLToPath(import.meta.url)), '..')
const { dependencies } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'))

const entries = {
  main: 'src/cli/main.ts',
  define: 'src/define/index.ts',
  client: 'src/client/index.ts',
  realm: 'src/load/realm/index.ts',
}

if (!process.argv.includes('--no-types'))
  rmSync(join(root, 'dist', 'types'), { recursive: true, force: true })
const options = {
  absWorkingDir: root,
  outdir: 'dist',
  bundle: true,
  format: 'esm',
  platform: 'node',
  target: 'node20',
  logLevel: 'warning',
}
await build({
  ...options,
  entryPoints: Object.fromEntries(Object.entries(entries).filter(([, file]) => existsSync(join(root, file)))),
  splitting: true,
  external: Object.keys(dependencies).flatMap((name) => [name, `${name}/*`]),
})
// One file that needs no package.json to be known as a module: the child process may read nothing else.
await build({
  ...options,
  entryPoints: { evaluator: 'src/load/evaluator/main.ts' },
  outExtension: { '.js': '.mjs' },
})
rmSync(join(root, 'dist/cpp-runtime'), { recursive: true, force: true })
cpSync(join(root, 'src/codegen/cpp-runtime'), join(root, 'dist/cpp-runtime'), { recursive: true })
if (!process.argv.includes('--no-types')) {
  const tsc = createRequire(import.meta.url).resolve('typescript/package.json')
  execFileSync(process.execPath, [join(dirname(tsc), 'bin/tsc'), '-p', join(root, 'tsconfig.types.json')], {
    stdio: 'inherit',
  })
}
