import { commandSpeller, type SpellCommand } from '../../../app/index.ts'
import { type Confirming, confirm as confirmApply, settledText } from '../../../app/rollout/index.ts'
import { type ExitCode, exitCodes } from '../../../model/index.ts'
import type { Command } from '../../command.ts'
import { prefixOption } from '../../options/permissions.ts'
import { wholeNumber } from '../../options/whole-number.ts'
import { pendingHelp, pendingText } from '../../render/outcome.ts'
import { escapeText } from '../../render/text/plain-text.ts'

export const confirm: Command = {
  name: 'confirm',
  summary: 'let the apply stand that waits to be confirmed (apply --confirm-within)',
  usage: '[N]',
  details: `With N, only if that apply is the one that waits. One whose time is over cannot be confirmed any more: it is taken
back, here and now, unless somebody else was quicker.`,
  options: { ...prefixOption },
  positionals: [0, 1],
  writes: true,
  async run(invocation) {
    const [text] = invocation.positionals
    const seq = text === undefined ? undefined : wholeNumber(text.replace(/^@/, ''), 'appia confirm')
    const result = await confirmApply(seq, invocation)
    const { confirmed, settled = null, environment } = result
    const told = renderConfirming(result, seq, commandSpeller(invocation, environment))
    return { ...told, json: { confirmed, settled } }
  },
}

function renderConfirming(
  { confirmed, settled, newest, storeName }: Confirming,
  seq: number | undefined,
  spell: SpellCommand,
): { readonly exitCode: ExitCode; readonly text: string } {
  const exitCode = exitCodes.conflict
  switch (confirmed.kind) {
    case 'confirmed':
      return {
        exitCode: exitCodes.done,
        text: `confirmed @${confirmed.pending.seq}: it stands · ${storeName}\n`,
      }
    case 'nothing-pending': {
      const is = newest === undefined ? '' : `; the newest is @${newest.seq} (${newest.kind})`
      const isAsAsked = seq === undefined || newest?.seq === seq
      return {
        exitCode: isAsAsked ? exitCodes.done : exitCode,
        text: `no apply waits to be confirmed${is} · ${storeName}\n`,
      }
    }
    case 'expired': {
      const what = settled === undefined ? 'somebody else has taken it back' : settledText(settled)
      return { exitCode, text: `too late: ${escapeText(what)}\n` }
    }
    case 'another': {
      const { pending } = confirmed
      return {
        exitCode,
        text: `nothing confirmed: ${pendingText(pending)}\n  ${pendingHelp(pending, spell)}\n`,
      }
    }
    default:
      return confirmed satisfies never
  }
}
