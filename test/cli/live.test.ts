import { expect, it } from 'vitest'
import { exitCodes } from '../../src/model/index.ts'
import { describeLive, letReadShared } from './live.ts'
import { arena, succeed } from './main-job.ts'
import { writeEmbedded } from './write-embedded.ts'

describeLive('live values of the embedded store', async () => ({
  words: ['--env', 'local'],
  outside: (opened) => writeEmbedded(opened),
}))

it('headers that need live values are said to be not generated', async () => {
  const { workspace, run } = await arena(async () => [])
  letReadShared(workspace)
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
  letReadShared(workspace)
  workspace.edit('configs/index.ts', "endpoints: ['127.0.0.1:2379']", "store: 'embedded'")
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
  letReadShared(workspace)
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

it('a key that the environment does not let the sources read is not read, exit 4, with the way out', async () => {
  const opened = await arena(async () => [])
  const { workspace, run } = opened
  await writeEmbedded(opened, 'local')('/other/secret', () => '"marker-7f3a"')
  workspace.edit('configs/thresholds.ts', 'ddos: 0.7,', "ddos: live<never>('/other/secret'),")
  workspace.edit('configs/thresholds.ts', /^/, "import { live } from 'appia'\n")
  for (const command of ['check', 'plan']) {
    const refused = await run(command)
    expect(refused.exitCode, refused.stderr).toBe(exitCodes.invalid)
    expect(refused.stderr).toContain('error[live-refused]: /other/secret is not readable')
    expect(refused.stderr).toContain('configs/thresholds.ts')
    expect(refused.stderr).toContain("readable: ['/other/secret']")
    expect(refused.stdout + refused.stderr).not.toContain('marker-7f3a')
  }
  // Readable elsewhere is not readable here: the store is that of `local`.
  workspace.edit('configs/index.ts', 'lab: {', "lab: { readable: ['/other/secret'],")
  const elsewhere = await run('plan')
  expect(elsewhere.stderr).toContain('/other/secret is not readable in environment local')
  workspace.edit('configs/index.ts', 'local: {', "local: { readable: ['/other/secret'],")
  expect((await run('plan')).stderr).not.toContain('live-refused')
})

it.each(['/keys/encryption/keyset', '/appia/epoch', '/site-a/appia/ledger/000000000001'])(
  '%s is not read, even where it is called readable',
  async (key) => {
    const { workspace, run } = await arena(async () => [])
    workspace.edit('configs/index.ts', 'local: {', `local: { readable: ['${key}', '/'],`)
    workspace.edit('configs/thresholds.ts', 'ddos: 0.7,', `ddos: live<never>('${key}', { otherwise: 0.7 }),`)
    workspace.edit('configs/thresholds.ts', /^/, "import { live } from 'appia'\n")
    const refused = await run('plan')
    expect(refused.exitCode, refused.stdout + refused.stderr).toBe(exitCodes.invalid)
    expect(refused.stderr).toContain(`error[live-refused]: ${key} must not be read`)
  },
)
