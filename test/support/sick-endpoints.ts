import { setTimeout } from 'node:timers/promises'
import { openEtcdStore } from '../../src/store/index.ts'
import { type EtcdServer, freePort, startEtcd, startEtcdCluster, startLearner } from './etcd.ts'
import { startTcpProxy } from './tcp-proxy.ts'

/** How an endpoint may fare. */
export const endpointStates = {
  U: 'up',
  R: 'refused',
  H: 'hung',
  L: 'learner',
  N: 'no leader',
  O: 'other cluster',
} as const
export type EndpointState = keyof typeof endpointStates

/** One endpoint in each state; all but `O` and `N` of one cluster. */
export interface SickEndpoints {
  readonly endpoints: { readonly [state in EndpointState]: string }
  /** The one that is up. */
  readonly etcd: EtcdServer
  close(): Promise<void>
}

/** Starts what is needed for an endpoint in each state. */
export async function startSickEndpoints(): Promise<SickEndpoints> {
  const etcd = await startEtcd()
  const stranger = await startEtcd()
  const learner = await startLearner(etcd)
  const [left, killed] = (await startEtcdCluster(2)) as [EtcdServer, EtcdServer]
  await killed.kill()
  await leaderless(left)
  const hung = await startTcpProxy(etcd.endpoint)
  hung.set('black-hole')
  return {
    endpoints: {
      U: etcd.endpoint,
      R: `127.0.0.1:${await freePort()}`,
      H: hung.endpoint,
      L: learner.endpoint,
      N: left.endpoint,
      O: stranger.endpoint,
    },
    etcd,
    async close() {
      await hung.close()
      await Promise.all([etcd, stranger, learner, left, killed].map((server) => server.stop()))
    },
  }
}

/** A member of which the others are gone takes itself for their leader until an election is due. */
async function leaderless({ endpoint }: EtcdServer): Promise<void> {
  const store = await openEtcdStore({ endpoints: [endpoint] })
  try {
    for (;;) {
      const [member] = await store.status()
      if (member?.reachable === true && member.hasLeader === false) return
      await setTimeout(50)
    }
  } finally {
    await store.close()
  }
}
