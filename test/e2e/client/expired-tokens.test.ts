import { fork } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { expect, it, onTestFinished } from 'vitest'
import { type KeyValue, memberStatusKey, rotationKeys } from '../../../src/model/index.ts'
import { createIdentityFile, parseKeyset } from '../../../src/rotation/index.ts'
import { openEtcdStore } from '../../../src/store/index.ts'
import { shortPolicy, until } from '../../client/site.ts'
import { startAppia } from '../../support/appia.ts'
import { type EtcdServer, startEtcd } from '../../support/etcd.ts'
import { allEtcds } from '../../support/etcd-releases.ts'
import { describeGroup } from '../../support/groups.ts'
import { shortTokens, tokenExpiry } from '../../support/short-tokens.ts'
import { copyWorkspace } from '../../support/workspace.ts'

const guide = readFileSync(join(import.meta.dirname, '../../../docs/etcd.md'), 'utf8')
const grants = guide.split('\n').filter((line) => line.startsWith('etcdctl role '))
const [rotator, member] = ['appia-rotator', 'appia-sniffer-gw-01']
const { policy: policyKey, keyset: keysetKey, leader } = rotationKeys('')
/** The one in PATH, and one that looks at the token of each keep-alive. */
const releases = allEtcds.filter(({ name }) => name === 'etcd' || name === 'etcd 3.7.1')
const statusKey = memberStatusKey('', 'sniffer', 'gw-01')

for (const { name, executable, group, missing } of releases) {
  describeGroup(group, missing, `on ${name}, programs whose tokens have run out`, () => {
    it.each(['simple', 'jwt'] as const)('%s: the rotator rotates, and a member stays there', async (kind) => {
      const folder = mkdtempSync(join(tmpdir(), 'appia-expired-'))
      onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
      const etcd = await startEtcd({ executable, flags: shortTokens(folder)[kind] })
      onTestFinished(() => etcd.stop())
      const { content, recipient } = createIdentityFile()
      const identityFile = join(folder, 'identity')
      writeFileSync(identityFile, content)
      const policy = JSON.stringify({ ...shortPolicy, members: { 'sniffer@gw-01': recipient } })
      await etcd.etcdctl('put', policyKey, policy)
      await switchOn(etcd)
      const root = { endpoints: [etcd.endpoint], user: 'root', password: 'root' }
      const store = await openEtcdStore(root)
      onTestFinished(() => store.close())
      const read = async (key: string): Promise<KeyValue | undefined> => (await store.range({ key })).kvs[0]
      const primary = async () => {
        const kv = await read(keysetKey)
        return kv && parseKeyset(Buffer.from(kv.value).toString('utf8'))?.primary
      }

      const program = startAppia(['rotator', '--env', 'lab', '--endpoints', etcd.endpoint], {
        directory: copyWorkspace().directory,
        variables: { ETCDCTL_USER: `${rotator}:pw` },
      })
      onTestFinished(async () => {
        if (program.pid !== undefined) process.kill(program.pid, 'SIGTERM')
        await program.ended
      })
      const child = fork(join(import.meta.dirname, 'member.ts'), [identityFile], {
        execArgv: ['--import', 'tsx'],
        env: { ...process.env, ETCDCTL_ENDPOINTS: etcd.endpoint, ETCDCTL_USER: `${member}:pw` },
      })
      onTestFinished(() => void child.kill('SIGKILL'))
      await until('the member is there', async () => (await read(statusKey)) !== undefined, 60_000)
      await until('a key is primary', async () => Boolean(await primary()), 60_000)
      const [first, lease, leading] = [await primary(), (await read(statusKey))?.lease, await read(leader)]
      expect(lease).not.toBe('0')

      // long enough for the tokens, and for leases that nobody keeps alive
      await setTimeout(2 * tokenExpiry)
      expect((await read(statusKey))?.lease).toBe(lease)
      child.send('rotate')
      await until('it has rotated', async () => ![first, undefined].includes(await primary()), 60_000)
      await setTimeout(2 * tokenExpiry)
      expect((await read(statusKey))?.lease).toBe(lease)
      expect(await read(leader)).toEqual(leading)
    })
  })
}

/** Users with the rights that the guide lists for their jobs. */
async function switchOn(etcd: EtcdServer): Promise<void> {
  for (const line of grants) await etcd.etcdctl(...line.split(' ').slice(1))
  for (const user of [rotator, member]) {
    await etcd.etcdctl('user', 'add', `${user}:pw`)
    await etcd.etcdctl('user', 'grant-role', user, user)
  }
  await etcd.enableAuthentication('root')
}
