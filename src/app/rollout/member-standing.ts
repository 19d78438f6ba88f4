import { isPointerKey, type KeyValue, sha256 } from '../../model/index.ts'
import {
  type AcknowledgedDocument,
  acknowledgedDocuments,
  agentProblems,
  decodeGenerationPointer,
  type MemberStatus,
} from '../../records/index.ts'
import type { AwaitedMember } from './awaited-members.ts'

/** Whether a member runs what it has to. */
export interface MemberStanding {
  /** `sniffer@gw-01` */
  readonly member: string
  readonly state: 'runs' | 'behind' | 'not-seen'
  readonly documents: readonly DocumentStanding[]
  /** Why it does not, in words; null where it does. */
  readonly reason: string | null
}

interface DocumentStanding {
  readonly key: string
  /** mod_revision in the store. */
  readonly revision: number
  /** That which it says to run; null where it says nothing of the document. */
  readonly running: number | null
}

/**
 * How a member stands. It runs a document at the revision in the store, or the same bytes; or, since the apply (`since`),
 * anything newer.
 */
export function standingOf({ member, status, documents }: AwaitedMember, since: number): MemberStanding {
  const told = status === undefined ? [] : acknowledgedDocuments(status)
  const judged = documents.map((kv) => judge(kv, told, since))
  const shown = judged.map(({ standing }) => standing)
  if (status === undefined)
    return {
      member,
      state: 'not-seen',
      documents: shown,
      reason: 'not seen: nothing with a live lease reports',
    }
  const behind = judged.filter(({ runs }) => !runs)
  if (behind.length === 0) return { member, state: 'runs', documents: shown, reason: null }
  return { member, state: 'behind', documents: shown, reason: reasonOf(status, behind[0]?.standing) }
}

interface Judged {
  readonly runs: boolean
  readonly standing: DocumentStanding
}

function judge(kv: KeyValue, told: readonly AcknowledgedDocument[], since: number): Judged {
  const { key, modRevision: revision } = kv
  const same = told.filter((each) => isSameDocument(each.key, key))
  const runs =
    same.length > 0 &&
    same.every((each) => each.revision >= since || (each.key === key && isCurrent(each, kv)))
  const here = same.filter((each) => each.key === key)
  const lowest = here.length === 0 ? null : Math.min(...here.map((each) => each.revision))
  return { runs, standing: { key, revision, running: lowest } }
}

function isCurrent({ revision, sha256: hash, generation }: AcknowledgedDocument, kv: KeyValue): boolean {
  if (isPointerKey(kv.key)) return generation === decodeGenerationPointer(kv.value)?.generation
  return revision >= kv.modRevision || (hash !== undefined && hash === sha256(kv.value))
}

function isSameDocument(key: string, other: string): boolean {
  const common = (each: string) => each.replace(/\/nodes\/[^/]+\//, '/')
  return common(key) === common(other)
}

/** The last error that it tells, or else what it runs instead. */
function reasonOf(status: MemberStatus, behind: DocumentStanding | undefined): string {
  const problems = [
    ...(status.config_problem === null || status.config_problem === undefined
      ? []
      : [`its newest configuration is ${status.config_problem}`]),
    ...agentProblems(status),
  ]
  if (problems.length > 0) return problems.join('; ')
  if (behind === undefined || behind.running === null) return 'it does not say what it runs'
  return `it runs revision ${behind.running} of ${behind.key}, which is at ${behind.revision}`
}
