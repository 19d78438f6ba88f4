/**
 * The apply protocol as a small state machine: one etcd with one data key, an epoch and a ledger; clients that plan,
 * re-read, send and fence; a network that delivers late or never; a foreign writer, a trim, a snapshot and a restore.
 * Everything that matters to a verdict is here, everything else is left out. Numbers stand for contents and ids.
 */

/** What etcd holds. `history` is what truly happened in this timeline; no client sees it. */
export interface Server {
  readonly revision: number
  /** The newest ledger seq, who wrote it (0 at the start), and the revision of the epoch key. */
  readonly epoch: { readonly seq: number; readonly id: number; readonly modRevision: number }
  /** The data key; content 0 when it is not there. */
  readonly data: { readonly content: number; readonly modRevision: number }
  /** Writer by seq: i of an apply of client i, -i of its fence, 100 and more of a trim. Trimmed entries are 0. */
  readonly ledger: readonly number[]
  /** The apply that the newest index is of; 0 before the first. Fences and trims carry it on. */
  readonly manifest: number
  /** The blobs that are there: i is all that the apply of client i stages. */
  readonly blobs: readonly number[]
  readonly history: readonly number[]
}

/** What a client knows; its plan and journal outlive a crash. */
export interface Client {
  readonly phase: 'idle' | 'planned' | 'checked' | 'staged' | 'sent' | 'open' | 'fencing' | 'done'
  /** From planning: what the data key held and at which revision, and the seq. */
  readonly plan: {
    readonly content: number
    readonly modRevision: number
    readonly seq: number
    readonly id: number
  }
  /** From the re-read: the epoch and the revision that the transaction is guarded on. */
  readonly base: Base
  readonly fences: number
  readonly retries: number
  readonly verdict: Verdict
}

/** The epoch, the revision and the content that were read together. */
export interface Base {
  readonly seq: number
  readonly id: number
  readonly modRevision: number
  readonly revision: number
  readonly content: number
}

export type Verdict = '' | 'applied' | 'not-applied' | 'expired' | 'went-back'

/** The whole system. */
export interface State {
  readonly server: Server
  readonly snapshot: Server | null
  readonly clients: readonly Client[]
  /** Messages on their way: T of an apply, F of a fence, R of a trim. */
  readonly network: readonly (Message | TrimMessage)[]
  /** What may still happen. */
  readonly budget: Budget
}

export interface Message {
  readonly kind: 'T' | 'F'
  readonly client: number
}

/** A trim as it was planned: what it removes, and the epoch under which nothing needed that. */
export interface TrimMessage {
  readonly kind: 'R'
  readonly id: number
  readonly base: Pick<Base, 'seq' | 'id' | 'modRevision'>
  readonly garbage: readonly number[]
  /** Only half of it, in a protocol that takes two steps. */
  readonly half?: 'sweep' | 'bump'
}

export interface Budget {
  readonly foreignPuts: number
  readonly foreignDeletes: number
  readonly trims: number
  readonly restores: number
  readonly fences: number
  /**
   * How the data key is guarded: by its content, or, as where keys are many, by a range compare of revisions. The
   * latter does not see a restore between the re-read and the transaction; such worlds have none there.
   */
  readonly guards: 'content' | 'range'
  /** Whether blobs are looked at; where not, they are simply there. */
  readonly blobs: boolean
}

/** Ways to get the protocol wrong; each must be found out. */
export interface Mutant {
  readonly noFence?: boolean
  readonly readInsteadOfFence?: boolean
  readonly ledgerOfOne?: boolean
  readonly guardBelowRoot?: boolean
  readonly retryApply?: boolean
  readonly revisionInsteadOfHash?: boolean
  readonly plainPut?: boolean
  readonly trimmedMeansAborted?: boolean
  readonly trimWithoutEpoch?: boolean
  readonly sweepBeforeBump?: boolean
  readonly sweepAfterBump?: boolean
}

