import { trim } from '../../app/apply/index.ts'
import { listHistory } from '../../app/state/index.ts'
import { exitCodes } from '../../model/index.ts'
import type { Command } from '../command.ts'
import { carryOutOptions, prefixOption } from '../options/permissions.ts'
import { wholeNumber } from '../options/whole-number.ts'
import { historyLine } from '../render/history.ts'
import { renderTrimPlan } from '../render/trim.ts'
import { trimReport } from '../reports/trim-report.ts'
import { reviewerAt } from '../terminal/reviewer.ts'

export const history: Command = {
  name: 'history',
  summary: 'what was applied, newest first; --trim removes what is old',
  usage: '[--env NAME] [--limit N] [--trim N [--yes]]',
  details: `With --trim, keeps the newest N applies with everything that a rollback, a diff or a drift needs of them, shows what
goes, and asks. It may run beside applies, and again after it broke off. etcd gives the room back when it is compacted
and defragmented.`,
  options: {
    limit: { type: 'string', value: 'N', description: 'how many entries; default 20' },
    trim: { type: 'string', value: 'N', description: 'keep the newest N applies, remove older history' },
    yes: carryOutOptions.yes,
    ...prefixOption,
  },
  positionals: [0, 0],
  async run(invocation) {
    const keep = invocation.options.text('trim')
    if (keep !== undefined) {
      const reviewer = reviewerAt(invocation, renderTrimPlan)
      return trimReport(await trim(wholeNumber(keep, '--trim'), invocation, reviewer))
    }
    const limit = wholeNumber(invocation.options.text('limit') ?? '20', '--limit')
    const entries = await listHistory(limit, invocation)
    const lines = entries.length === 0 ? ['nothing was applied yet'] : entries.map(historyLine)
    return { exitCode: exitCodes.done, text: [...lines, ''].join('\n'), json: { entries } }
  },
}
