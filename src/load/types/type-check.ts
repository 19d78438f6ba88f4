import { execFile } from 'node:child_process'
import { existsSync, realpathSync } from 'node:fs'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { dirname, isAbsolute, join, relative, sep } from 'node:path'
import { promisify } from 'node:util'
import { isWithin } from '../../files/index.ts'
import { configCompilerOptions, type Diagnostic } from '../../model/index.ts'
import { ChildProcessError } from '../child-process-error.ts'
import { dataDeclarations } from '../data-files/declarations.ts'
import { packageFiles } from '../package-files.ts'
import type { TypeInputs } from './type-inputs.ts'

const timeoutMilliseconds = 120_000

/**
 * Type-checks the modules of `configs/` with tsc in a process of its own, under the tool's own strict settings; one diagnostic an error.
 * What leads out of the workspace ends it before the compiler sees anything. The signal ends the compiler, and rejects.
 */
export async function typeCheck(inputs: TypeInputs, signal?: AbortSignal): Promise<readonly Diagnostic[]> {
  if (inputs.diagnostics.length > 0) return inputs.diagnostics
  const folder = await mkdtemp(join(tmpdir(), 'appia-types-'))
  try {
    const project = await writeProject(folder, inputs)
    const output = await compile(project, inputs.root, signal)
    const surprise = surprisingFile(output, inputs, folder)
    if (surprise !== undefined) return [leftWorkspace(surprise)]
    return withoutConsequences(parseOutput(output, inputs))
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

/** What the compiler prints: errors, and every file that it read. */
async function compile(project: string, directory: string, signal: AbortSignal | undefined): Promise<string> {
  // It runs beside the evaluation: more threads would only take turns.
  const words = ['-p', project, '--noEmit', '--pretty', 'false', '--singleThreaded', '--listFiles']
  try {
    const { stdout } = await promisify(execFile)(join(compilerLibrary(), 'tsc'), words, {
      cwd: directory,
      env: { PATH: process.env.PATH },
      timeout: timeoutMilliseconds,
      maxBuffer: 64 << 20,
      ...(signal && { signal, killSignal: 'SIGKILL' }),
    })
    return stdout
  } catch (error) {
    if (signal?.aborted === true) throw error
    const { stdout, signal: name, killed } = error as { stdout?: string; signal?: string; killed?: boolean }
    if (killed === true) throw ChildProcessError.slow('the type checker', timeoutMilliseconds)
    if (typeof name === 'string') throw ChildProcessError.killed('the type checker', name)
    if (stdout === undefined || !/: error TS\d+: /.test(stdout)) throw error
    return stdout
  }
}

/** The compiler for this machine, which the compiler's package names, and beside it the language's own types. */
function compilerLibrary(): string {
  const near = join(compilerFolder('typescript'), 'package.json')
  return join(compilerFolder(`@typescript/typescript-${process.platform}-${process.arch}`, near), 'lib')
}

function compilerFolder(name: string, near: string = import.meta.url): string {
  return dirname(createRequire(near).resolve(`${name}/package.json`))
}

function listedFiles(output: string): string[] {
  return output.split(/\r?\n/).filter((line) => isAbsolute(line) && !errorPattern.test(line))
}

/** One that is not of the workspace, of a package that was looked through, of our own types or of the language's. */
function surprisingFile(output: string, { root, files }: TypeInputs, folder: string): string | undefined {
  const ours = [dirname(dirname(authoringTypes())), folder, realpathSync(folder), compilerLibrary()]
  const known = new Set(files.map(({ file }) => file))
  return listedFiles(output).find((file) => {
    if (ours.some((each) => isWithin(each, file))) return false
    const name = relative(root, file).split(sep).join('/')
    const isOwn = isWithin(root, file) && !name.split('/').includes('node_modules')
    return !isOwn && !known.has(name)
  })
}

/** Nothing of what the compiler says is shown then. */
function leftWorkspace(file: string): Diagnostic {
  const name = /.*\/node_modules\/((?:@[\w.-]+\/)?[\w.-]+)\//.exec(file)?.[1]
  return {
    code: 'import-outside-workspace',
    severity: 'error',
    message: `the type check reads a file that is not in the workspace${name === undefined ? '' : `, of the package ${name}`}`,
    help: 'a config module imports only files of the workspace, packages that package.json names, and "appia"; and so do these',
  }
}

/** `configs/sniffer.ts(3,5): error TS2322: Type …`, and indented lines that belong to the one before. */
function parseOutput(output: string, { files }: TypeInputs): Diagnostic[] {
  const known = new Set(files.map(({ file }) => file))
  const diagnostics: Diagnostic[] = []
  for (const line of output.split(/\r?\n/)) {
    const match = errorPattern.exec(line)
    const last = diagnostics.at(-1)
    if (match !== null) diagnostics.push(typeError(match as unknown as MatchedError, known))
    else if (line.startsWith(' ') && last !== undefined)
      diagnostics[diagnostics.length - 1] = withMore(last, line)
  }
  return diagnostics
}

const errorPattern = /^(.+?)\((\d+),(\d+)\): error (TS\d+): (.*)$/

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

/** Of a file that was not looked through (a library's) only the code is shown. */
function typeError(
  [, path, line, column, code, message]: MatchedError,
  known: ReadonlySet<string>,
): Diagnostic {
  const file = path.split(sep).join('/')
  if (!known.has(file)) return { code: 'type-error', severity: 'error', message: `a type error (${code})` }
  return {
    code: 'type-error',
    severity: 'error',
    message: `${message.replace(/\.$/, '')} (${code})`,
    at: { file, line: Number(line), column: Number(column) },
  }
}

function withMore(diagnostic: Diagnostic, line: string): Diagnostic {
  const [because] = diagnostic.notes ?? []
  const text = because === undefined ? line.trim() : `${because.text}\n${line.trim()}`
  return { ...diagnostic, notes: [{ label: 'because', text }] }
}

/** In a folder of its own: what lies in the workspace is others' and not written. */
async function writeProject(folder: string, inputs: TypeInputs): Promise<string> {
  await writeFile(join(folder, 'globals.d.ts'), globalTypes)
  const file = join(folder, 'tsconfig.json')
  await writeFile(file, JSON.stringify(projectOf(inputs)))
  return file
}

/** What a config module has beside the language. */
const globalTypes = `declare function structuredClone<T>(value: T): T
/** Prints nothing: whoever uses it is warned. */
declare const console: { readonly [name: string]: (...values: unknown[]) => void }
${dataDeclarations}
`

function projectOf({ root, modules, aliases }: TypeInputs): object {
  return {
    compilerOptions: {
      ...configCompilerOptions,
      typeRoots: [],
      paths: { ...aliases, appia: [authoringTypes()] },
    },
    files: [...modules.map((module) => join(root, module)), 'globals.d.ts'],
  }
}

/** Types of the package "appia": the built ones, or the sources where nothing was built. */
function authoringTypes(): string {
  const { root } = packageFiles()
  const built = join(root, 'dist', 'types', 'define', 'index.d.ts')
  return existsSync(built) ? built : join(root, 'src', 'define', 'index.ts')
}
