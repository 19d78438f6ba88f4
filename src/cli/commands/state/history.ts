import { trim } from '../../../app/apply/index.ts'
import { usageFailure } from '../../../app/index.ts'
import { listHistory } from '../../../app/state/index.ts'
import { exitCodes, type LedgerEntry } from '../../../model/index.ts'
import type { Command } from '../../command.ts'
import { formatOf, formatOption } from '../../options/format.ts'
import { carryOutOptions, prefixOption } from '../../options/permissions.ts'
import { wholeNumber } from '../../options/whole-number.ts'
import { historyLine } from '../../render/history.ts'
import { renderTrimPlan } from '../../render/trim.ts'
import { trimReport } from '../../reports/trim-report.ts'
import { reviewerAt } from '../../terminal/reviewer.ts'

const formats = ['text', 'html'] as const

export const history: Command = {
  name: 'history',
  summary: 'what was applied, newest first; --trim removes what is old',
  usage: '[--env NAME] [--limit N] [--format text|html] [--trim N [--yes]]',
  details: `With --trim, keeps the newest N applies with everything that a rollback, a diff or a drift needs of them, shows what
goes, and asks. It may run beside applies, and again after it broke off. etcd gives the room back when it is compacted
and defragmented.`,
  options: {
    limit: { type: 'string', value: 'N', description: 'how many entries; default 20' },
    trim: { type: 'string', value: 'N', description: 'keep the newest N applies, remove older history' },
    yes: carryOutOptions.yes,
    format: formatOption(formats),
    ...prefixOption,
  },
  positionals: [0, 0],
  async run(invocation) {
    const keep = invocation.options.text('trim')
    if (keep !== undefined) {
      if (invocation.options.text('format') !== undefined)
        throw usageFailure('--format is for what was applied, --trim removes of it: give one of them')
      const reviewer = reviewerAt(invocation, renderTrimPlan)
      return trimReport(await trim(wholeNumber(keep, '--trim'), invocation, reviewer))
    }
    const format = formatOf(invocation, formats)
    const limit = wholeNumber(invocation.options.text('limit') ?? '20', '--limit')
    const entries = await listHistory(limit, invocation)
    return { exitCode: exitCodes.done, text: await textOf(entries, format), json: { entries } }
  },
}

async function textOf(entries: readonly LedgerEntry[], format: (typeof formats)[number]): Promise<string> {
  if (format === 'html') return (await import('../../render/html/state-pages.ts')).historyPage(entries)
  const lines = entries.length === 0 ? ['nothing was applied yet'] : entries.map(historyLine)
  return [...lines, ''].join('\n')
}
