import { createServer } from 'node:http'
import { afterAll, beforeAll, expect, it, onTestFinished } from 'vitest'
import type { Board, BoardChange } from '../../../src/dashboard/board.ts'
import { exitCodes } from '../../../src/model/index.ts'
import { openEtcdStore } from '../../../src/store/index.ts'
import { askFor, listenTo } from '../../dashboard/asking.ts'
import { tellMembers } from '../../dashboard/site.ts'
import { startDashboard } from '../../dashboard/start.ts'
import { appia } from '../../support/appia.ts'
import { type EtcdServer, etcdMissing, startEtcd } from '../../support/etcd.ts'
import { describeGroup } from '../../support/groups.ts'
import { copyWorkspace } from '../../support/workspace.ts'

describeGroup('etcd', etcdMissing(), 'appia dashboard', () => {
  let etcd: EtcdServer
  beforeAll(async () => {
    etcd = await startEtcd()
  })
  afterAll(() => etcd.stop())

  const lab = () => ['--env', 'lab', '--endpoints', etcd.endpoint]

  async function applied() {
    await etcd.etcdctl('del', '', '--prefix')
    const workspace = copyWorkspace()
    const { exitCode, stderr } = await appia(['apply', '--yes', ...lab()], { directory: workspace.directory })
    expect(exitCode, stderr).toBe(exitCodes.done)
    return workspace
  }

  const boardAt = async (address: { host: string; port: number }) =>
    JSON.parse((await askFor(address, '/api/board')).text) as Board

  it('shows the fleet, and a member that goes, as it goes', async () => {
    const { directory } = await applied()
    const store = await openEtcdStore({ endpoints: [etcd.endpoint] })
    onTestFinished(() => store.close())
    const { address } = await startDashboard(lab(), { directory })
    await tellMembers(store, [
      { component: 'sniffer', node: 'gw-01' },
      { component: 'detector', node: 'gw-01', isBehind: true },
    ])
    const listening = await listenTo(address)
    const saw = (text: string) => listening.until(({ data }) => data.includes(text))
    await saw('detector@gw-01 runs 0000…00')
    await etcd.etcdctl('del', '/status/components/detector/gw-01')
    await saw('"goneMembers":["detector@gw-01"]')
    listening.close()
    const { subject, applies } = await boardAt(address)
    expect(subject).toMatchObject({ environment: 'lab', workspace: 'pipeline', withoutSources: null })
    expect(applies?.newest.map(({ seq, kind }) => [seq, kind])).toEqual([[1, 'apply']])
  })

  it('tells of an apply, of an edit outside with when, and writes nothing', async () => {
    const { directory, edit } = await applied()
    const { address } = await startDashboard(lab(), { directory })
    const listening = await listenTo(address)
    const change = (what: (change: Board & BoardChange) => boolean) =>
      listening.until(({ data }) => what(JSON.parse(data) as Board & BoardChange))
    await change(({ drift }) => drift?.checked === 7 || (drift?.checked ?? 0) > 0)
    edit('configs/thresholds.ts', 'ddos: 0.7', 'ddos: 0.8')
    const plan = await askFor(address, '/api/plan')
    expect(plan.text).toContain('0.7 → 0.8')
    await appia(['apply', '--yes', ...lab()], { directory })
    await change(({ applies }) => applies?.newest[0]?.seq === 2)
    const diff = await askFor(address, '/api/diff?from=@1&to=@2')
    expect(diff.text).toContain('0.7 → 0.8')
    const document = (await etcd.etcdctl('get', '--print-value-only', '/config/detector/json')).trim()
    await etcd.etcdctl('put', '/config/detector/json', document.replace('0.8', '0.2'))
    await change(
      ({ drift }) => drift?.entries.some(({ seenAt, rows }) => seenAt !== null && rows.length > 0) === true,
    )
    const [entry] = (await boardAt(address)).drift?.entries ?? []
    expect(entry).toMatchObject({ key: '/config/detector/json', kind: 'modified' })
    expect(entry?.rows.map(({ value }) => value)).toEqual(['0.8 → 0.2'])
    expect(entry?.between).toMatch(/^after @2 of \S+ at /)
    const revision = async () =>
      /"revision":(\d+)/.exec(await etcd.etcdctl('endpoint', 'status', '-w', 'json'))?.[1]
    const before = await revision()
    await askFor(address, '/api/plan')
    await askFor(address, '/api/diff?from=@1&to=live')
    expect(await revision()).toBe(before)
    listening.close()
  })

  it('goes on while etcd is away, says how old what it shows is, and shows what is there again', async () => {
    const { directory } = await applied()
    const { address } = await startDashboard(lab(), { directory })
    const listening = await listenTo(address)
    const contact = (state: string) =>
      listening.until(({ data }) => (JSON.parse(data) as BoardChange).contact?.state === state)
    await listening.until(({ data }) => data.includes('"total":1'))
    await etcd.kill()
    await contact('away')
    const away = await boardAt(address)
    expect(away.alarms[0]?.text).toMatch(/^etcd cannot be read since \d+ s: .*; what is shown is \d+ s old$/)
    expect(away.applies?.newest).toHaveLength(1)
    const seen = listening.events.length
    await etcd.restart()
    await listening.until((event) => {
      const { state } = (JSON.parse(event.data) as BoardChange).contact ?? {}
      return listening.events.indexOf(event) >= seen && state === 'live'
    })
    listening.close()
  })

  it('waits for an etcd that is not there yet', async () => {
    const { directory } = await applied()
    await etcd.kill()
    const { address } = await startDashboard(lab(), { directory })
    const listening = await listenTo(address)
    await listening.until(({ data }) => data.includes('"state":"away"'))
    await etcd.restart()
    await listening.until(({ data }) => data.includes('"state":"live"'))
    listening.close()
  })

  it('needs no sources where the endpoints are given', async () => {
    await applied()
    const { address } = await startDashboard(['--endpoints', etcd.endpoint], { directory: '/' })
    const listening = await listenTo(address)
    await listening.until(({ data }) => data.includes('there is no workspace here'))
    await listening.until(({ data }) => data.includes('"checked":'))
    listening.close()
    const { subject, drift } = await boardAt(address)
    expect(subject).toMatchObject({ environment: 'lab', workspace: 'pipeline' })
    expect(drift?.entries).toEqual([])
  })

  it('ends at SIGINT and at SIGTERM, with open streams', async () => {
    const { directory } = await applied()
    for (const signal of ['SIGINT', 'SIGTERM'] as const) {
      const { address, kill, ended } = await startDashboard(lab(), { directory })
      const listening = await listenTo(address)
      await listening.until(({ data }) => data.includes('"state":"live"'))
      kill(signal)
      await listening.ended
      expect(await ended).toMatchObject({ exitCode: exitCodes.done, stderr: '' })
    }
  })

  it('ends at SIGINT while etcd holds its breath, too', async () => {
    const { directory } = await applied()
    const { address, kill, ended } = await startDashboard(lab(), { directory })
    const listening = await listenTo(address)
    await listening.until(({ data }) => data.includes('"state":"live"'))
    etcd.pause()
    onTestFinished(() => etcd.resume())
    await listening.until(({ data }) => data.includes('"state":"away"'))
    kill('SIGINT')
    await listening.ended
    expect((await ended).exitCode).toBe(exitCodes.done)
  })
})

it('a port in use, another address without a token and a bad one end it with the way out', async () => {
  const { directory } = copyWorkspace()
  const other = createServer()
  await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => void other.close())
  const { port } = other.address() as { port: number }
  const used = await appia(['dashboard', '--env', 'lab', '--listen', `127.0.0.1:${port}`], { directory })
  expect([used.exitCode, used.stdout]).toEqual([exitCodes.error, ''])
  expect(used.stderr).toContain(`127.0.0.1:${port} is in use`)
  const open = await appia(['dashboard', '--listen', '0.0.0.0:0'], { directory })
  expect(open.exitCode).toBe(exitCodes.usage)
  expect(open.stderr).toContain('--token-file token')
  const short = await appia(['dashboard'], { directory, variables: { APPIA_DASHBOARD_TOKEN: 'short' } })
  expect(short.exitCode).toBe(exitCodes.usage)
  expect(short.stderr).toContain('at least 16 characters')
  expect(short.stderr).not.toContain('short\n')
  const strange = await appia(['dashboard', '--env', 'nowhere', '--listen', '127.0.0.1:0'], { directory })
  expect(strange.exitCode).toBe(exitCodes.usage)
})
