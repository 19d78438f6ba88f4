import { relative } from 'node:path'
import { LinkError, readConfined } from '../../files/index.ts'
import type { Diagnostic } from '../../model/index.ts'
import { dataReader } from '../data-files/read-data-file.ts'
import {
  emptyModule,
  type ImportTarget,
  type InstrumentedModule,
  type InstrumentOptions,
  instrumentModule,
} from '../instrument/instrument-module.ts'
import { atAuthor } from '../package-problems.ts'
import { nameIn, type ResolvedImport, type Resolver } from '../resolve/index.ts'
import { type Entrance, placeOf, type SiteTable, type SourceText, sourceText } from '../sites.ts'
import { generatorOf } from './generator.ts'
import { instrumentData } from './instrument-data.ts'
import { KnownModules, type Made } from './known-modules.ts'

/** A module of the author's, or of a package. */
export interface ReadModule extends InstrumentedModule {
  readonly number: number
  /** Its real path. */
  readonly path: string
  /** Relative to the workspace, with '/'. */
  readonly file: string
  /** As JavaScript, or what only the compiler sees. */
  readonly generator: Promise<string | Diagnostic>
}

/** Of the workspace that was read last: while it is watched, few modules change. */
const known = new KnownModules<ReadModule['generator']>()

/** A module that is to be read. */
interface Wanted {
  readonly number: number
  /** Of a module in a package: the author's import that leads there. */
  readonly entrance: Entrance | undefined
}

/** Reads and instruments `configs/index.ts` and everything that it imports; the first one is its own. */
export async function readModules(
  resolver: Resolver,
  entry: string,
  table: SiteTable,
): Promise<ReadModule[]> {
  const wanted = new Map<string, Wanted>([[entry, { number: 1, entrance: undefined }]])
  const modules: ReadModule[] = []
  known.begin()
  // What a module imports joins the end of the list while it is walked.
  for (const [path, { number, entrance }] of wanted) {
    const file = nameIn(resolver.ground, path)
    if (entrance !== undefined) table.entrances.set(file, entrance)
    const text = await readText(resolver, path)
    if (typeof text !== 'string') {
      const nothing = { ...emptyModule, generator: Promise.resolve('') }
      modules.push({ ...nothing, number, path, file, diagnostics: [unreadable(file, text)] })
      continue
    }
    const source = sourceText(file, text)
    const resolve: InstrumentOptions['resolve'] = (specifier, { start, end }) => {
      const resolved = resolver.resolve(path, specifier)
      const at = placeOf(source, start, end)
      return targetOf(resolved, (target) => {
        const isPackage = resolved.kind === 'module' && resolved.home !== undefined
        const known = wanted.get(target) ?? {
          number: wanted.size + 1,
          entrance: isPackage ? (entrance ?? { specifier, at }) : undefined,
        }
        wanted.set(target, known)
        return known.number
      })
    }
    const kind = { isPackage: entrance !== undefined, mayBeCommonJs: resolver.mayBeCommonJs(path) }
    const options = { table, number, isInternal: false, ...kind, resolve }
    const { module, code: generator } = await known.get(source, options, (all) => make(source, all))
    const diagnostics = module.diagnostics.map((each) => atAuthor(table, each))
    modules.push({ ...module, number, path, file, generator, diagnostics })
  }
  return modules
}

function readText(resolver: Resolver, path: string): Promise<string | Error> {
  const base = resolver.baseOf(path)
  return readConfined(base, relative(base, path)).catch((error: Error) => error)
}

async function make(source: SourceText, options: InstrumentOptions): Promise<Made<ReadModule['generator']>> {
  const module = await instrument(source, options)
  const generator = generatorOf(module.code, { number: options.number, file: source.file })
  generator.catch(() => {}) // told where it is awaited
  return { module, code: generator }
}

async function instrument(source: SourceText, options: InstrumentOptions): Promise<InstrumentedModule> {
  const readData = dataReader(source.file)
  if (readData === undefined) return instrumentModule(source, options)
  const data = await readData(source)
  if ('diagnostics' in data) return { ...emptyModule, diagnostics: data.diagnostics }
  return instrumentData(source, data, options)
}

function unreadable(file: string, error: Error): Diagnostic {
  if (error instanceof LinkError)
    return { code: 'import-outside-workspace', severity: 'error', message: error.message }
  const { code = 'unknown' } = error as NodeJS.ErrnoException // fs throws nothing else
  const at = { file, line: 1, column: 1 }
  return { code: 'module-not-found', severity: 'error', message: `${file} cannot be read: ${code}`, at }
}

function targetOf(resolved: ResolvedImport, numberOf: (path: string) => number): ImportTarget {
  switch (resolved.kind) {
    case 'module':
      return {
        kind: 'module',
        number: numberOf(resolved.path),
        isData: dataReader(resolved.path) !== undefined,
      }
    case 'appia':
      return { kind: 'authoring', number: 0 }
    case 'types':
      return { kind: 'none' }
    case 'refused':
      return { kind: 'refused', finding: resolved.finding }
  }
}
