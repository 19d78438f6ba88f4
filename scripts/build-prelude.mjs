// Our own half of an evaluation as one script: the same for every workspace, so that it is instrumented and bundled once.
import { rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { build } from 'esbuild'

/** Writes dist/prelude.json. */
export async function buildPrelude(root) {
  const maker = join(root, 'dist', `make-prelude-${process.pid}.mjs`)
  await build({
    absWorkingDir: root,
    entryPoints: ['src/load/bundle/prelude.ts'],
    outfile: maker,
    bundle: true,
    packages: 'external',
    format: 'esm',
    platform: 'node',
    target: 'node20',
    logLevel: 'warning',
  })
  try {
    const { makePrelude } = await import(maker)
    const files = { define: 'src/define/index.ts', realm: 'src/load/realm/index.ts' }
    const paths = Object.fromEntries(Object.entries(files).map(([name, file]) => [name, join(root, file)]))
    writeFileSync(join(root, 'dist', 'prelude.json'), JSON.stringify(await makePrelude({ root, ...paths })))
  } finally {
    rmSync(maker)
  }
}
