// Builds dist/dashboard/: the page of `appia dashboard`, one script and one style sheet, with the licences of what is in them.
import { cpSync, mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { build } from 'esbuild'
import { licencesOf } from './licences.mjs'

export async function buildPage(root) {
  const folder = join(root, 'dist/dashboard')
  rmSync(folder, { recursive: true, force: true })
  mkdirSync(folder, { recursive: true })
  const page = join(root, 'src/dashboard/page')
  const { metafile } = await build({
    metafile: true,
    absWorkingDir: root,
    entryPoints: { page: join(page, 'main.tsx') },
    outdir: folder,
    bundle: true,
    minify: true,
    format: 'esm',
    platform: 'browser',
    target: ['chrome111', 'firefox114', 'safari16.4'],
    jsx: 'automatic',
    jsxImportSource: 'preact',
    logLevel: 'warning',
  })
  for (const file of ['index.html', 'icon.svg']) cpSync(join(page, file), join(folder, file))
  writeFileSync(join(folder, 'LICENSES.txt'), licencesOf(root, Object.keys(metafile.inputs)))
}
