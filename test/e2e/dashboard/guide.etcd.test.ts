import { spawn } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, symlinkSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it, onTestFinished } from 'vitest'
import { exitCodes } from '../../../src/model/index.ts'
import { askFor } from '../../dashboard/asking.ts'
import { appia } from '../../support/appia.ts'
import { type EtcdServer, etcdMissing, freePort, startEtcd } from '../../support/etcd.ts'
import { describeGroup } from '../../support/groups.ts'
import { copyWorkspace } from '../../support/workspace.ts'

const root = join(import.meta.dirname, '../../..')
const guide = readFileSync(join(root, 'docs/dashboard.md'), 'utf8')

/** What the guide types, a block at a time; tunnels to other machines are left out. */
const blocks = [...guide.matchAll(/^```sh\n(.*?)^```$/gms)]
  .map(([, text = '']) => text.split('\n').filter((line) => line !== '' && !line.startsWith('ssh ')))
  .filter((lines) => lines.length > 0)

describeGroup('etcd', etcdMissing(), 'docs/dashboard.md', () => {
  let etcd: EtcdServer
  beforeAll(async () => {
    etcd = await startEtcd()
  })
  afterAll(() => etcd.stop())

  it.each(
    blocks.flatMap((lines) =>
      lines.filter((line) => line.includes('dashboard')).map((line) => ({ line, lines })),
    ),
  )('$line serves the page until Ctrl-C', async ({ line, lines }) => {
    const { directory } = copyWorkspace()
    await appia(['apply', '--env', 'lab', '--endpoints', etcd.endpoint, '--yes'], { directory })
    const port = await freePort()
    const before = lines.slice(0, lines.indexOf(line)).filter((each) => !each.includes('dashboard'))
    const folder = programFolder()
    const script = [
      ...before,
      `exec ${line.replace(/ +#.*/, '').replace('7480', String(port)).replace('npx ', '')}`,
    ]
    const child = spawn('bash', ['-c', script.join('\n')], {
      cwd: directory,
      env: {
        ...process.env,
        PATH: `${folder}:${process.env.PATH}`,
        ETCDCTL_ENDPOINTS: etcd.endpoint,
      },
    })
    const closed = new Promise<number | null>((resolve) => child.on('close', resolve))
    onTestFinished(async () => {
      child.kill('SIGKILL')
      await closed
    })
    const [, host = '', at = ''] = await new Promise<RegExpMatchArray>((resolve, reject) => {
      let said = ''
      const onData = (data: Buffer) => {
        said += data.toString()
        const match = /dashboard at http:\/\/([^:]+):(\d+)\//.exec(said)
        if (match !== null) resolve(match)
      }
      child.stdout.on('data', onData)
      child.stderr.on('data', onData)
      void closed.then((code) => reject(new Error(`it ended with ${code}: ${said}`)))
    })
    expect((await askFor({ host, port: Number(at) }, '/')).text).toContain('<title>Appia</title>')
    const isGuarded = line.includes('--token-file')
    expect((await askFor({ host, port: Number(at) }, '/api/board')).status).toBe(isGuarded ? 401 : 200)
    child.kill('SIGINT')
    expect(await closed).toBe(exitCodes.done)
  })

  it('has commands to run', () => {
    expect(blocks.flat().filter((line) => line.includes('dashboard'))).toHaveLength(3)
  })
})

/** A folder with the built `appia` in it. */
function programFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'appia-bin-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  symlinkSync(join(root, 'dist/main.js'), join(folder, 'appia'))
  return folder
}
