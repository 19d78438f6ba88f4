import { expect, it } from 'vitest'
import { openEmbeddedStore } from '../../src/store/index.ts'
import { putForeign } from '../apply/apply-values.ts'
import { arena, succeed } from './main-job.ts'

it('doctor tells the newest apply behind a trim, and the size of the history', async () => {
  const { workspace, run } = await arena(async () => ['--env', 'local'])
  for (const value of ['0.71', '0.72']) {
    workspace.edit('configs/thresholds.ts', /ddos: [\d.]+,/, `ddos: ${value},`)
    await succeed(run('apply', '--yes'))
  }
  await succeed(run('history', '--trim', '1', '--yes'))
  const { stdout } = await succeed(run('doctor'))
  expect(stdout).toContain('last apply @2')
  expect(stdout).toMatch(/history of 2 ledger entries, \d+ blobs/)
})

it('doctor counts foreign keys under the prefix of the environment, and no others', async () => {
  const { workspace, run } = await arena(async () => ['--env', 'local'])
  workspace.edit('configs/index.ts', "store: 'embedded'", "store: 'embedded', prefix: '/site-a'")
  await succeed(run('apply', '--yes'))
  const store = await openEmbeddedStore({ file: `${workspace.directory}/.appia/local.store` })
  await putForeign(store, '/site-a/config/foreign', '1')
  await putForeign(store, '/config/of-another-site', '1')
  await putForeign(store, '/config/of-another-site-too', '1')
  await store.close()
  expect((await succeed(run('doctor'))).stdout).toMatch(/managed keys, 1 foreign key\n/)
})
