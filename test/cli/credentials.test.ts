import { createServer } from 'node:net'
import { describe, expect, it, onTestFinished } from 'vitest'
import { exitCodes } from '../../src/model/index.ts'
import { appia } from '../support/appia.ts'
import { copyWorkspace } from '../support/workspace.ts'

/** A listener that hangs up, and how often it was called. */
async function listener(): Promise<{ endpoint: string; calls: () => number }> {
  let calls = 0
  const server = createServer((socket) => {
    calls += 1
    socket.destroy()
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => void server.close())
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('no port')
  return { endpoint: `127.0.0.1:${address.port}`, calls: () => calls }
}

/** A workspace whose environment `lab` names the listener. */
async function scene() {
  const { endpoint, calls } = await listener()
  const workspace = copyWorkspace()
  workspace.edit('configs/index.ts', /endpoints: \[[^\]]*\]/, `endpoints: ['${endpoint}']`)
  return { endpoint, calls, workspace }
}

const credentials: readonly Record<string, string>[] = [
  { ETCDCTL_USER: 'root:marker-pw' },
  { ETCDCTL_CACERT: '/nowhere/ca.pem' },
  { ETCDCTL_CERT: '/nowhere/cert.pem', ETCDCTL_KEY: '/nowhere/key.pem' },
]

describe('credentials of the operator and endpoints of the sources', () => {
  it.each(credentials)('nothing is sent, exit 7: %o', async (variables) => {
    const { endpoint, calls, workspace } = await scene()
    for (const words of [['plan'], ['drift'], ['history'], ['doctor'], ['status'], ['apply', '--yes']]) {
      const { exitCode, stdout, stderr } = await appia([...words, '--env', 'lab'], {
        ...workspace,
        variables,
      })
      expect(exitCode, `${words}: ${stdout}${stderr}`).toBe(exitCodes.refused)
      expect(stderr).toContain(`--endpoints ${endpoint}`)
      expect(stdout + stderr).not.toContain('marker-pw')
    }
    expect(calls()).toBe(0)
  })

  it('with the endpoint named, or trust in those of the sources, they are sent', async () => {
    const { endpoint, calls, workspace } = await scene()
    const variables = { ETCDCTL_USER: 'root:marker-pw' }
    const run = (...words: string[]) =>
      appia(['history', '--env', 'lab', ...words], { ...workspace, variables })
    expect((await run('--endpoints', endpoint)).exitCode).toBe(exitCodes.unreachable)
    const afterNamed = calls()
    expect(afterNamed).toBeGreaterThan(0)
    expect((await run('--trust-endpoints')).exitCode).toBe(exitCodes.unreachable)
    expect(calls()).toBeGreaterThan(afterNamed)
  })

  it('without credentials the endpoint of the sources is asked as before', async () => {
    const { calls, workspace } = await scene()
    expect((await appia(['history', '--env', 'lab'], workspace)).exitCode).toBe(exitCodes.unreachable)
    expect(calls()).toBeGreaterThan(0)
  })

  it('a password does not go elsewhere without TLS; a permission says so by name', async () => {
    const variables = { ETCDCTL_USER: 'root:marker-pw' }
    const words = ['history', '--env', 'lab', '--endpoints', 'http://host.invalid:2379']
    const refused = await appia(words, { ...copyWorkspace(), variables })
    expect(refused.exitCode, refused.stderr).toBe(exitCodes.refused)
    expect(refused.stderr).toContain('--allow-plaintext-password')
    const allowed = await appia([...words, '--allow-plaintext-password'], { ...copyWorkspace(), variables })
    expect(allowed.exitCode, allowed.stderr).toBe(exitCodes.unreachable)
  })

  it('an authority for an endpoint without TLS is an error', async () => {
    const words = ['history', '--env', 'lab', '--endpoints', 'http://127.0.0.1:1']
    const { exitCode, stderr } = await appia(words, {
      ...copyWorkspace(),
      variables: { ETCDCTL_CACERT: '/nowhere/ca.pem' },
    })
    expect(exitCode, stderr).toBe(exitCodes.usage)
    expect(stderr).toContain('without TLS')
  })
})
