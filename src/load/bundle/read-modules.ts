import { join, relative, sep } from 'node:path'
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
import { type SiteTable, type SourceText, sourceText } from '../sites.ts'
import { instrumentData } from './instrument-data.ts'
import { type ResolvedImport, resolveImport } from './resolve-import.ts'

/** A module of the author's. */
export interface ReadModule extends InstrumentedModule {
  readonly number: number
  /** Its real path. */
  readonly path: string
  /** Relative to the workspace, with '/'. */
  readonly file: string
}

/** Reads and instruments `configs/index.ts` and everything that it imports; the first one is its own. */
export async function readModules(root: string, table: SiteTable): Promise<ReadModule[]> {
  const numbers = new Map<string, number>()
  const numberOf = (path: string): number => {
    const number = numbers.get(path) ?? numbers.size + 1
    numbers.set(path, number)
    return number
  }
  numberOf(join(root, 'configs/index.ts'))
  const modules: ReadModule[] = []
  // What a module imports joins the end of the list while it is walked.
  for (const [path, number] of numbers) {
    const file = relative(root, path).split(sep).join('/')
    const text = await readConfined(root, file).catch((error: Error) => error)
    if (typeof text !== 'string') {
      modules.push({ ...emptyModule, number, path, file, diagnostics: [unreadable(file, text)] })
      continue
    }
    const source = sourceText(file, text)
    const resolve = (specifier: string): ImportTarget =>
      targetOf(resolveImport(root, path, specifier), numberOf)
    const instrumented = await instrument(source, { table, number, isInternal: false, resolve })
    modules.push({ ...instrumented, number, path, file })
  }
  return modules
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
