import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { exitCodes } from '../../src/model/index.ts'
import { appia } from '../support/appia.ts'
import { type EtcdServer, etcdMissing, startEtcd } from '../support/etcd.ts'
import { describeGroup } from '../support/groups.ts'
import { copyWorkspace, type TestWorkspace } from '../support/workspace.ts'
import { succeed } from './main-job.ts'

const example = join(import.meta.dirname, '../../examples/fleet')

/** The commands of its README, without those that go there and set what `variables` has. */
function commands(): string[][] {
  const [, block = ''] = /^```sh\n(.*?)^```$/ms.exec(readFileSync(join(example, 'README.md'), 'utf8')) ?? []
  return block
    .trim()
    .split('\n')
    .filter((line) => line.startsWith('npx '))
    .map((line) => line.replaceAll("'", '').split(' ').slice(2))
}

const variables = { CATALOG_DB_PASSWORD: 'for-development-only' }

/** A copy in which everything in the README was run; gives what each command printed. */
async function follow(): Promise<{ readonly workspace: TestWorkspace; readonly printed: readonly string[] }> {
  const workspace = copyWorkspace(example)
  const printed: string[] = []
  for (const words of commands())
    printed.push((await succeed(appia(words, { ...workspace, variables }))).stdout)
  return { workspace, printed }
}

it('examples/fleet does what its README says', async () => {
  const { workspace, printed } = await follow()
  expect(printed).toHaveLength(5)
  expect(printed[1]).toBe(
    [
      'dev  6 keys, 1 of 1 invariants hold',
      'staging  6 keys, 1 of 1 invariants hold',
      'prod  7 keys, 2 of 2 invariants hold\n',
    ].join('\n'),
  )
  expect(printed[2]).not.toContain('for-development-only')
  expect(printed[3]).toContain('applied @1')
  expect(printed[4]).toContain('set at   configs/routes.yaml:8:12')

  workspace.edit('configs/routes.yaml', 'timeout: 3', 'timeout: 4')
  const changed = await succeed(appia(['plan'], workspace))
  expect(changed.stdout).toMatch(/routes\[search\]\.timeout +3 s → 4 s +live +routes\.yaml:8:12/)
  workspace.edit('configs/routes.yaml', 'timeout: 4', 'timeout: 2')
  const broken = await appia(['check'], workspace)
  expect(broken.exitCode).toBe(exitCodes.invalid)
  expect(broken.stderr).toContain('error[invariant-failed]: timeouts-nest')
})

describeGroup('etcd', etcdMissing(), 'examples/fleet on etcd', () => {
  it('gives each service its format, and the node its own', async () => {
    const { workspace } = await follow()
    const etcd: EtcdServer = await startEtcd()
    try {
      workspace.edit('configs/index.ts', "'vault', 'kv', 'get'", "'echo', 'of-the-vault'")
      const run = (...words: string[]) =>
        succeed(appia([...words, '--env', 'prod', '--endpoints', etcd.endpoint], workspace))
      const { stdout } = await run('plan', '-o', 'prod.plan.json')
      const [, digest = ''] = /digest ([0-9a-f]+)/.exec(stdout) ?? []
      await run('apply', 'prod.plan.json', '--digest', digest, '--yes')
      const value = (key: string) => etcd.etcdctl('get', `/services/${key}`, '--print-value-only')
      expect(await value('gateway/config')).toContain(
        '  - name: search\n    path: /search/\n    replicas: 4\n',
      )
      expect(await value('gateway/robots.txt')).toBe('User-agent: *\nDisallow: /search/\n\n')
      expect(await value('catalog/config')).toContain('\n    "host": "db.prod.internal",\n')
      expect(await value('catalog/config')).toContain(
        '"password": "of-the-vault -field=password shop/catalog-db"',
      )
      expect(await value('search/config')).toContain('[limits]\nresults = 200\n')
      expect(await value('mailer/config')).toContain('SMTP_PORT=587\n')
      expect(JSON.parse(await value('worker/config'))).toMatchObject({ parallelJobs: 8 })
      expect(JSON.parse(await value('worker/nodes/eu-2/config'))).toMatchObject({ parallelJobs: 32 })
    } finally {
      await etcd.stop()
    }
  })
})
