// Builds dist/dashboard/: the page of `appia dashboard`, one script and one style sheet, with the licences of what is in them.
import { cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { build } from 'esbuild'

/** Packages whose code is in the page. */
const bundled = ['preact', 'uplot']

export async function buildPage(root) {
  const folder = join(root, 'dist/dashboard')
  rmSync(folder, { recursive: true, force: true })
  mkdirSync(folder, { recursive: true })
  const page = join(root, 'src/dashboard/page')
  await build({
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
  const licences = bundled.map((name) => {
    const { version } = JSON.parse(readFileSync(join(root, 'node_modules', name, 'package.json'), 'utf8'))
    return `${name} ${version}\n\n${readFileSync(join(root, 'node_modules', name, 'LICENSE'), 'utf8').trim()}\n`
  })
  writeFileSync(join(folder, 'LICENSES.txt'), licences.join('\n'))
}
