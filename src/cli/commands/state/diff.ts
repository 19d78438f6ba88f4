import { usageFailure } from '../../../app/index.ts'
import { diffStates } from '../../../app/plan/index.ts'
import { exitCodes } from '../../../model/index.ts'
import type { Command } from '../../command.ts'
import { formatOf, formatOption } from '../../options/format.ts'
import { prefixOption } from '../../options/permissions.ts'
import { renderDifferences } from '../../render/plan/state-differences.ts'
import { sourcesLine } from '../../render/sources-line.ts'

const formats = ['text', 'html'] as const

export const diff: Command = {
  name: 'diff',
  summary: 'what differs between two applies, revisions, or one of them and live',
  usage: '--from STATE [--to STATE] [--format text|html]',
  details:
    'STATE is @3 (after apply 3; @0: before the first), 17 (revision 17), or live: the keys that are managed in it. --to is live unless given.',
  options: {
    from: { type: 'string', value: 'STATE', description: 'the older state' },
    to: { type: 'string', value: 'STATE', description: 'the newer state; default live' },
    format: formatOption(formats),
    ...prefixOption,
  },
  positionals: [0, 0],
  async run(invocation) {
    const from = invocation.options.text('from')
    const to = invocation.options.text('to') ?? 'live'
    if (from === undefined)
      throw usageFailure('diff needs --from', 'for example: appia diff --from @3 --to live')
    const format = formatOf(invocation, formats)
    const { differences, ...sources } = await diffStates({ from, to }, invocation)
    const json = { from, to, differences }
    if (format === 'html') {
      const { differencesPage } = await import('../../render/html/state-pages.ts')
      return { exitCode: exitCodes.done, text: differencesPage(differences, { from, to, ...sources }), json }
    }
    const text = renderDifferences(differences, { from, to, paint: invocation.terminal.paint })
    const lines = sourcesLine(sources).map((line) => `${line}\n`)
    return { exitCode: exitCodes.done, text: [...lines, text].join(''), json }
  },
}
