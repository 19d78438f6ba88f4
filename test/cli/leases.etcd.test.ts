import { execFileSync } from 'node:child_process'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { exitCodes } from '../../src/model/index.ts'
import { type EtcdServer, etcdMissing, startEtcd } from '../support/etcd.ts'
import { describeGroup } from '../support/groups.ts'
import { arena, succeed } from './main-job.ts'

const key = '/config/rag/json'

describeGroup('etcd', etcdMissing(), 'a managed key under a lease', () => {
  let etcd: EtcdServer
  beforeAll(async () => {
    etcd = await startEtcd()
  })
  afterAll(() => etcd.stop())

  it('is named by plan and drift, and what they advise takes the lease off and keeps the value', async () => {
    const { run } = await arena(async () => ['--env', 'lab', '--endpoints', etcd.endpoint])
    await succeed(run('apply', '--yes'))
    const lease = /lease (\w+) granted/.exec(await etcd.etcdctl('lease', 'grant', '600'))?.[1] as string
    const value = async () => (await etcd.etcdctl('get', key, '--print-value-only')).trimEnd()
    const applied = await value()
    await etcd.etcdctl('put', key, `--lease=${lease}`, '--', applied)

    const drifted = await run('drift', '--detailed-exitcode')
    expect(drifted.exitCode, drifted.stdout).toBe(exitCodes.changes)
    expect(drifted.stdout).toContain(`carries lease ${lease}`)
    const refused = await run('plan')
    expect(refused.exitCode).toBe(exitCodes.invalid)
    expect(refused.stderr).toContain(`${key} carries lease ${lease}`)

    const advised = /etcdctl (put \S+ --ignore-value)/.exec(refused.stderr)?.[1] as string
    expect(drifted.stdout).toContain(advised)
    execFileSync('etcdctl', [`--endpoints=${etcd.endpoint}`, ...advised.split(' ')], {
      env: { PATH: process.env.PATH, ETCDCTL_API: '3' },
    })
    await etcd.etcdctl('lease', 'revoke', lease)
    expect(await value()).toBe(applied)
    expect((await succeed(run('drift', '--detailed-exitcode'))).stdout).toContain('0 modified')
  })
})
