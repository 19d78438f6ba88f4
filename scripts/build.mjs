// Builds dist/: our own code bundled, dependencies external (a bundled etcd3 cannot find its .proto files).
import { execFileSync } from 'node:child_process'
import { existsSync, readFileSync, rmSync } from 'node:fs'
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
  evaluator: 'src/load/evaluator/main.ts',
  realm: 'src/load/realm/index.ts',
}

if (!process.argv.includes('--no-types'))
  rmSync(join(root, 'dist', 'types'), { recursive: true, force: true })
await build({
  absWorkingDir: root,
  entryPoints: Object.fromEntries(Object.entries(entries).filter(([, file]) => existsSync(join(root, file)))),
  outdir: 'dist',
  bundle: true,
  splitting: true,
  format: 'esm',
  platform: 'node',
  target: 'node20',
  external: Object.keys(dependencies).flatMap((name) => [name, `${name}/*`]),
  logLevel: 'warning',
})
if (!process.argv.includes('--no-types')) {
  const tsc = createRequire(import.meta.url).resolve('typescript/package.json')
  execFileSync(process.execPath, [join(dirname(tsc), 'bin/tsc'), '-p', join(root, 'tsconfig.types.json')], {
    stdio: 'inherit',
  })
}
