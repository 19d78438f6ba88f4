import { setTimeout as delay } from 'node:timers/promises'
import { askingNothing } from './encode.ts'
import type { EtcdClient } from './etcd-client.ts'
import { toStoreError } from './to-store-error.ts'

// An endpoint that swallows packets must not use up the time of the others.
const probeMilliseconds = 3_000
const nextAttemptMilliseconds = 1_000

/** When a call that only asks whether an endpoint answers is given up, in milliseconds since the epoch. */
export function probeDeadline(milliseconds = probeMilliseconds): number {
  return Date.now() + milliseconds
}

/** A client whose endpoint answers, and the id of its cluster as etcd sends it. */
export interface AnsweringClient {
  readonly client: EtcdClient
  readonly cluster: string
}

/**
 * The client that answers first: the one at hand, or one of those opened a second apart after it. The kernel repeats a
 * connection request that was dropped ever more rarely, so that a hung one would outlast the outage by up to its length.
 * Closes all but the one it gives. Throws what the first ran into; then the client at hand is closed too.
 */
export async function firstToAnswer(
  atHand: EtcdClient,
  openAnother: () => Promise<EtcdClient>,
  milliseconds = probeMilliseconds,
): Promise<AnsweringClient> {
  const deadline = probeDeadline(milliseconds)
  const givenUpAt = performance.now() + milliseconds
  const clients: EtcdClient[] = []
  const answers: Promise<AnsweringClient>[] = []
  let answered: AnsweringClient | undefined
  const over = new AbortController()
  try {
    while (answered === undefined && performance.now() < givenUpAt) {
      const client = clients.length === 0 ? atHand : await openAnother()
      clients.push(client)
      answers.push(readAnything(client, deadline).then((cluster) => ({ client, cluster })))
      const pause = delay(nextAttemptMilliseconds, undefined, { signal: over.signal }).catch(() => undefined)
      answered = await Promise.race([Promise.any(answers), pause])
    }
    answered ??= await Promise.any(answers)
    return answered
  } catch (error) {
    throw error instanceof AggregateError ? error.errors[0] : error
  } finally {
    over.abort()
    for (const client of clients) if (client !== answered?.client) client.close()
  }
}

/**
 * A read through the leader, which no stopped, cut off or learning member can give. Who may not read the key is told so
 * only after the leader was asked: that is an answer. Maintenance calls are for root alone in many versions.
 */
async function readAnything(client: EtcdClient, deadline: number): Promise<string> {
  try {
    const { header } = await client.call((etcd) =>
      etcd.kv.range({ key: Buffer.from('\0'), count_only: true }, { deadline }),
    )
    return header.cluster_id
  } catch (error) {
    if (toStoreError(error, 'read').code !== 'permission') throw error
    return (await client.call((etcd) => etcd.kv.txn(askingNothing, { deadline }))).header.cluster_id
  }
}
