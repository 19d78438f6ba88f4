import { join } from 'node:path'
import type { Diagnostic } from '../../model/index.ts'
import { moduleName } from '../instrument/module-names.ts'
import type { PackageFiles } from '../package-files.ts'
import type { Resolver } from '../resolve/index.ts'
import { createSiteTable, type SiteTable } from '../sites.ts'
import { startName } from './generator.ts'
import { linkModules } from './link-modules.ts'
import { preludeOf } from './prelude.ts'
import { readModules } from './read-modules.ts'

/** What is evaluated after the prelude, or why there is nothing. */
export interface Bundle {
  /** A function of the prelude's calls and of what "appia" exports; it gives what `configs/index.ts` exports. */
  readonly script: string
  readonly table: SiteTable
  /** Real paths of the author's modules in it. */
  readonly modules: readonly string[]
  /** What decided where imports lead. */
  readonly resolver: Pick<Resolver, 'ground' | 'consulted' | 'links'>
  readonly diagnostics: readonly Diagnostic[]
}

/** Instruments and links everything that `configs/index.ts` imports. */
export async function bundleWorkspace(resolver: Resolver, files: PackageFiles): Promise<Bundle> {
  const table = createSiteTable()
  const read = await readModules(resolver, join(resolver.ground.root, 'configs/index.ts'), table)
  const modules = read.map(({ path }) => path).sort()
  const problems = read.flatMap(({ diagnostics }) => diagnostics)
  const linked = linkModules(read, (await preludeOf(files)).names)
  const wrong = [...problems, ...(problems.length === 0 ? linked.diagnostics : [])]
  if (wrong.length > 0) return { script: '', table, modules, resolver, diagnostics: wrong }
  const compiled = await Promise.all(linked.order.map(({ generator }) => generator))
  const broken = compiled.filter((each) => typeof each !== 'string')
  if (broken.length > 0) return { script: '', table, modules, resolver, diagnostics: broken }
  const script = [
    `(_$, ${moduleName(0)}) => {`,
    ...read.map(({ number }) => `const ${moduleName(number)} = _$.newModule()`),
    ...compiled,
    linked.forwards,
    `_$.evaluateModules([${linked.order.map(({ number }) => `[${moduleName(number)}, ${startName(number)}]`)}])`,
    `return ${moduleName(1)}`,
    '}',
  ]
  return { script: script.join('\n'), table, modules, resolver, diagnostics: [] }
}
