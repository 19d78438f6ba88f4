import { readFile } from 'node:fs/promises'
import type { Layout } from '../layout/index.ts'
import type { Diagnostic } from '../model/index.ts'
import { bpftool, KernelError } from './bpftool.ts'
import { parseBtf, structsIn } from './btf.ts'
import { readElfNumber } from './elf.ts'
import type { FoundLayout } from './found-layout.ts'
import { layoutHashSymbol } from './layout-symbol.ts'
import { mapsIn } from './object-map.ts'
import { inspectObject, isUnfit, type Unfit, withoutMapTypes } from './unfit-object.ts'

/** What an object holds, or why it cannot be compared. */
export interface ObjectReading {
  readonly found?: FoundLayout
  readonly diagnostics: readonly Diagnostic[]
}

/** The maps, structs and layout hash of a compiled BPF object. Throws `KernelError` where bpftool fails. */
export async function readObject(path: string, layout: Layout): Promise<ObjectReading> {
  const bytes = await readFile(path).catch(fileProblem)
  if (!(bytes instanceof Uint8Array)) return unfit(path, bytes)
  const elf = inspectObject(bytes)
  if (isUnfit(elf)) return unfit(path, elf)
  const types = await bpftool(['btf', 'dump', 'file', path]).catch(loadProblem)
  if (types === undefined) return unfit(path, withoutMapTypes)
  const btf = parseBtf(types)
  const maps = mapsIn(btf, structsIn(btf))
  if (maps === undefined && elf.sections.some(({ name }) => name === '.maps'))
    return unfit(path, withoutMapTypes)
  const hash = readElfNumber(bytes, elf, layoutHashSymbol(layout))
  const hashes = hash === undefined ? [] : [hash]
  return { found: { where: 'the program', maps: maps ?? new Map(), hashes }, diagnostics: [] }
}

const fileProblems: { readonly [code: string]: Unfit } = {
  ENOENT: { reason: 'is not there', help: 'build it first, or correct its path' },
  ENOTDIR: { reason: 'is not there', help: 'build it first, or correct its path' },
  EISDIR: { reason: 'is a folder', help: 'name the compiled object in it' },
  EACCES: { reason: 'may not be read', help: 'run as a user who may read it' },
}

function fileProblem(error: NodeJS.ErrnoException): Unfit {
  const problem = fileProblems[error.code ?? '']
  if (problem === undefined) throw error
  return problem
}

// clang 19 keeps references to the types that it leaves out, which libbpf refuses; clang 14 leaves out both.
function loadProblem(error: Error): undefined {
  if (error instanceof KernelError && error.message.includes('failed to load BTF')) return undefined
  throw error
}

function unfit(path: string, { reason, help }: Unfit): ObjectReading {
  return { diagnostics: [{ code: 'bpf-object', severity: 'error', message: `${path} ${reason}`, help }] }
}
