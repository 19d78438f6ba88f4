import { usageFailure } from '../../app/index.ts'
import { diffStates } from '../../app/plan/index.ts'
import { exitCodes } from '../../model/index.ts'
import type { Command } from '../command.ts'
import { prefixOption } from '../options/permissions.ts'
import { renderDifferences } from '../render/plan/state-differences.ts'
import { sourcesLine } from '../render/sources-line.ts'

export const diff: Command = {
  name: 'diff',
  summary: 'what differs between two applies, revisions, or one of them and live',
  usage: '--from STATE [--to STATE]',
  details:
    'STATE is @3 (after apply 3; @0: before the first), 17 (revision 17), or live: the keys that are managed in it. --to is live unless given.',
  options: {
    from: { type: 'string', value: 'STATE', description: 'the older state' },
    to: { type: 'string', value: 'STATE', description: 'the newer state; default live' },
    ...prefixOption,
  },
  positionals: [0, 0],
  async run(invocation) {
    const from = invocation.options.text('from')
    const to = invocation.options.text('to') ?? 'live'
    if (from === undefined)
      throw usageFailure('diff needs --from', 'for example: appia diff --from @3 --to live')
    const { differences, ...sources } = await diffStates({ from, to }, invocation)
    const text = renderDifferences(differences, { from, to, paint: invocation.terminal.paint })
    const lines = sourcesLine(sources).map((line) => `${line}\n`)
    return { exitCode: exitCodes.done, text: [...lines, text].join(''), json: { from, to, differences } }
  },
}
