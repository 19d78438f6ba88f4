import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { UnifiedEtcdClient } from '../../src/client/index.ts'
import type { Board } from '../../src/dashboard/board.ts'
import { exitCodes } from '../../src/model/index.ts'
import { createIdentityFile } from '../../src/rotation/index.ts'
import { askFor, listenTo } from '../dashboard/asking.ts'
import { startDashboard } from '../dashboard/start.ts'
import { appia } from '../support/appia.ts'
import { type EtcdServer, startEtcd } from '../support/etcd.ts'
import { allEtcds } from '../support/etcd-releases.ts'
import { describeGroup } from '../support/groups.ts'
import { pipelineFolder } from '../support/workspace.ts'

/** The one in PATH, and one that shows the status of its members to root alone. */
const releases = allEtcds.filter(({ name }) => name === 'etcd' || name === 'etcd 3.6.11')

const { recipient } = createIdentityFile()
const jobs = ['plan', 'apply', 'status', 'rotator', 'sniffer-gw-01']
const roleOf = (job: string) => `appia-pipeline-lab-${job}`

/** The pipeline with a member in its rotation. */
const directory = mkdtempSync(join(tmpdir(), 'appia-roles-'))
for (const folder of ['configs', 'schemas', 'generated'])
  cpSync(join(pipelineFolder, folder), join(directory, folder), { recursive: true })
const policy = join(directory, 'configs/rotation.ts')
const members = `members: { 'sniffer@gw-01': '${recipient}' }`
writeFileSync(policy, readFileSync(policy, 'utf8').replace('members: {}', members))
afterAll(() => rmSync(directory, { recursive: true, force: true }))

