import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest'
import { type EtcdServer, etcdMissing, freePort, startEtcd } from '../support/etcd.ts'
import { describeGroup } from '../support/groups.ts'
import { startTcpProxy } from '../support/tcp-proxy.ts'
import { arena, succeed } from './main-job.ts'

describeGroup('etcd', etcdMissing(), 'a list of endpoints of which some are dead', () => {
  let etcd: EtcdServer
  beforeAll(async () => {
    etcd = await startEtcd()
  })
  afterAll(() => etcd.stop())
  beforeEach(async () => {
    await etcd.etcdctl('del', '', '--from-key')
  })

  it('each is warned of once, on standard error, and a command succeeds', async () => {
    const hung = await startTcpProxy(etcd.endpoint)
    hung.set('black-hole')
    const refused = `127.0.0.1:${await freePort()}`
    const endpoints = [refused, hung.endpoint, etcd.endpoint].join(',')
    const { run } = await arena(async () => ['--env', 'lab', '--endpoints', endpoints])
    const { exitCode, stdout, stderr } = await run('plan', '--json')
    await hung.close()
    expect(exitCode).toBe(0)
    expect(JSON.parse(stdout)).toMatchObject({ plan: {} })
    expect(stderr.trim().split('\n').sort()).toEqual(
      [
        `warning: endpoint ${refused} was passed over: connection refused (ECONNREFUSED)`,
        `warning: endpoint ${hung.endpoint} was passed over: no answer`,
      ].sort(),
    )
  })

  it.each([
    ['the first of two', ['dead', 'live']],
    ['two of three', ['dead', 'dead', 'live']],
  ])('is planned and applied to, and looked at: %s', async (_title, list) => {
    const endpoints = await Promise.all(
      list.map(async (each) => (each === 'live' ? etcd.endpoint : `127.0.0.1:${await freePort()}`)),
    )
    const { run } = await arena(async () => ['--env', 'lab', '--endpoints', endpoints.join(',')])
    await succeed(run('plan', '-o', 'p.json'))
    expect((await succeed(run('apply', 'p.json', '--yes'))).stdout).toContain('applied @1: 6 keys')
    expect((await succeed(run('drift'))).stdout).toContain('6 managed keys checked: 0 modified')
    expect((await succeed(run('history'))).stdout).toMatch(/^@1 /)
  })
})
