import { expect, it } from 'vitest'
import { exitCodes } from '../../src/model/index.ts'
import { describeLive } from './live.ts'
import { arena, succeed } from './main-job.ts'
import { writeEmbedded } from './write-embedded.ts'

describeLive('live values of the embedded store', async () => ({
  words: ['--env', 'local'],
  outside: (opened) => writeEmbedded(opened),
}))

it('headers that need live values are said to be not generated', async () => {
  const { workspace, run } = await arena(async () => [])
  workspace.edit('configs/thresholds.ts', 'ddos: 0.7,', "ddos: live<number>('/shared/ddos'),")
  workspace.edit('configs/thresholds.ts', /^/, "import { live } from 'appia'\n")
  const { stderr } = await succeed(run('generate', '--check'))
  expect(stderr).toContain('warning[live-not-checked]: not checked: /shared/ddos')
  const refused = await run('kernel', 'check', 'sniffer.o')
  expect(refused.exitCode, refused.stderr).toBe(exitCodes.invalid)
  expect(refused.stderr).toContain('not known before the store is read: /shared/ddos')
})

it('each environment has the live values of its own store', async () => {
  const opened = await arena(async () => [])
  const { workspace, run } = opened
  workspace.edit('configs/index.ts', "lab: { endpoints: ['127.0.0.1:2379'] }", "lab: { store: 'embedded' }")
  workspace.edit('configs/thresholds.ts', 'ddos: 0.7,', "ddos: live<number>('/shared/ddos'),")
  workspace.edit('configs/thresholds.ts', /^/, "import { live } from 'appia'\n")
  await writeEmbedded(opened, 'local')('/shared/ddos', () => '0.6')
  await writeEmbedded(opened, 'lab')('/shared/ddos', () => '0.8')
  const leaf = '/config/detector/json#/ml/thresholds/level2_ddos'
  expect((await succeed(run('explain', leaf, '--env', 'local'))).stdout).toMatch(/value +0\.6/)
  expect((await succeed(run('explain', leaf, '--env', 'lab'))).stdout).toMatch(/value +0\.8/)
})

it('a live value in a field that holds a secret is refused and not shown', async () => {
  const { workspace, run } = await arena(async () => [])
  workspace.edit('configs/sniffer.ts', /^/, "import { live } from 'appia'\n")
  workspace.edit(
    'configs/sniffer.ts',
    'transport: { ...transport,',
    "$& encryption: { ...transport.encryption, curve_secret_key: live<never>('/shared/key') },",
  )
  workspace.write('live.json', '{ "/shared/key": "hunter2" }')
  const { exitCode, stdout, stderr } = await run('check', '--live', 'live.json')
  expect(exitCode, stderr).toBe(exitCodes.invalid)
  expect(stderr).toContain('error[literal-secret]')
  expect(stdout + stderr).not.toContain('hunter2')
})
