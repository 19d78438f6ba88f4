import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { UnifiedEtcdClient } from '../../src/client/index.ts'
import { exitCodes } from '../../src/model/index.ts'
import { createIdentityFile } from '../../src/rotation/index.ts'
import { appia } from '../support/appia.ts'
import { type EtcdServer, startEtcd } from '../support/etcd.ts'
import { allEtcds } from '../support/etcd-releases.ts'
import { describeGroup } from '../support/groups.ts'
import { copyWorkspace } from '../support/workspace.ts'

const guide = readFileSync(join(import.meta.dirname, '../../docs/etcd.md'), 'utf8')
const grants = guide
  .split('\n')
  .filter((line) => line.startsWith('etcdctl role '))
  .map((line) => line.replace('/appia/shop/', '/appia/pipeline/'))

/** The one in PATH, and one that shows the status of its members to root alone. */
const releases = allEtcds.filter(({ name }) => name === 'etcd' || name === 'etcd 3.6.11')

const { recipient } = createIdentityFile()
const users = [
  'appia-plan',
  'appia-apply',
  'appia-shop',
  'appia-status',
  'appia-rotator',
  'appia-sniffer-gw-01',
]

for (const { name, executable, group, missing } of releases) {
  describeGroup(group, missing, `with the rights that docs/etcd.md lists, on ${name}`, () => {
    let etcd: EtcdServer
    beforeAll(async () => {
      etcd = await startEtcd({ executable })
      for (const line of grants) await etcd.etcdctl(...line.split(' ').slice(1))
      for (const role of users) {
        await etcd.etcdctl('user', 'add', `${role}:pw`)
        await etcd.etcdctl('user', 'grant-role', role, role)
      }
      await etcd.enableAuthentication('root')
    })
    afterAll(() => etcd.stop())

    const run = (user: string, ...words: string[]) => {
      const workspace = copyWorkspace()
      workspace.edit('configs/rotation.ts', 'members: {}', `members: { 'sniffer@gw-01': '${recipient}' }`)
      const variables = { ETCDCTL_USER: `${user}:pw` }
      const store = ['--env', 'lab', '--endpoints', etcd.endpoint]
      return appia([...words, ...store], { ...workspace, variables })
    }
    const succeed = async (user: string, ...words: string[]) => {
      const ran = await run(user, ...words)
      expect(ran.exitCode, ran.stdout + ran.stderr).toBe(exitCodes.done)
      return ran.stdout
    }

    it('each job is done by its own role', async () => {
      await succeed('appia-plan', 'plan')
      await succeed('appia-shop', 'apply', '--yes')
      await succeed('appia-apply', 'apply', '--yes')
      await succeed('appia-plan', 'drift')
      await succeed('appia-plan', 'history')
      expect(await succeed('appia-rotator', 'rotate')).toContain('sealed for every member')
      await succeed('appia-status', 'status')
      expect(await succeed('appia-status', 'doctor')).toContain('owned by pipeline/lab')
    })

    it("a role that is not the job's own is told what it may not do", async () => {
      const refused = await run('appia-plan', 'rotate')
      expect(refused.exitCode).toBe(exitCodes.unreachable)
      expect(refused.stderr).toMatch(/permission denied to .*read \/keys\/encryption\/keyset/)
      expect(refused.stderr).toContain('docs/etcd.md')
    })

    it('a member follows its configuration and reports itself', async () => {
      await succeed('appia-apply', 'apply', '--yes')
      const client = await UnifiedEtcdClient.connect({
        component: 'sniffer',
        node: 'gw-01',
        endpoints: [etcd.endpoint],
        user: 'appia-sniffer-gw-01:pw',
      })
      try {
        const seen: unknown[] = []
        client.watchConfig('sniffer', (config) => seen.push(config))
        await expect.poll(() => seen.length, { timeout: 10_000 }).toBe(1)
        await expect.poll(() => client.health(), { timeout: 10_000 }).toMatchObject({ isLive: true })
        const status = () => succeed('appia-status', 'status')
        await expect.poll(status, { timeout: 60_000 }).toMatch(/sniffer@gw-01|gw-01/)
      } finally {
        await client.close()
      }
    })

    it('doctor shows what the role may see, and names the grant of what it may not', async () => {
      const ran = await run('appia-plan', 'doctor')
      expect(ran.exitCode, ran.stdout + ran.stderr).toBe(exitCodes.done)
      expect(ran.stdout).toContain('owned by pipeline/lab')
      expect(ran.stdout).toContain('etcdctl role grant-permission ROLE read --prefix=true /keys/\n')
      expect(ran.stdout).not.toContain('--prefix=true /config/')
      const blind = await run('appia-rotator', 'doctor')
      expect(blind.exitCode).toBe(exitCodes.unreachable)
      expect(blind.stdout).toContain('etcdctl role grant-permission ROLE read --prefix=true /config/\n')
    })
  })
}
