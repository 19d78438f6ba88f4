import {
  describeStore,
  type ReadableEnvironment,
  sourcesLine,
  withReadableEnvironment,
} from '../../app/index.ts'
import { type OutsideWrite, readLive, readOutsideWrites } from '../../apply/index.ts'
import { exitCodes, StoreError } from '../../model/index.ts'
import { driftOf } from '../../plan/index.ts'
import type { Command } from '../command.ts'
import { prefixOption } from '../options/permissions.ts'
import { wholeNumber } from '../options/whole-number.ts'
import { renderDrift } from '../render/drift.ts'

export const drift: Command = {
  name: 'drift',
  summary: 'what was changed outside: per key modified, deleted or foreign, leaf by leaf',
  usage: '[--since REVISION] [--detailed-exitcode]',
  details: `Compares live state with what was last applied and with the sources. With --since, lists every write that no
apply made after that revision, those that were undone again too, as far back as the store remembers. Where endpoints are
given, no sources are needed: then live state is compared with what was last applied.`,
  options: {
    since: {
      type: 'string',
      value: 'REVISION',
      description: 'also list each outside write after this revision',
    },
    'detailed-exitcode': { type: 'boolean', description: 'exit 2 when something was changed outside' },
    ...prefixOption,
  },
  positionals: [0, 0],
  async run(invocation) {
    const since = invocation.options.text('since')
    return await withReadableEnvironment(invocation, async (open) => {
      const { store, environment, desired, managedPrefixes, lookup } = open
      const keys = desired?.entries.map((entry) => entry.key) ?? []
      const live = await readLive(store, { prefix: environment.prefix, managedPrefixes, keys })
      const report = driftOf({
        live,
        lookup,
        managedPrefixes,
        ignore: open.driftIgnore,
        ...(desired && { desired }),
      })
      const writes =
        since === undefined ? undefined : await outsideWrites(open, wholeNumber(since, '--since'))
      const isDrifted = report.entries.length > 0 || (writes?.kind === 'read' && writes.writes.length > 0)
      const isDetailed = invocation.options.flag('detailed-exitcode')
      const view = {
        title: [
          `${environment.name} · ${describeStore(store, open.directory)} · revision ${live.revision}`,
          ...sourcesLine(open),
        ].join('\n'),
        isApplied: live.epoch !== undefined,
        paint: invocation.terminal.paint,
      }
      return {
        exitCode: isDetailed && isDrifted ? exitCodes.changes : exitCodes.done,
        text: renderDrift(report, writes, view),
        json: {
          revision: live.revision,
          withoutSources: open.withoutSources ?? null,
          drift: report,
          ...(writes === undefined ? {} : { since: writes }),
        },
      }
    })
  },
}

/** Outside writes, or why they are not known. */
export type OutsideWrites =
  | { readonly kind: 'read'; readonly writes: readonly OutsideWrite[] }
  | { readonly kind: 'not-checked'; readonly problem: string }

async function outsideWrites(open: ReadableEnvironment, since: number): Promise<OutsideWrites> {
  const { store, environment, managedPrefixes } = open
  const request = { prefix: environment.prefix, managedPrefixes, since }
  try {
    return { kind: 'read', writes: await readOutsideWrites(store, request) }
  } catch (error) {
    if (!(error instanceof StoreError)) throw error
    return { kind: 'not-checked', problem: error.message }
  }
}
