import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { expect, it, onTestFinished } from 'vitest'
import { until } from '../client/site.ts'
import { etcdMissing, startEtcd } from '../support/etcd.ts'
import { describeGroup } from '../support/groups.ts'
import { copyWorkspace } from '../support/workspace.ts'

const program = join(import.meta.dirname, '../../dist/main.js')

describeGroup('etcd', etcdMissing(), 'appia status --watch', () => {
  it('goes on while etcd is away, says so, and shows the status again', { timeout: 300_000 }, async () => {
    const etcd = await startEtcd()
    onTestFinished(() => etcd.stop())
    const words = ['status', '--watch', '--env', 'lab', '--endpoints', etcd.endpoint]
    const child = spawn(process.execPath, [program, ...words], { cwd: copyWorkspace().directory })
    onTestFinished(() => void child.kill('SIGKILL'))
    const output = { shown: '', warned: '' }
    child.stdout.on('data', (data: Buffer) => {
      output.shown += data.toString()
    })
    child.stderr.on('data', (data: Buffer) => {
      output.warned += data.toString()
    })
    const countShown = () => output.shown.split('no rotation policy is applied').length - 1
    await until('it shows the status', () => countShown() > 0, 30_000)
    await etcd.kill()
    await until('it says that etcd is away', () => output.warned.includes(etcd.endpoint), 30_000)
    await etcd.restart()
    const before = countShown()
    await until('it shows the status again', () => countShown() > before, 30_000)
    expect(child.exitCode).toBe(null)
  })
})
