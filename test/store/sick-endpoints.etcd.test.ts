import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openEtcdStore } from '../../src/store/index.ts'
import {
  type EtcdServer,
  etcdMissing,
  freePort,
  startEtcd,
  startEtcdCluster,
  startLearner,
} from '../support/etcd.ts'
import { describeGroup } from '../support/groups.ts'
import { startTcpProxy, type TcpProxy } from '../support/tcp-proxy.ts'
import { put } from './contract/tools.ts'

const states = { U: 'up', R: 'refused', H: 'hung', L: 'learner', N: 'no leader', O: 'other cluster' } as const
type State = keyof typeof states

const letters = Object.keys(states) as State[]
const triples = letters.flatMap((a) => letters.flatMap((b) => letters.map((c) => [a, b, c] as const)))
const answerable = triples.filter((triple) => triple.includes('U'))

/** ms; a call may take ten seconds before it is given up. */
const limit = 9_000

describeGroup('etcd', etcdMissing(), 'three endpoints of which one serves', () => {
  let etcd: EtcdServer
  let servers: EtcdServer[]
  let hung: TcpProxy
  let endpoints: { readonly [state in State]: string }
  beforeAll(async () => {
    etcd = await startEtcd()
    const stranger = await startEtcd()
    const learner = await startLearner(etcd)
    const [left, killed] = await startEtcdCluster(2)
    servers = [etcd, stranger, learner, left as EtcdServer, killed as EtcdServer]
    await killed?.kill()
    hung = await startTcpProxy(etcd.endpoint)
    hung.set('black-hole')
    endpoints = {
      U: etcd.endpoint,
      R: `127.0.0.1:${await freePort()}`,
      H: hung.endpoint,
      L: learner.endpoint,
      N: (left as EtcdServer).endpoint,
      O: stranger.endpoint,
    }
  })
  afterAll(async () => {
    await hung.close()
    await Promise.all(servers.map((server) => server.stop()))
  })

  /** Two reads at once, a write and a read of a new store: what the first calls of a command are. */
  async function useOnce(
    triple: readonly State[],
    onWarning: (text: string) => void,
  ): Promise<readonly string[]> {
    const store = await openEtcdStore({ endpoints: triple.map((state) => endpoints[state]), onWarning })
    try {
      const [cluster] = await Promise.all([store.clusterId(), store.range({ key: 'a' })])
      await store.txn({ compare: [], success: [put(triple.join(''), '1')], failure: [] })
      expect((await store.range({ key: triple.join('') })).count).toBe(1)
      return [cluster, await store.clusterId()]
    } finally {
      await store.close()
    }
  }

  describe.each(letters)('the first in the state %s', (first) => {
    it.each(answerable.filter(([state]) => state === first).map((triple) => [triple.join('')]))(
      '%s is read from and written to, all in one cluster, with one warning of each sick endpoint that was met',
      async (text) => {
        const start = performance.now()
        const triple = [...text] as State[]
        const warnings: string[] = []
        const [before, after] = await useOnce(triple, (warning) => warnings.push(warning))
        expect(after).toBe(before)
        const sick = new Set(triple.filter((state) => state !== 'U').map((state) => endpoints[state]))
        const warnedOf = warnings.map((warning) => warning.split(' ')[1])
        expect(warnedOf).toEqual([...new Set(warnedOf)].filter((endpoint) => sick.has(endpoint ?? '')))
        if (triple[0] !== 'U' && triple[0] !== 'O') expect(warnedOf).toContain(endpoints[triple[0] as State])
        expect(performance.now() - start).toBeLessThan(limit)
      },
    )
  })

  it('another cluster is believed only where the known one does not answer any more', async () => {
    const known = await openEtcdStore({ endpoints: [etcd.endpoint, endpoints.O] })
    try {
      const cluster = await known.clusterId()
      await etcd.kill()
      const stranger = await known.clusterId()
      expect(stranger).not.toBe(cluster)
      await etcd.restart()
    } finally {
      await known.close()
    }
  })

  it('status tells a learner, a member without a leader and the clusters', async () => {
    const store = await openEtcdStore({
      endpoints: ['U', 'L', 'N', 'O'].map((each) => endpoints[each as State]),
    })
    try {
      const [up, learner, lost, other] = await store.status()
      expect(up).toMatchObject({ reachable: true, isLearner: false, hasLeader: true })
      expect(learner).toMatchObject({ reachable: true, isLearner: true, cluster: up?.cluster })
      expect(lost).toMatchObject({ reachable: true, hasLeader: false })
      expect(other).toMatchObject({ reachable: true, hasLeader: true })
      expect(other?.cluster).not.toBe(up?.cluster)
    } finally {
      await store.close()
    }
  })
})
