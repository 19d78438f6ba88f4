import { afterAll, beforeAll, expect, it } from 'vitest'
import { exitCodes } from '../../src/model/index.ts'
import { appia } from '../support/appia.ts'
import { type EtcdServer, etcdMissing, startEtcd } from '../support/etcd.ts'
import { describeGroup } from '../support/groups.ts'
import { copyWorkspace } from '../support/workspace.ts'
import { describeMainJob } from './main-job.ts'

describeGroup('etcd', etcdMissing(), 'with a real etcd', () => {
  let etcd: EtcdServer
  beforeAll(async () => {
    etcd = await startEtcd()
  })
  afterAll(() => etcd.stop())

  describeMainJob('the main job', async () => {
    await etcd.etcdctl('del', '', '--from-key')
    return ['--env', 'lab', '--endpoints', etcd.endpoint]
  })

  it('a plan for another cluster is refused, exit 5', async () => {
    await etcd.etcdctl('del', '', '--from-key')
    const other = await startEtcd()
    try {
      const workspace = copyWorkspace()
      await appia(['plan', '-o', 'p.json', '--env', 'lab', '--endpoints', etcd.endpoint], workspace)
      const ran = await appia(['apply', 'p.json', '--yes', '--endpoints', other.endpoint], workspace)
      expect(ran.exitCode, ran.stderr).toBe(exitCodes.conflict)
      expect(ran.stderr).toContain('error[wrong-cluster]')
    } finally {
      await other.stop()
    }
  })

  it('a plan for another environment is refused, exit 5', async () => {
    const workspace = copyWorkspace()
    await appia(['plan', '-o', 'p.json', '--env', 'lab', '--endpoints', etcd.endpoint], workspace)
    const ran = await appia(['apply', 'p.json', '--yes', '--env', 'local'], workspace)
    expect(ran.exitCode, ran.stderr).toBe(exitCodes.conflict)
    expect(ran.stderr).toContain('error[wrong-environment]')
  })

  it('a key that is there but not ours is shown as TAKES OVER and refused, exit 7, unless named', async () => {
    await etcd.etcdctl('del', '', '--from-key')
    await etcd.etcdctl('put', '/config/rag/json', '{"id":"by hand"}')
    const workspace = copyWorkspace()
    const store = ['--env', 'lab', '--endpoints', etcd.endpoint]
    const refused = await appia(['apply', '--yes', ...store], workspace)
    expect(refused.exitCode, refused.stderr).toBe(exitCodes.refused)
    expect(refused.stdout).toMatch(/! TAKES OVER +\/config\/rag\/json/)
    expect(refused.stderr).toContain('appia plan --diff')
    expect((await appia(['plan', '--diff', ...store], workspace)).stdout).toContain('-  "id": "by hand"')
    const allowed = await appia(['apply', '--yes', '--take-over', '/config/rag/json', ...store], workspace)
    expect(allowed.exitCode, allowed.stderr).toBe(exitCodes.done)
  })

  it('an edit made outside is shown as OVERWRITES; a bare --yes does not write over it', async () => {
    await etcd.etcdctl('del', '', '--from-key')
    const workspace = copyWorkspace()
    const store = ['--env', 'lab', '--endpoints', etcd.endpoint]
    await appia(['apply', '--yes', ...store], workspace)
    const live = await etcd.etcdctl('get', '/config/rag/json', '--print-value-only')
    await etcd.etcdctl(
      'put',
      '/config/rag/json',
      live.trim().replace('"log_level":"info"', '"log_level":"debug"'),
    )
    const refused = await appia(['apply', '--yes', ...store], workspace)
    expect(refused.exitCode, refused.stdout).toBe(exitCodes.refused)
    expect(refused.stdout).toMatch(/! OVERWRITES .*\/config\/rag\/json log_level debug/)
    const allowed = await appia(
      ['apply', '--yes', '--overwrite-drift', '/config/rag/json', ...store],
      workspace,
    )
    expect(allowed.exitCode, allowed.stderr).toBe(exitCodes.done)
  })

  it('an etcd that is down is named, exit 6, and nothing hangs', async () => {
    const down = await appia(['plan', '--env', 'lab', '--endpoints', '127.0.0.1:1'], copyWorkspace())
    expect(down.exitCode, down.stderr).toBe(exitCodes.unreachable)
    expect(down.stderr).toContain('127.0.0.1:1')
    const doctor = await appia(['doctor', '--env', 'lab', '--endpoints', '127.0.0.1:1'], copyWorkspace())
    expect(doctor.exitCode, doctor.stderr).toBe(exitCodes.unreachable)
  })

  it('a wrong password is refused, exit 6, and not printed; doctor tells the version without one', async () => {
    const server = await startEtcd()
    try {
      await server.enableAuthentication('right')
      const variables = { ETCDCTL_USER: 'root:wr0ng' }
      const words = ['plan', '--env', 'lab', '--endpoints', server.endpoint]
      const refused = await appia(words, { ...copyWorkspace(), variables })
      expect(refused.exitCode, refused.stderr).toBe(exitCodes.unreachable)
      expect(refused.stdout + refused.stderr).not.toContain('wr0ng')
      const good = await appia(words, { ...copyWorkspace(), variables: { ETCDCTL_USER: 'root:right' } })
      expect(good.exitCode, good.stderr).toBe(exitCodes.done)
      const doctor = await appia(['doctor', ...words.slice(1)], copyWorkspace())
      expect(doctor.exitCode).toBe(exitCodes.unreachable)
      expect(doctor.stdout).toMatch(/version 3\./)
      expect(doctor.stdout).toContain('no user was given')
    } finally {
      await server.stop()
    }
  })

  it('a full etcd is said to be full, and nothing is half done', async () => {
    const server = await startEtcd({ quotaBackendBytes: 256 * 1024 })
    try {
      const filler = 'x'.repeat(60_000)
      let isFull = false
      for (let index = 0; index < 200 && !isFull; index++) {
        await server.etcdctl('put', `/fill/${index}`, filler).catch(() => {
          isFull = true
        })
      }
      const store = ['--env', 'lab', '--endpoints', server.endpoint]
      const refused = await appia(['apply', '--yes', ...store], copyWorkspace())
      expect([exitCodes.error, exitCodes.unknown], refused.stderr).toContain(refused.exitCode)
      expect(refused.stdout + refused.stderr).toMatch(/space/)
      expect((await server.etcdctl('get', '/config/', '--prefix', '--keys-only')).trim()).toBe('')
      const doctor = await appia(['doctor', ...store], copyWorkspace())
      expect(doctor.stdout).toContain('NOSPACE')
    } finally {
      await server.stop()
    }
  })

  it('doctor prints version, latency, owner and the known faults of the version', async () => {
    await etcd.etcdctl('del', '', '--from-key')
    const store = ['--env', 'lab', '--endpoints', etcd.endpoint]
    await appia(['apply', '--yes', ...store], copyWorkspace())
    const ran = await appia(['doctor', ...store], copyWorkspace())
    expect(ran.exitCode, ran.stderr).toBe(exitCodes.done)
    expect(ran.stdout).toMatch(/version 3\.\d+\.\d+ · [\d.]+ ms/)
    expect(ran.stdout).toContain('owned by pipeline/lab · last apply @1')
    expect(ran.stdout).toContain('6 managed keys, 0 foreign keys')
  })
})
