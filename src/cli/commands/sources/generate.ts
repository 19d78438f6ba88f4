import { type GeneratedFiles, generateFiles } from '../../../app/generate/index.ts'
import { type Diagnostic, exitCodes, hasErrors } from '../../../model/index.ts'
import type { Command } from '../../command.ts'

export const generate: Command = {
  name: 'generate',
  summary: 'write typings, C++ and Python from the schemas, C headers from the BPF layouts',
  usage: '[--check]',
  details:
    'Writes generated/. With --check it writes nothing, compares byte for byte and exits 8 when a file is out of date.',
  options: { check: { type: 'boolean', description: 'compare only; exit 8 when a file is out of date' } },
  positionals: [0, 0],
  async run(invocation) {
    const isCheck = invocation.options.flag('check')
    // With it in the environment, json-schema-to-typescript prints its working on standard output.
    delete process.env.VERBOSE
    const generated = await generateFiles({ isCheck }, invocation)
    const { files, stale, orphans, diagnostics, directory } = generated
    if (hasErrors(diagnostics)) {
      return { exitCode: exitCodes.invalid, text: '', json: {}, diagnostics, workspaceDirectory: directory }
    }
    const isOutOfDate = isCheck && stale.length + orphans.length > 0
    return {
      exitCode: isOutOfDate ? exitCodes.outOfDate : exitCodes.done,
      text: isCheck ? checkText(generated) : writtenText(generated),
      json: { files, stale, orphans },
      diagnostics: [
        ...(isCheck ? [...stale.map(staleDiagnostic), ...orphans.map(orphanDiagnostic)] : []),
        ...diagnostics,
      ],
      workspaceDirectory: directory,
    }
  },
}

function writtenText({ files, stale, orphans }: GeneratedFiles): string {
  const removed = orphans.length === 0 ? '' : `, ${orphans.length} without a schema removed`
  return `${stale.length} of ${files.length} files written${removed}\n`
}

function checkText({ files, stale, orphans }: GeneratedFiles): string {
  return stale.length + orphans.length === 0 ? `${files.length} generated files are up to date\n` : ''
}

function staleDiagnostic(path: string): Diagnostic {
  return {
    code: 'generated-stale',
    severity: 'error',
    message: `${path} is not what the workspace generates`,
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
