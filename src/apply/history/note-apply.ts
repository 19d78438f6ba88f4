import { randomUUID } from 'node:crypto'
import { type Compare, type Live, type Operation, toolKeys } from '../../model/index.ts'
import type { ApplyRequest } from '../apply-request.ts'
import { type BuiltTransaction, buildTransaction } from '../build-transaction.ts'
import type { FilledDocuments } from '../fill-changes.ts'
import type { JournalEntry } from '../journal.ts'
import type { PendingParts } from '../pending/settle-pending.ts'
import type { ApplyRecord } from './build-record.ts'

/** What the journal must hold before the transaction is sent: which epoch it is guarded on and which seq it takes. */
export function noteApply(
  { plan, author, now, awaits, ends, passing, signed, newId = randomUUID }: ApplyRequest,
  live: Live,
): JournalEntry {
  const { epoch, manifest } = live
  return {
    formatVersion: 1,
    applyId: newId(),
    fenceId: newId(),
    cluster: live.cluster,
    prefix: plan.prefix,
    workspace: plan.workspace,
    seq: (epoch?.seq ?? 0) + 1,
    lineage: epoch?.lineage ?? newId(),
    epoch:
      epoch === undefined
        ? null
        : {
            applyId: epoch.applyId,
            modRevision: epoch.modRevision,
            value: Buffer.from(epoch.value).toString('base64'),
          },
    ...(manifest === undefined ? {} : { manifest }),
    revision: live.revision,
    who: author.who,
    ...(plan.commit === undefined ? {} : { commit: plan.commit }),
    ...(author.message === undefined ? {} : { message: author.message }),
    when: now.toISOString(),
    ...(awaits && { awaits }),
    ...(ends && { ends: { modRevision: ends.modRevision, isExpired: ends.isExpired } }),
    ...(passing && { passing }),
    ...(signed && { signed }),
    plan,
  }
}

/** The transaction of an apply as it was noted. */
export function transactionOf(
  { plan }: ApplyRequest,
  live: Live,
  {
    record,
    entry,
    guards,
    filled,
    pending,
    removing,
  }: {
    readonly record: ApplyRecord
    readonly entry: JournalEntry
    readonly guards: readonly Compare[]
    readonly filled: FilledDocuments
    readonly pending: PendingParts
    readonly removing: readonly Operation[]
  },
): BuiltTransaction {
  const { seq, applyId, who, when, commit, message, lineage } = entry
  return buildTransaction({
    keys: toolKeys(plan),
    plan,
    live,
    owner: { workspace: plan.workspace, environment: plan.environment },
    lineage,
    record,
    guards,
    filled,
    pending,
    removing,
    entry: {
      seq,
      applyId,
      kind: plan.kind,
      who,
      when,
      planDigest: plan.digest,
      manifest: record.manifest,
      ...(commit === undefined ? {} : { commit }),
      ...(message === undefined ? {} : { message }),
    },
  })
}
