import { existsSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

/** The files of the package `appia` that evaluation needs. */
export interface PackageFiles {
  readonly root: string
  /** The authoring API, what `import … from 'appia'` means. */
  readonly define: string
  /** The half of the evaluator that runs inside the hermetic context, as source. */
  readonly realm: string
  /** The program of the child process; always the built one. By its ending Node knows it as a module, without a package.json. */
  readonly evaluator: string
  /** What runs in the context before the author's code, as built; absent in a checkout, where it is made of the sources. */
  readonly prelude?: string
}

let known: PackageFiles | undefined

/** Finds them from where this code lies: src/ in a checkout, dist/ in a package. */
export function packageFiles(): PackageFiles {
  known ??= findFiles()
  return known
}

function findFiles(): PackageFiles {
  const here = dirname(fileURLToPath(import.meta.url))
  const root = findRoot(here)
  const isSource = here.startsWith(join(root, 'src'))
  return {
    root,
    define: join(root, isSource ? 'src/define/index.ts' : 'dist/define.js'),
    realm: join(root, 'src/load/realm/index.ts'),
    evaluator: join(root, 'dist/evaluator.mjs'),
    ...(!isSource && { prelude: join(root, 'dist/prelude.json') }),
  }
}

function findRoot(folder: string): string {
  for (let candidate = folder; ; candidate = dirname(candidate)) {
    const manifest = join(candidate, 'package.json')
    if (existsSync(manifest) && nameIn(manifest) === 'appia') return candidate
    if (candidate === dirname(candidate)) throw new Error(`no package.json of appia above ${folder}`)
  }
}

function nameIn(manifest: string): unknown {
  return (JSON.parse(readFileSync(manifest, 'utf8')) as { name?: unknown }).name
}
