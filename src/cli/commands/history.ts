import { readHistory } from '../../apply/index.ts'
import { exitCodes, type LedgerEntry } from '../../model/index.ts'
import type { Command } from '../command.ts'
import { wholeNumber } from '../whole-number.ts'
import { withEnvironment } from '../with-environment.ts'

export const history: Command = {
  name: 'history',
  summary: 'what was applied, newest first',
  usage: '[--env NAME] [--limit N]',
  options: { limit: { type: 'string', value: 'N', description: 'how many entries; default 20' } },
  positionals: [0, 0],
  async run(invocation) {
    const limit = wholeNumber(invocation.options.text('limit') ?? '20', '--limit')
    return await withEnvironment(invocation, async ({ store, environment }) => {
      const entries = await readHistory(store, environment.prefix, limit)
      const text =
        entries.length === 0 ? 'nothing was applied yet\n' : `${entries.map(historyLine).join('\n')}\n`
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
    entry.commit?.slice(0, 7) ?? '',
    entry.who,
    entry.planDigest === undefined ? '' : `digest ${entry.planDigest.slice(0, 8)}`,
    entry.fenced === undefined ? '' : `ends ${entry.fenced.slice(0, 8)}`,
    entry.message ?? '',
  ]
  return parts.filter((part) => part !== '').join('  ')
}
