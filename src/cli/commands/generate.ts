import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import {
  compileWorkspace,
  findWorkspace,
  generateLayouts,
  generateNative,
  orphanedFiles,
  readCheckedSchemas,
} from '../../app/index.ts'
import { generateTypings } from '../../codegen/index.ts'
import { type Diagnostic, exitCodes, hasErrors } from '../../model/index.ts'
import type { Command } from '../command.ts'

export const generate: Command = {
  name: 'generate',
  summary: 'write typings, C++ and Python from the schemas, C headers from the BPF layouts',
  usage: '[--check]',
  details:
    'Writes generated/. With --check it writes nothing, compares byte for byte and exits 8 when a file is out of date.',
  options: { check: { type: 'boolean', description: 'compare only; exit 8 when a file is out of date' } },
  positionals: [0, 0],
  async run(invocation) {
    const directory = findWorkspace(invocation)
    const { schemas, diagnostics } = await readCheckedSchemas(directory)
    if (hasErrors(diagnostics)) {
      return { exitCode: exitCodes.invalid, text: '', json: {}, diagnostics, workspaceDirectory: directory }
    }
    const workspace = await compileWorkspace(directory)
    const layouts = await generateLayouts(directory, workspace)
    // With it in the environment, json-schema-to-typescript prints its working on standard output.
    delete process.env.VERBOSE
    const typings = await generateTypings(schemas)
    const native = await generateNative(workspace, schemas)
    const files = [...typings, ...native.files, ...layouts.files]
    const refused = [...native.diagnostics, ...layouts.diagnostics]
    const orphans = await orphanedFiles(directory, files, ['generated/ts', ...native.folders])
    const stale = await staleFiles(directory, files)
    const isCheck = invocation.options.flag('check')
    if (!isCheck) {
      for (const file of stale) await writeWhole(join(directory, file.path), file.text)
      for (const path of orphans) await rm(join(directory, path))
    }
    if (hasErrors(refused)) {
      // The typings are written all the same: a wrong config may need them to become right.
      const report = { exitCode: exitCodes.invalid, text: '', json: {}, diagnostics: refused }
      return { ...report, workspaceDirectory: directory }
    }
    return {
      exitCode: isCheck && stale.length + orphans.length > 0 ? exitCodes.outOfDate : exitCodes.done,
      text: isCheck
        ? checkText(files.length, stale.length + orphans.length)
        : writtenText({ total: files.length, stale: stale.length, orphans: orphans.length }),
      json: { files: files.map((file) => file.path), stale: stale.map((file) => file.path), orphans },
      diagnostics: [
        ...(isCheck ? [...stale.map(staleDiagnostic), ...orphans.map(orphanDiagnostic)] : []),
        ...refused,
      ],
      workspaceDirectory: directory,
    }
  },
}

interface TextFile {
  readonly path: string
  readonly text: string
}

async function staleFiles(directory: string, files: readonly TextFile[]): Promise<TextFile[]> {
  const present = await Promise.all(
    files.map((file) => readFile(join(directory, file.path), 'utf8').catch(() => undefined)),
  )
  return files.filter((file, index) => present[index] !== file.text)
}

/** A reader sees the old file or the new one, never half of it. */
async function writeWhole(path: string, text: string): Promise<void> {
  await mkdir(dirname(path), { recursive: true })
  const temporary = `${path}.${process.pid}.tmp`
  await writeFile(temporary, text)
  await rename(temporary, path)
}

function writtenText(counts: { readonly total: number; readonly stale: number; readonly orphans: number }) {
  const removed = counts.orphans === 0 ? '' : `, ${counts.orphans} without a schema removed`
  return `${counts.stale} of ${counts.total} files written${removed}\n`
}

function checkText(total: number, stale: number): string {
  return stale === 0 ? `${total} generated files are up to date\n` : ''
}

function staleDiagnostic(file: TextFile): Diagnostic {
  return {
    code: 'generated-stale',
    severity: 'error',
    message: `${file.path} is not what the workspace generates`,
    help: 'run appia generate and commit what it writes',
  }
}

function orphanDiagnostic(path: string): Diagnostic {
  return {
    code: 'generated-stale',
    severity: 'error',
    message: `${path} was generated from a schema that is gone`,
    help: 'run appia generate, which removes it',
  }
}
