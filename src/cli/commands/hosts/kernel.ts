import { usageFailure } from '../../../app/index.ts'
import {
  checkKernel,
  followKernel,
  type LayoutRequest,
  type MapSync,
  planKernel,
  type SyncRequest,
  syncKernel,
} from '../../../app/kernel/index.ts'
import { exitCodes } from '../../../model/index.ts'
import type { Command, Invocation, OptionValues, Report } from '../../command.ts'
import { renderMapSync } from '../../render/kernel-text.ts'
import { escapeText } from '../../render/text/plain-text.ts'

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
  completes: ['check', 'plan', 'sync'],
  positionals: [1, 2],
  writes: true,
  async run(invocation) {
    const [verb, object] = invocation.positionals
    if (verb !== 'check' && object !== undefined)
      throw usageFailure(`appia kernel ${verb} takes no "${object}"`)
    const request = requestOf(invocation.options)
    switch (verb) {
      case 'check':
        return await check(object === undefined ? request : { ...request, object }, invocation)
      case 'plan':
        return syncReport(await planKernel(request, invocation), invocation)
      case 'sync':
        if (invocation.options.flag('watch')) return await follow(request, invocation)
        return syncReport(await syncKernel(request, invocation), invocation)
      default:
        throw usageFailure(`appia kernel takes check, plan or sync, not "${verb}"`)
    }
  },
}

function requestOf(options: OptionValues): SyncRequest {
  const layout = options.text('layout')
  const pins = options.text('pins')
  const node = options.text('node')
  return {
    ...(layout !== undefined && { layout }),
    ...(pins !== undefined && { pins }),
    ...(node !== undefined && { node }),
  }
}

async function check(
  request: LayoutRequest & { readonly object?: string },
  invocation: Invocation,
): Promise<Report> {
  const { subject, layout, diagnostics } = await checkKernel(request, invocation)
  return {
    exitCode: exitCodes.done,
    text: `${subject} agrees with layout ${layout.name}: ${layout.maps.length} maps, ${layout.structs.length} structs\n`,
    json: { layout: layout.name, hash: layout.hash },
    diagnostics,
  }
}

function syncReport(sync: MapSync, { terminal }: Invocation): Report {
  const { outcome, revision, directory } = sync
  return {
    exitCode: exitCodeOf(outcome),
    text: outcome.kind === 'refused' ? '' : renderMapSync(sync, terminal.paint),
    json: { ...outcome, revision },
    diagnostics: outcome.diagnostics,
    workspaceDirectory: directory,
  }
}

async function follow(request: SyncRequest, invocation: Invocation): Promise<Report> {
  const { terminal } = invocation
  await followKernel(request, invocation, {
    onSync: (sync) => {
      const { outcome, revision } = sync
      const kept = outcome.kind === 'refused' ? '; the maps keep what they hold' : ''
      for (const { message } of outcome.diagnostics)
        terminal.warn(`${escapeText(`revision ${revision}: ${message}${kept}`)}\n`)
      const isSilent = outcome.kind === 'refused' || outcome.maps.every(({ changes }) => changes.length === 0)
      if (!isSilent) terminal.write(renderMapSync(sync, terminal.paint))
    },
    onTrouble: (subject, error) =>
      terminal.warn(`${escapeText(`${subject}: ${error.message}; the maps keep what they hold`)}\n`),
  })
  return { exitCode: exitCodes.interrupted, text: '', json: {} }
}

function exitCodeOf(outcome: MapSync['outcome']) {
  if (outcome.kind === 'refused') return exitCodes.invalid
  return outcome.kind === 'failed' ? exitCodes.error : exitCodes.done
}