for (const { name, executable, group, missing } of releases) {
  describeGroup(group, missing, `with the roles that appia roles prints, on ${name}`, () => {
    let etcd: EtcdServer
    const run = (job: string, ...words: string[]) => {
      const variables = { ETCDCTL_USER: `${roleOf(job)}:pw` }
      const store = ['--env', 'lab', '--endpoints', etcd.endpoint]
      return appia([...words, ...store], { directory, variables })
    }
    beforeAll(async () => {
      etcd = await startEtcd({ executable })
      const { stdout } = await appia(['roles', '--env', 'lab'], { directory })
      const grants = stdout.split('\n').filter((line) => line.startsWith('etcdctl '))
      for (const line of grants) await etcd.etcdctl(...line.split(' ').slice(1))
      for (const role of jobs.map(roleOf)) {
        await etcd.etcdctl('user', 'add', `${role}:pw`)
        await etcd.etcdctl('user', 'grant-role', role, role)
      }
      await etcd.enableAuthentication('root')
    })
    afterAll(() => etcd.stop())

    const succeed = async (user: string, ...words: string[]) => {
      const ran = await run(user, ...words)
      expect(ran.exitCode, ran.stdout + ran.stderr).toBe(exitCodes.done)
      return ran.stdout
    }

    it('each job is done by its own role', async () => {
      await succeed('plan', 'plan')
      await succeed('apply', 'apply', '--yes', '--confirm-within=1h')
      await succeed('apply', 'confirm')
      const waited = await run('apply', 'apply', '--yes', '--wait=1s')
      expect(waited.exitCode, waited.stdout + waited.stderr).toBe(exitCodes.notRunning)
      await succeed('plan', 'drift')
      await succeed('plan', 'history')
      expect(await succeed('rotator', 'rotate')).toContain('sealed for every member')
      await succeed('status', 'status')
      expect(await succeed('status', 'doctor')).toContain('owned by pipeline/lab')
    })

    it.each([
      ['plan', 'rotate', /permission denied to .*read \/keys\/encryption\/keyset/],
      ['plan', 'apply --yes --wait', /permission denied to read all under \/status\/components\//],
      ['apply', 'rotate', /permission denied/],
      ['rotator', 'apply --yes', /permission denied/],
    ])('the role of %s is refused %s, and told so', async (job, words, text) => {
      const refused = await run(job, ...words.split(' '))
      expect([refused.exitCode, refused.stderr]).toEqual([exitCodes.unreachable, expect.stringMatching(text)])
      expect(refused.stderr).toContain('docs/etcd.md')
    })

    it.each([
      ['sniffer-gw-01', 'get /config/detector/json'],
      ['sniffer-gw-01', 'put /config/sniffer/json {}'],
      ['sniffer-gw-01', 'put /status/components/sniffer/gw-010 {}'],
      ['sniffer-gw-01', 'put /keys/encryption/keyset {}'],
      ['sniffer-gw-01', 'get /appia/pipeline/epoch'],
      ['plan', 'put /config/sniffer/json {}'],
      ['status', 'put /appia/pipeline/pending {}'],
      ['apply', 'put /appia/shop/epoch {}'],
      ['apply', 'put /status/components/sniffer/gw-01 {}'],
      ['rotator', 'put /config/rotation/json {}'],
    ])('the role of %s is refused %s', async (job, words) => {
      const user = `--user=${roleOf(job)}:pw`
      await expect(etcd.etcdctl(user, ...words.split(' '))).rejects.toThrow(/permission denied/)
    })

    it('a member follows its configuration and reports itself', async () => {
      await succeed('apply', 'apply', '--yes')
      const client = await UnifiedEtcdClient.connect({
        component: 'sniffer',
        node: 'gw-01',
        endpoints: [etcd.endpoint],
        user: `${roleOf('sniffer-gw-01')}:pw`,
      })
      try {
        const seen: unknown[] = []
        client.watchConfig('sniffer', (config) => seen.push(config))
        await expect.poll(() => seen.length, { timeout: 10_000 }).toBe(1)
        await expect.poll(() => client.health(), { timeout: 10_000 }).toMatchObject({ isLive: true })
        const status = () => succeed('status', 'status')
        await expect.poll(status, { timeout: 60_000 }).toMatch(/sniffer@gw-01|gw-01/)
      } finally {
        await client.close()
      }
    })

    it('the dashboard shows all of it to the role of status, and says to that of plan what it may not read', async () => {
      const alarms = async (job: string, isRead: (data: string) => boolean) => {
        const variables = { ETCDCTL_USER: `${roleOf(job)}:pw` }
        const words = ['--env', 'lab', '--endpoints', etcd.endpoint]
        const { address } = await startDashboard(words, { directory, variables })
        const listening = await listenTo(address)
        await listening.until(({ data }) => data.includes('"checked":'))
        await listening.until(({ data }) => isRead(data))
        listening.close()
        const { alarms } = JSON.parse((await askFor(address, '/api/board')).text) as Board
        return alarms.map(({ text }) => text).filter((text) => text.startsWith('this user may not read'))
      }
      expect(await alarms('status', (data) => data.includes('sniffer@gw-01'))).toEqual([])
      const [denied, ...others] = await alarms('plan', (data) => data.includes('may not read'))
      expect(denied).toContain('this user may not read members and keys')
      expect(others).toEqual([])
    })

    it('doctor shows what the role may see, and names the grant of what it may not', async () => {
      const ran = await run('plan', 'doctor')
      expect(ran.exitCode, ran.stdout + ran.stderr).toBe(exitCodes.done)
      expect(ran.stdout).toContain('owned by pipeline/lab')
      expect(ran.stdout).toContain('etcdctl role grant-permission ROLE read --prefix=true /keys/\n')
      expect(ran.stdout).not.toContain('--prefix=true /config/')
      const blind = await run('rotator', 'doctor')
      expect(blind.exitCode).toBe(exitCodes.unreachable)
      expect(blind.stdout).toContain('etcdctl role grant-permission ROLE read --prefix=true /config/\n')
    })
  })
}
