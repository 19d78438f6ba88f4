import {
  type CheckRequest,
  type CompiledWorkspace,
  checkWorkspace,
  watchWorkspace,
} from '../../../app/check/index.ts'
import { usageFailure } from '../../../app/index.ts'
import { type Diagnostic, exitCodes, hasErrors, type Waiver } from '../../../model/index.ts'
import type { Command, Invocation, Report } from '../../command.ts'
import { repositoryFolder } from '../../render/repository-folder.ts'
import { renderSarif } from '../../render/sarif.ts'
import { plural } from '../../render/text/diagnostics.ts'
import { escapeText } from '../../render/text/plain-text.ts'
import { printReport } from '../../terminal/print-report.ts'

export const check: Command = {
  name: 'check',
  summary: 'evaluate, type-check and validate the workspace, its schemas and its invariants',
  usage: '[--watch] [--sarif] [--verify-deterministic] [--live FILE]',
  details: `Needs no store and changes nothing. Prints waivers with their last day, warns in its last 30 days, and fails
once it is past. What the sources read with live() is taken from --live FILE; without it, what depends on it is said to
be not checked. With --watch it answers again after each save, until Ctrl-C: first values, schemas and invariants, then
types.`,
  options: {
    live: {
      type: 'string',
      value: 'FILE',
      description: 'values for live(): a JSON object from key to value',
    },
    sarif: { type: 'boolean', description: 'print the diagnostics as SARIF 2.1.0' },
    watch: { type: 'boolean', description: 'check again whenever something changes, until Ctrl-C' },
    'verify-deterministic': {
      type: 'boolean',
      description:
        'evaluate again under another time zone, locale, folder and file order; the bytes must be the same',
    },
  },
  positionals: [0, 0],
  async run(invocation) {
    const { options } = invocation
    const live = options.text('live')
    const isVerified = options.flag('verify-deterministic')
    const request = { isVerified, ...(live !== undefined && { live }) }
    if (options.flag('watch')) return await watch(request, invocation)
    const { directory, workspace, diagnostics } = await checkWorkspace(request, invocation)
    const exitCode = hasErrors(diagnostics) ? exitCodes.invalid : exitCodes.done
    if (options.flag('sarif')) {
      return { exitCode, text: renderSarif(diagnostics, repositoryFolder(directory)), json: {} }
    }
    const text = exitCode === exitCodes.done ? summary(workspace, isVerified) : ''
    const json = { workspace: workspace.name, waivers: workspace.waivers }
    return { exitCode, text, json, diagnostics, workspaceDirectory: directory }
  },
}

async function watch(request: CheckRequest, invocation: Invocation): Promise<Report> {
  const { options, terminal } = invocation
  if (options.flag('sarif')) throw usageFailure('--sarif and --watch do not go together')
  const isJson = options.flag('json')
  const tell = (
    diagnostics: readonly Diagnostic[],
    said: { what: string; directory: string; ms: number },
  ) => {
    const errors = diagnostics.filter(({ severity }) => severity === 'error').length
    const verdict = errors === 0 ? 'no errors' : plural(errors, 'error')
    const exitCode = errors === 0 ? exitCodes.done : exitCodes.invalid
    const text = `${said.what}: ${verdict} (${Math.round(said.ms)} ms)\n`
    const json = { checked: said.what }
    const report = { exitCode, text, json, diagnostics, workspaceDirectory: said.directory }
    printReport(report, { terminal, isJson })
  }
  await watchWorkspace(request, invocation, {
    onChecked({ diagnostics, directory }, ms) {
      if (!isJson) terminal.clear()
      tell(diagnostics, { what: 'values', directory, ms })
    },
    onTypes: (diagnostics, directory, ms) => tell(diagnostics, { what: 'types', directory, ms }),
    onTrouble: (error) => terminal.warn(`not checked: ${escapeText(error.message)}\n`),
  })
  return { exitCode: exitCodes.interrupted, text: '', json: {} }
}

function summary(workspace: CompiledWorkspace, isVerified: boolean): string {
  const compiled = [...workspace.compiled.values()].flatMap(({ desired }) => desired ?? [])
  const lines = compiled.map(({ environment, entries, checks }) => {
    const waived = checks.waived.length === 0 ? '' : `, ${checks.waived.length} waived`
    return `${environment.name}  ${plural(entries.length, 'key')}, ${checks.holding} of ${checks.total} invariants hold${waived}`
  })
  return [
    ...lines.map(escapeText),
    ...(workspace.compiled.size === 0
      ? ['not checked: documents and invariants, which need live values']
      : []),
    ...waiverLines(workspace.waivers).map(escapeText),
    ...(isVerified && workspace.compiled.size > 0 ? ['evaluated three times: the same bytes'] : []),
    '',
  ].join('\n')
}

function waiverLines(waivers: readonly Waiver[]): string[] {
  const width = Math.max(0, ...waivers.map((waiver) => waiver.invariant.length))
  return waivers.map(
    ({ invariant, until, reason }) => `  waived ${invariant.padEnd(width)}  until ${until}  ${reason}`,
  )
}
