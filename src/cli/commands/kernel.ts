import { resolve } from 'node:path'
import {
  answerLive,
  chooseLayout,
  compileWorkspace,
  describeStore,
  Failure,
  findWorkspace,
  type OpenEnvironment,
  refuseBlank,
  usageFailure,
  withEnvironment,
} from '../../app/index.ts'
import {
  compareLayout,
  followMaps,
  KernelError,
  type ObjectReading,
  planMapSync,
  readDocuments,
  readObject,
  readPinned,
  type SyncOutcome,
  syncMaps,
} from '../../kernel/index.ts'
import type { Layout } from '../../layout/index.ts'
import { exitCodes, hasErrors, StoreError } from '../../model/index.ts'
import type { Command, Invocation, Report } from '../command.ts'
import { renderMaps } from '../render/kernel-text.ts'

export const kernel: Command = {
  name: 'kernel',
  summary: 'compare BPF objects and pinned maps with the layout, and bring the maps to what the store holds',
  usage: 'check [OBJECT] | plan | sync [--watch]',
  details: `check OBJECT compares a compiled BPF object with the layout before it is loaded; without OBJECT, the pinned maps.
plan shows what sync would change in the pinned maps; sync changes them, reads them back and verifies.
Interface names resolve on this host; one that is missing is an error, and nothing is written.`,
  options: {
    layout: { type: 'string', value: 'NAME', description: 'layout; default: the only one of the workspace' },
    pins: { type: 'string', value: 'DIR', description: 'pinned maps; default: /sys/fs/bpf/<layout>' },
    node: { type: 'string', value: 'NODE', description: 'node whose own documents win' },
    watch: { type: 'boolean', description: 'sync: go on with every change, until Ctrl-C' },
  },
  positionals: [1, 2],
  writes: true,
  async run(invocation) {
    const [verb, object] = invocation.positionals
    if (verb !== 'check' && object !== undefined)
      throw usageFailure(`appia kernel ${verb} takes no "${object}"`)
    try {
      if (verb === 'check') return await check(invocation, object)
      if (verb === 'plan') return await withLayout(invocation, plan)
      if (verb === 'sync')
        return await withLayout(invocation, invocation.options.flag('watch') ? follow : sync)
    } catch (error) {
      if (error instanceof KernelError) throw new Failure(exitCodes.error, error.message, { cause: error })
      throw error
    }
    throw usageFailure(`appia kernel takes check, plan or sync, not "${verb}"`)
  },
}

async function check(invocation: Invocation, object: string | undefined): Promise<Report> {
  const directory = findWorkspace(invocation)
  const workspace = await compileWorkspace(directory)
  refuseBlank(workspace)
  const { layout, diagnostics } = chooseLayout(workspace.layouts, invocation.options.text('layout'))
  if (layout === undefined) return invalid(diagnostics, directory)
  const reading: ObjectReading =
    object === undefined
      ? { found: await readPinned(pinsOf(invocation, layout), layout), diagnostics: [] }
      : await readObject(resolve(invocation.directory, object), layout)
  if (reading.found === undefined) return invalid(reading.diagnostics, directory)
  const declared = workspace.layouts.flatMap(({ declaration }) => Object.keys(declaration.maps))
  const differences = compareLayout(layout, reading.found, declared)
  if (hasErrors(differences)) return invalid(differences, directory)
  const subject = object ?? pinsOf(invocation, layout)
  return {
    exitCode: exitCodes.done,
    text: `${subject} agrees with layout ${layout.name}: ${layout.maps.length} maps, ${layout.structs.length} structs\n`,
    json: { layout: layout.name, hash: layout.hash },
    diagnostics: differences,
  }
}

/** An open environment with the layout whose maps are meant. */
interface LayoutContext extends OpenEnvironment {
  readonly invocation: Invocation
  readonly layout: Layout
  readonly pins: string
  readonly prefix: string
  readonly node?: string
}

async function withLayout(
  invocation: Invocation,
  task: (context: LayoutContext) => Promise<Report>,
): Promise<Report> {
  return await withEnvironment(invocation, async (open) => {
    const { workspace } = await answerLive(open)
    if (workspace.compiled.size === 0) return invalid(workspace.diagnostics, open.directory)
    const { layout, diagnostics } = chooseLayout(workspace.layouts, invocation.options.text('layout'))
    if (layout === undefined) return invalid(diagnostics, open.directory)
    const node = invocation.options.text('node')
    const { prefix } = open.environment
    const context = { ...open, invocation, layout, pins: pinsOf(invocation, layout), prefix }
    return await task(node === undefined ? context : { ...context, node })
  })
}

async function plan(context: LayoutContext): Promise<Report> {
  return await once(context, planMapSync)
}

async function sync(context: LayoutContext): Promise<Report> {
  return await once(context, syncMaps)
}

async function once(context: LayoutContext, act: typeof syncMaps): Promise<Report> {
  const { documents, revision, diagnostics } = await readDocuments(context, context.layout)
  if (diagnostics.length > 0) return invalid(diagnostics, context.directory)
  const outcome = await act({ ...context, documents })
  return {
    exitCode: exitCodeOf(outcome),
    text:
      outcome.kind === 'refused'
        ? ''
        : heading(context, revision) + renderMaps(outcome, context.invocation.terminal.paint),
    json: { ...outcome, revision },
    diagnostics: outcome.diagnostics,
    workspaceDirectory: context.directory,
  }
}

async function follow(context: LayoutContext): Promise<Report> {
  const { terminal, signal } = context.invocation
  await followMaps({
    ...context,
    signal,
    onSync: (outcome, revision) => {
      const kept = outcome.kind === 'refused' ? '; the maps keep what they hold' : ''
      for (const { message } of outcome.diagnostics)
        terminal.warn(`revision ${revision}: ${message}${kept}\n`)
      const isSilent = outcome.kind === 'refused' || outcome.maps.every(({ changes }) => changes.length === 0)
      if (!isSilent) terminal.write(`${heading(context, revision)}${renderMaps(outcome, terminal.paint)}`)
    },
    onTrouble: (error) => {
      const subject = error instanceof StoreError ? context.store.name : 'kernel'
      terminal.warn(`${subject}: ${error.message}; the maps keep what they hold\n`)
    },
  })
  return { exitCode: exitCodes.interrupted, text: '', json: {} }
}

function heading({ layout, pins, store, directory }: LayoutContext, revision: number): string {
  return `${layout.name} · ${pins} · ${describeStore(store, directory)} · revision ${revision}\n`
}

function exitCodeOf(outcome: SyncOutcome) {
  if (outcome.kind === 'refused') return exitCodes.invalid
  return outcome.kind === 'failed' ? exitCodes.error : exitCodes.done
}

function pinsOf(invocation: Invocation, layout: Layout): string {
  const pins = invocation.options.text('pins')
  return pins === undefined ? `/sys/fs/bpf/${layout.name}` : resolve(invocation.directory, pins)
}

function invalid(diagnostics: Report['diagnostics'] & object, workspaceDirectory: string): Report {
  return { exitCode: exitCodes.invalid, text: '', json: {}, diagnostics, workspaceDirectory }
}
