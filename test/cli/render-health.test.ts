import { expect, it } from 'vitest'
import { renderHealth } from '../../src/cli/render/health.ts'

const up = { endpoint: 'a:1', reachable: true, faults: [], cluster: 'c1', isLeader: true, hasLeader: true }
const health = { environment: 'lab', storeName: 'etcd', endpoints: [up], members: [], denied: [] }

it('a learner and a member without a leader are not marked as good', () => {
  const endpoints = [
    up,
    { ...up, endpoint: 'b:1', isLeader: false, isLearner: true },
    { ...up, endpoint: 'c:1', isLeader: false, hasLeader: false },
  ]
  expect(
    renderHealth({ ...health, endpoints })
      .split('\n')
      .slice(1, 4),
  ).toEqual([
    '  ✓ a:1  leader',
    '  ✗ b:1  learner: serves nobody until it is promoted',
    '  ✗ c:1  knows of no leader: serves nobody',
  ])
})

it('endpoints of two clusters are named with their clusters', () => {
  const endpoints = [up, { ...up, endpoint: 'b:1', cluster: 'c2' }]
  expect(renderHealth({ ...health, endpoints })).toContain(
    '  ✗ these endpoints are not of one cluster: a:1 c1, b:1 c2\n',
  )
  expect(renderHealth(health)).not.toContain('cluster')
})

it('what is not shown is said, with the grant that would show it', () => {
  const endpoints = [{ ...up, limitation: 'shown to root alone' }]
  const text = renderHealth({ ...health, endpoints, members: [], denied: ['/keys/'] })
  expect(text).toContain('  ✓ a:1  leader\n    · shown to root alone\n')
  expect(text).toContain(
    '    where it should: etcdctl role grant-permission ROLE read --prefix=true /keys/\n',
  )
})
