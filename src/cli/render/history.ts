import { shortCommit } from '../../app/index.ts'
import type { LedgerEntry } from '../../model/index.ts'
import { escapeText } from './text/plain-text.ts'

/** `@3  2026-11-23T01:02:03Z  apply  revision 12  9be2c1f  ci@runner  digest 7d31c0e2` */
export function historyLine(entry: LedgerEntry): string {
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
