import { type Diagnostic, nearest } from '../../model/index.ts'
import type { ImportedName, ModuleRequest } from '../instrument/instrument-module.ts'
import { memberCode, moduleName } from '../instrument/module-names.ts'
import type { ReadModule } from './read-modules.ts'

/** How modules hang together. */
export interface LinkedModules {
  /** In the order in which they are evaluated. */
  readonly order: readonly ReadModule[]
  /** Code that lets each module's names be read that it has from others. */
  readonly forwards: string
  readonly diagnostics: readonly Diagnostic[]
}

/** Finds what each import means, as ECMAScript resolves exports; `authoring` are the names that "appia" exports. */
export function linkModules(modules: readonly ReadModule[], authoring: readonly string[]): LinkedModules {
  const graph: Graph = { modules: new Map(modules.map((each) => [each.number, each])), authoring }
  return {
    order: evaluationOrder(graph, modules[0]),
    forwards: modules.map((module) => forwardsOf(graph, module)).join('\n'),
    diagnostics: modules.flatMap((module) => missingNames(graph, module)),
  }
}

interface Graph {
  readonly modules: ReadonlyMap<number, ReadModule>
  readonly authoring: readonly string[]
}

/** A name in the module that declares it; `*` for all that it exports. */
interface Resolved {
  readonly module: number
  readonly name: string
}

/** Each module after those that it imports, but for circles, which are entered where they are first met. */
function evaluationOrder(graph: Graph, entry: ReadModule | undefined): ReadModule[] {
  const order: ReadModule[] = []
  const seen = new Set<number>()
  const visit = (module: ReadModule | undefined): void => {
    if (module === undefined || seen.has(module.number)) return
    seen.add(module.number)
    for (const request of module.requests)
      if (isMade(graph, module, request)) visit(graph.modules.get(request.module))
    order.push(module)
  }
  visit(entry)
  return order
}

/** False for an import of TypeScript that is of types alone: it is gone before anything runs. */
function isMade(graph: Graph, { file }: ReadModule, { module, names }: ModuleRequest): boolean {
  const isValue = ({ name, isUsed, isExported }: ImportedName): boolean =>
    isUsed || (isExported && resolveExport(graph, { module, name }, new Set()) !== undefined)
  return !isTypeScript(file) || names.length === 0 || names.some(isValue)
}

function isTypeScript(file: string): boolean {
  return /\.[mc]?ts$/.test(file)
}

/** What a module exports under a name, or undefined: nothing, or different things by `export *`. */
function resolveExport(
  graph: Graph,
  { module: number, name }: Resolved,
  seen: Set<string>,
): Resolved | undefined {
  if (name === '*') return { module: number, name }
  if (number === 0) return graph.authoring.includes(name) ? { module: number, name } : undefined
  const request = `${number} ${name}`
  const module = graph.modules.get(number)
  if (module === undefined || seen.has(request)) return undefined
  seen.add(request)
  const own = module.exports.get(name)
  if (own?.kind === 'local') return { module: number, name }
  if (own !== undefined) return resolveExport(graph, own, seen)
  if (name === 'default' || name === 'module.exports') return undefined
  const starExports = module.stars.flatMap((star) => resolveExport(graph, { module: star, name }, seen) ?? [])
  const [first] = starExports
  const isOne = starExports.every((each) => each.module === first?.module && each.name === first.name)
  return isOne ? first : undefined
}

function exportedNames(graph: Graph, number: number, seen: Set<number>): ReadonlySet<string> {
  if (number === 0) return new Set(graph.authoring)
  const module = graph.modules.get(number)
  if (module === undefined || seen.has(number)) return new Set()
  seen.add(number)
  const stars = module.stars.flatMap((star) => [...exportedNames(graph, star, seen)])
  return new Set([
    ...module.exports.keys(),
    ...stars.filter((name) => name !== 'default' && name !== 'module.exports'),
  ])
}

function forwardsOf(graph: Graph, module: ReadModule): string {
  const members = [...exportedNames(graph, module.number, new Set())].flatMap((name) => {
    if (module.exports.get(name)?.kind === 'local') return []
    const resolvedExport = resolveExport(graph, { module: module.number, name }, new Set())
    if (resolvedExport === undefined) return [] // a type, or different things by `export *`
    const [label, target] = [JSON.stringify(name), JSON.stringify(resolvedExport.name)]
    if (resolvedExport.name === '*') return [`[${label}, () => ${moduleName(resolvedExport.module)}]`]
    const code = memberCode(resolvedExport.module, resolvedExport.name)
    return [`[${label}, () => ${code}, () => _$.imported(${resolvedExport.module}, ${target})]`]
  })
  if (members.length === 0) return ''
  return `_$.exportAs(${moduleName(module.number)}, ${module.number}, [${members.join(', ')}])`
}

/** Imports of names that are not there. In TypeScript a name whose value is never asked for may be a type. */
function missingNames(graph: Graph, module: ReadModule): Diagnostic[] {
  return module.imports.flatMap(({ name, at, target, isUsed }): Diagnostic[] => {
    if (target.kind !== 'module' && target.kind !== 'authoring') return []
    if (isTypeScript(module.file) && !isUsed) return []
    if (resolveExport(graph, { module: target.number, name }, new Set()) !== undefined) return []
    const from = target.number === 0 ? '"appia"' : graph.modules.get(target.number)?.file
    const message = `${from} does not export ${name === 'default' ? 'anything as default' : `"${name}"`}`
    const nearestExport = nearest(name, [...exportedNames(graph, target.number, new Set())])
    const help = nearestExport === undefined ? {} : { help: `did you mean "${nearestExport}"?` }
    return [{ code: 'module-not-found', severity: 'error', message, at, ...help }]
  })
}
