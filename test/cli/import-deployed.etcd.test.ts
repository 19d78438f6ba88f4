import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it, onTestFinished } from 'vitest'
import { appia } from '../support/appia.ts'
import { type EtcdServer, etcdMissing, startEtcd } from '../support/etcd.ts'
import { describeGroup, sharedFolder, sharedMissing } from '../support/groups.ts'
import { succeed } from './main-job.ts'

const missing = sharedMissing() ?? etcdMissing()

describeGroup('shared', missing, 'the deployed configuration, in a live etcd', () => {
  let server: EtcdServer
  beforeAll(async () => {
    server = await startEtcd()
    const configs = join(sharedFolder, 'domain/configs')
    for (const file of readdirSync(configs).filter((each) => each.endsWith('.json')))
      await server.etcdctl(
        'put',
        `/config/${file.replace('.json', '')}/json`,
        '--',
        readFileSync(join(configs, file), 'utf8'),
      )
  })
  afterAll(() => server.stop())

  it('is imported, checked and planned, and nothing is to be written', async () => {
    const directory = mkdtempSync(join(tmpdir(), 'appia-import-'))
    onTestFinished(() => rmSync(directory, { recursive: true, force: true }))
    const run = (...words: string[]) => appia([...words, '--endpoints', server.endpoint], { directory })
    const { stdout } = await succeed(run('import', '--from-etcd', '/config/'))
    expect(stdout).toContain('4 documents imported')
    expect(stdout).not.toContain('left out of every file')
    expect((await succeed(appia(['check'], { directory }))).stdout).toBe(
      'etcd  4 keys, 0 of 0 invariants hold\n',
    )
    const planned = await succeed(run('plan'))
    expect(planned.stdout).toContain('4 keys taken into ownership')
    expect(planned.stdout).not.toMatch(/created|updated|TAKES OVER/)
    expect((await succeed(run('import', '--from-etcd', '/config/'))).stdout).toContain(
      'nothing new: all 4 documents',
    )
  })
})
