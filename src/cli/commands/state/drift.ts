import { readDrift } from '../../../app/state/index.ts'
import { exitCodes } from '../../../model/index.ts'
import type { Command } from '../../command.ts'
import { formatOf, formatOption } from '../../options/format.ts'
import { prefixOption } from '../../options/permissions.ts'
import { wholeNumber } from '../../options/whole-number.ts'
import { renderDrift } from '../../render/drift.ts'

const formats = ['text', 'html'] as const

export const drift: Command = {
  name: 'drift',
  summary: 'what was changed outside: per key modified, deleted or foreign, leaf by leaf',
  usage: '[--since REVISION] [--all] [--format text|html] [--detailed-exitcode]',
  details: `Compares live state with what was last applied and with the sources. With --since, lists every write that no
apply made after that revision, those that were undone again too, as far back as the store remembers. Where endpoints are
given, no sources are needed: then live state is compared with what was last applied.`,
  options: {
    since: {
      type: 'string',
      value: 'REVISION',
      description: 'also list each outside write after this revision',
    },
    all: { type: 'boolean', description: 'name every foreign key, however many lie below a prefix' },
    'detailed-exitcode': { type: 'boolean', description: 'exit 2 when something was changed outside' },
    format: formatOption(formats),
    ...prefixOption,
  },
  positionals: [0, 0],
  async run(invocation) {
    const format = formatOf(invocation, formats)
    const since = invocation.options.text('since')
    const isFolded = !invocation.options.flag('all')
    const after = since === undefined ? {} : { since: wholeNumber(since, '--since') }
    const drifted = await readDrift({ isFolded, ...after }, invocation)
    const { revision, report, writes, withoutSources } = drifted
    const isDrifted =
      [...report.entries, ...(report.folded ?? [])].some(({ owner }) => owner === undefined) ||
      (writes?.kind === 'read' && writes.writes.length > 0)
    const isDetailed = invocation.options.flag('detailed-exitcode')
    return {
      exitCode: isDetailed && isDrifted ? exitCodes.changes : exitCodes.done,
      text:
        format === 'html'
          ? (await import('../../render/html/state-pages.ts')).driftPage(drifted)
          : renderDrift(drifted, invocation.terminal.paint),
      json: {
        revision,
        withoutSources: withoutSources ?? null,
        drift: { ...report, folded: report.folded ?? [] },
        ...(writes === undefined ? {} : { since: writes }),
      },
    }
  },
}
