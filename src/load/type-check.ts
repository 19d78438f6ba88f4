import { execFile } from 'node:child_process'
import { existsSync } from 'node:fs'
import { mkdir, writeFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { dirname, join, relative, sep } from 'node:path'
import { promisify } from 'node:util'
import type { Diagnostic } from '../model/index.ts'
import { ChildProcessError } from './child-process-error.ts'
import { packageFiles } from './package-files.ts'

const timeoutMilliseconds = 120_000

/** Type-checks `configs/` with tsc in a process of its own, under the tool's own strict settings; one diagnostic an error. */
export async function typeCheck(directory: string): Promise<Diagnostic[]> {
  const project = await writeProject(directory)
  const compiler = join(
    dirname(createRequire(import.meta.url).resolve('typescript/package.json')),
    'bin',
    'tsc',
  )
  // It runs beside the evaluation: more threads would only take turns.
  const words = [compiler, '-p', project, '--noEmit', '--pretty', 'false', '--singleThreaded']
  try {
    await promisify(execFile)(process.execPath, words, {
      cwd: directory,
      timeout: timeoutMilliseconds,
      maxBuffer: 64 << 20,
    })
    return []
  } catch (error) {
    const { stdout: output, signal, killed } = error as { stdout?: string; signal?: string; killed?: boolean }
    if (killed === true) throw ChildProcessError.slow('the type checker', timeoutMilliseconds)
    if (typeof signal === 'string') throw ChildProcessError.killed('the type checker', signal)
    const diagnostics = output === undefined ? [] : parseOutput(output)
    if (diagnostics.length === 0) throw error
    return withoutConsequences(diagnostics)
  }
}

/** `configs/sniffer.ts(3,5): error TS2322: Type …`, and indented lines that belong to the one before. */
function parseOutput(output: string): Diagnostic[] {
  const diagnostics: Diagnostic[] = []
  for (const line of output.split(/\r?\n/)) {
    const match = /^(.+?)\((\d+),(\d+)\): error (TS\d+): (.*)$/.exec(line)
    const last = diagnostics.at(-1)
    if (match !== null) diagnostics.push(typeError(match as unknown as MatchedError))
    else if (line.startsWith(' ') && last !== undefined)
      diagnostics[diagnostics.length - 1] = withMore(last, line)
  }
  return diagnostics
}

/** Typings that were never generated make everything that uses them wrong: one error, with the way out. */
function withoutConsequences(diagnostics: readonly Diagnostic[]): Diagnostic[] {
  const missing = diagnostics.find(({ message }) => /Cannot find module '[^']*generated\/ts\//.test(message))
  return missing === undefined
    ? [...diagnostics]
    : [{ ...missing, help: 'write the typings: appia generate' }]
}

type MatchedError = readonly [
  all: string,
  file: string,
  line: string,
  column: string,
  code: string,
  message: string,
]

function typeError([, file, line, column, code, message]: MatchedError): Diagnostic {
  return {
    code: 'type-error',
    severity: 'error',
    message: `${message.replace(/\.$/, '')} (${code})`,
    at: { file: file.split(sep).join('/'), line: Number(line), column: Number(column) },
  }
}

function withMore(diagnostic: Diagnostic, line: string): Diagnostic {
  const [because] = diagnostic.notes ?? []
  const text = because === undefined ? line.trim() : `${because.text}\n${line.trim()}`
  return { ...diagnostic, notes: [{ label: 'because', text }] }
}

async function writeProject(directory: string): Promise<string> {
  const folder = join(directory, '.appia')
  await mkdir(folder, { recursive: true })
  await writeFile(join(folder, 'globals.d.ts'), globalTypes)
  const file = join(folder, 'tsconfig.json')
  await writeFile(file, `${JSON.stringify(projectOf(folder), null, 2)}\n`)
  return file
}

/** What a config module has beside the language. */
const globalTypes = `declare function structuredClone<T>(value: T): T
/** Prints nothing: whoever uses it is warned. */
declare const console: { readonly [name: string]: (...values: unknown[]) => void }
`

function projectOf(folder: string): object {
  return {
    compilerOptions: {
      target: 'ES2023',
      lib: ['ES2023'],
      module: 'preserve',
      moduleResolution: 'bundler',
      types: [],
      strict: true,
      noUncheckedIndexedAccess: true,
      exactOptionalPropertyTypes: true,
      allowImportingTsExtensions: true,
      resolveJsonModule: true,
      skipLibCheck: true,
      noEmit: true,
      paths: { appia: [relative(folder, authoringTypes())] },
    },
    include: ['../configs', 'globals.d.ts'],
  }
}

/** Types of the package "appia": the built ones, or the sources where nothing was built. */
function authoringTypes(): string {
  const { root } = packageFiles()
  const built = join(root, 'dist', 'types', 'define', 'index.d.ts')
  return existsSync(built) ? built : join(root, 'src', 'define', 'index.ts')
}
