import { shortCommit, withEnvironment, withReadableStore } from '../../app/index.ts'
import { readHistory } from '../../apply/index.ts'
import { exitCodes, type LedgerEntry } from '../../model/index.ts'
import type { Command } from '../command.ts'
import { carryOutOptions, prefixOption } from '../options/permissions.ts'
import { wholeNumber } from '../options/whole-number.ts'
import { escapeText } from '../render/plain-text.ts'
import { trimTo } from './trim-history.ts'

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
      const count = wholeNumber(keep, '--trim')
      return await withEnvironment(invocation, (open) => trimTo(count, open, invocation))
    }
    const limit = wholeNumber(invocation.options.text('limit') ?? '20', '--limit')
    return await withReadableStore(invocation, async (open) => {
      const { store, environment } = open
      const entries = await readHistory(store, environment.prefix, limit)
      const lines = entries.length === 0 ? ['nothing was applied yet'] : entries.map(historyLine)
      const text = [...lines, ''].join('\n')
      return { exitCode: exitCodes.done, text, json: { entries } }
    })
  },
}

/** `@3  2026-11-23T01:02:03Z  apply  revision 12  9be2c1f  ci@runner  digest 7d31c0e2` */
function historyLine(entry: LedgerEntry): string {
  const parts = [
    `@${entry.seq}`.padEnd(5),
    entry.when,
    entry.kind.padEnd(8),
    entry.revision === undefined ? '' : `revision ${entry.revision}`,
    entry.commit === undefined ? '' : shortCommit(entry.commit),
    entry.who,
    entry.planDigest === undefined ? '' : `digest ${entry.planDigest.slice(0, 8)}`,
    entry.fenced === undefined ? '' : `ends ${entry.fenced.slice(0, 8)}`,
    entry.message ?? '',
  ]
  return escapeText(parts.filter((part) => part !== '').join('  '))
}
