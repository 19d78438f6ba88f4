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