/** Where the system starts: content 1, no apply yet, every client idle; one blob is left from a crash before. */
export function initialState(clients: number, budget: Budget): State {
  const none = { content: 0, modRevision: 0, seq: 0, id: 0 }
  return {
    server: {
      revision: 1,
      epoch: { seq: 0, id: 0, modRevision: 1 },
      data: { content: 1, modRevision: 1 },
      ledger: [0],
      manifest: 0,
      blobs: budget.blobs ? [1] : [],
      history: [],
    },
    snapshot: null,
    clients: Array.from({ length: clients }, () => ({
      phase: 'idle' as const,
      plan: none,
      base: { ...none, revision: 0 },
      fences: 0,
      retries: 0,
      verdict: '' as const,
    })),
    network: [],
    budget,
  }
}

/** The answer to a transaction. */
export type Reply =
  | { readonly kind: 'succeeded' }
  | { readonly kind: 'failed'; readonly verdict: Verdict }
  /** `key not found`: nothing was written. */
  | { readonly kind: 'refused' }

/** Carries out the transaction of an apply. `half` tells a broken protocol's half-applied state. */
export function executeApply(
  server: Server,
  id: number,
  { base }: Client,
  { mutant, guards }: { readonly mutant: Mutant; readonly guards: Budget['guards'] },
): { readonly server: Server; readonly reply: Reply; readonly wrote: boolean; readonly half: boolean } {
  const isUnmoved =
    guards === 'content' ? server.data.content === base.content : server.data.modRevision <= base.revision
  const guarded = isEpoch(server, base) && isUnmoved
  if (!guarded && !mutant.guardBelowRoot) {
    return { server, reply: { kind: 'failed', verdict: 'not-applied' }, wrote: false, half: false }
  }
  // ignore_lease: a put on a key that is gone fails everything
  if (guarded && server.data.content === 0 && !mutant.plainPut) {
    return { server, reply: { kind: 'refused' }, wrote: false, half: false }
  }
  const revision = server.revision + 1
  const seq = base.seq + 1
  return {
    reply: { kind: 'succeeded' },
    wrote: true,
    half: !guarded,
    server: {
      ...server,
      revision,
      epoch: { seq, id, modRevision: revision },
      manifest: id,
      data: guarded ? { content: 10 + id, modRevision: revision } : server.data,
      ledger: withEntry(server.ledger, seq, id, mutant),
      history: [...server.history, id],
    },
  }
}

/** Carries out a fence: under the guard of the apply it ends, it takes the apply's place in the ledger. */
export function executeFence(
  server: Server,
  id: number,
  { base }: Client,
  mutant: Mutant,
): { readonly server: Server; readonly reply: Reply } {
  if (!isEpoch(server, base)) {
    return { server, reply: { kind: 'failed', verdict: judge(server, id, base, mutant) } }
  }
  const revision = server.revision + 1
  const seq = base.seq + 1
  return {
    reply: { kind: 'succeeded' },
    server: {
      ...server,
      revision,
      epoch: { seq, id: -id, modRevision: revision },
      ledger: withEntry(server.ledger, seq, -id, mutant),
    },
  }
}

/** What the ledger says of an apply, read together with the epoch. */
export function judge(server: Server, id: number, base: Base, mutant: Mutant): Verdict {
  const seq = base.seq + 1
  if (mutant.ledgerOfOne) return server.epoch.id === id ? 'applied' : 'not-applied'
  if (server.epoch.seq < seq) return mutant.readInsteadOfFence ? 'not-applied' : 'went-back'
  const winner = server.ledger[seq] ?? 0
  if (winner === 0) return mutant.trimmedMeansAborted ? 'not-applied' : 'expired'
  if (winner === id) return 'applied'
  const previous = server.ledger[base.seq] ?? 0
  return base.seq > 0 && previous !== 0 && previous !== base.id ? 'went-back' : 'not-applied'
}

export function isEpoch({ epoch }: Server, base: TrimMessage['base']): boolean {
  return epoch.modRevision === base.modRevision && epoch.id === base.id && epoch.seq === base.seq
}

export function withEntry(ledger: readonly number[], seq: number, id: number, mutant: Mutant): number[] {
  const entries = mutant.ledgerOfOne ? ledger.map(() => 0) : [...ledger]
  while (entries.length <= seq) entries.push(0)
  entries[seq] = id
  return entries
}
