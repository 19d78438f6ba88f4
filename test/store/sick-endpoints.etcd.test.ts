import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openEtcdStore } from '../../src/store/index.ts'
import { etcdMissing } from '../support/etcd.ts'
import { describeGroup } from '../support/groups.ts'
import {
  type EndpointState,
  endpointStates,
  type SickEndpoints,
  startSickEndpoints,
} from '../support/sick-endpoints.ts'
import { put } from './contract/tools.ts'

const letters = Object.keys(endpointStates) as EndpointState[]
const triples = letters.flatMap((a) => letters.flatMap((b) => letters.map((c) => [a, b, c] as const)))
const answerable = triples.filter((triple) => triple.includes('U'))

/** ms; a call may take ten seconds before it is given up. */
const limit = 9_000

describeGroup('etcd', etcdMissing(), 'three endpoints of which one serves', () => {
  let scene: SickEndpoints
  beforeAll(async () => {
    scene = await startSickEndpoints()
  })
  afterAll(() => scene.close())

  /** Two reads at once, a write and a read of a new store: what the first calls of a command are. */
  async function useOnce(
    triple: readonly EndpointState[],
    onWarning: (text: string) => void,
  ): Promise<readonly string[]> {
    const store = await openEtcdStore({ endpoints: triple.map((state) => scene.endpoints[state]), onWarning })
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
        const triple = [...text] as EndpointState[]
        const warnings: string[] = []
        const [before, after] = await useOnce(triple, (warning) => warnings.push(warning))
        expect(after).toBe(before)
        const sick = new Set(triple.filter((state) => state !== 'U').map((state) => scene.endpoints[state]))
        const warnedOf = warnings.map((warning) => warning.split(' ')[1])
        expect(warnedOf).toEqual([...new Set(warnedOf)].filter((endpoint) => sick.has(endpoint ?? '')))
        if (triple[0] !== 'U' && triple[0] !== 'O')
          expect(warnedOf).toContain(scene.endpoints[triple[0] as EndpointState])
        expect(performance.now() - start).toBeLessThan(limit)
      },
    )
  })

  it('another cluster is believed only where the known one does not answer any more', async () => {
    const known = await openEtcdStore({ endpoints: [scene.etcd.endpoint, scene.endpoints.O] })
    try {
      const cluster = await known.clusterId()
      await scene.etcd.kill()
      const stranger = await known.clusterId()
      expect(stranger).not.toBe(cluster)
      await scene.etcd.restart()
    } finally {
      await known.close()
    }
  })

  it('status tells a learner, a member without a leader and the clusters', async () => {
    const store = await openEtcdStore({
      endpoints: ['U', 'L', 'N', 'O'].map((each) => scene.endpoints[each as EndpointState]),
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
