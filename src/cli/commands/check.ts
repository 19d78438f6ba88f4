import {
  type CompiledWorkspace,
  chooseEnvironment,
  compileWorkspace,
  findWorkspace,
  notChecked,
  readLiveFile,
  readSchemas,
  tellingTypeErrors,
  typeErrors,
} from '../../app/index.ts'
import { mergeDiagnostics, waiversDue } from '../../compile/index.ts'
import { verifyDeterministic } from '../../load/index.ts'
import {
  type Diagnostic,
  exitCodes,
  hasErrors,
  type LiveValues,
  sortDiagnostics,
  type Waiver,
} from '../../model/index.ts'
import type { Command, Invocation } from '../command.ts'
import { plural } from '../render/diagnostics.ts'
import { repositoryFolder } from '../render/repository-folder.ts'
import { renderSarif } from '../render/sarif.ts'

export const check: Command = {
  name: 'check',
  summary: 'evaluate, type-check and validate the workspace, its schemas and its invariants',
  usage: '[--sarif] [--verify-deterministic] [--live FILE]',
  details: `Needs no store and changes nothing. Prints waivers with their last day, warns in its last 30 days, and fails
once it is past. What the sources read with live() is taken from --live FILE; without it, what depends on it is said to
be not checked.`,
  options: {
    live: {
      type: 'string',
      value: 'FILE',
      description: 'values for live(): a JSON object from key to value',
    },
    sarif: { type: 'boolean', description: 'print the diagnostics as SARIF 2.1.0' },
    'verify-deterministic': {
      type: 'boolean',
      description:
        'evaluate again under another time zone, locale, folder and file order; the bytes must be the same',
    },
  },
  positionals: [0, 0],
  async run(invocation) {
    const directory = findWorkspace(invocation)
    const isVerified = invocation.options.flag('verify-deterministic')
    const live = invocation.options.text('live')
    const values = live === undefined ? undefined : await readLiveFile(live, invocation)
    const [all, types, verified] = await invocation.withProgress('checking', () =>
      Promise.all([
        compileWorkspace(directory, values && { values }),
        typeErrors(directory),
        isVerified ? verify(directory, values) : [],
      ]),
    )
    const workspace = meantIn(all, invocation)
    const found = mergeDiagnostics([
      ...workspace.diagnostics,
      ...[...workspace.compiled.values()].flatMap((one) => one.diagnostics),
    ])
    const diagnostics = sortDiagnostics([
      ...found,
      ...tellingTypeErrors(types, found, [...workspace.compiled.values()]),
      ...verified,
      ...notChecked(workspace),
      ...waiversDue(workspace.waivers, invocation.now()),
    ])
    const exitCode = hasErrors(diagnostics) ? exitCodes.invalid : exitCodes.done
    if (invocation.options.flag('sarif')) {
      return { exitCode, text: renderSarif(diagnostics, repositoryFolder(directory)), json: {} }
    }
    const text = exitCode === exitCodes.done ? summary(workspace, isVerified) : ''
    const json = { workspace: workspace.name, waivers: workspace.waivers }
    return { exitCode, text, json, diagnostics, workspaceDirectory: directory }
  },
}

/** With `--env`, what was compiled for that environment alone. */
function meantIn(workspace: CompiledWorkspace, invocation: Invocation): CompiledWorkspace {
  if (invocation.options.text('env') === undefined || workspace.environments.length === 0) return workspace
  const { name } = chooseEnvironment(workspace.environments, invocation)
  return { ...workspace, compiled: new Map([...workspace.compiled].filter(([each]) => each === name)) }
}

async function verify(directory: string, live: LiveValues | undefined): Promise<readonly Diagnostic[]> {
  const { schemas } = await readSchemas(directory)
  return await verifyDeterministic({ directory, schemas: [...schemas.values()], ...(live && { live }) })
}

function summary(workspace: CompiledWorkspace, isVerified: boolean): string {
  const compiled = [...workspace.compiled.values()].flatMap(({ desired }) => desired ?? [])
  const lines = compiled.map(({ environment, entries, checks }) => {
    const waived = checks.waived.length === 0 ? '' : `, ${checks.waived.length} waived`
    return `${environment.name}  ${plural(entries.length, 'key')}, ${checks.holding} of ${checks.total} invariants hold${waived}`
  })
  return [
    ...lines,
    ...(workspace.compiled.size === 0
      ? ['not checked: documents and invariants, which need live values']
      : []),
    ...waiverLines(workspace.waivers),
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
