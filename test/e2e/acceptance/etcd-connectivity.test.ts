import { afterAll, beforeAll, expect, it } from 'vitest'
import { until } from '../../client/site.ts'
import { acceptanceMissing, describeGroup } from '../../support/groups.ts'
import { absences, DefendedHost } from './defended-host.ts'

interface Doctor {
  readonly endpoints: readonly {
    readonly endpoint: string
    readonly version?: string
    readonly reachable: boolean
    readonly problem?: string
  }[]
  readonly members: readonly {
    readonly member: string
    readonly isConnected: boolean
    readonly detail: string
    readonly next?: string
  }[]
}

describeGroup('acceptance', acceptanceMissing(), 'etcd and what is connected to it', () => {
  const host = new DefendedHost()
  beforeAll(async () => {
    await host.build()
    await host.start()
  })
  afterAll(() => host.close())

  /** What `appia doctor` says: a line for etcd and one for each component. */
  async function lines(): Promise<string[]> {
    const { stdout } = await host.appia('doctor', '--env', 'lab', '--json')
    const { endpoints, members } = JSON.parse(stdout) as Doctor
    return [
      ...endpoints.map(({ reachable, version, endpoint, problem }) =>
        reachable ? `[OK] etcd ${version} at ${endpoint}` : `[FAIL] etcd at ${endpoint}: ${problem}`,
      ),
      ...members.map(({ member, isConnected, detail, next }) =>
        isConnected ? `[OK] ${member} ${detail}` : `[FAIL] ${member} ${detail}; ${next}`,
      ),
    ]
  }

  async function show(): Promise<string[]> {
    const now = await lines()
    console.info(now.join('\n'))
    return now
  }

  const ok = ['etcd', 'detector@gw-01', 'firewall@gw-01', 'sniffer@gw-01'].map((subject) =>
    expect.stringMatching(new RegExp(`^\\[OK\\] ${subject} `)),
  )

  it('is said a line each: etcd with its version, the three components with what they run', async () => {
    await until(
      'all are connected',
      async () => (await lines()).every((line) => line.startsWith('[OK]')),
      60_000,
    )
    expect(await show()).toEqual(ok)
  })

  it('names a component whose agent is gone, and where to look', async () => {
    await host.kill('detector agent')
    await until('its lease is over', async () => !(await lines())[1]?.startsWith('[OK]'), 60_000)
    expect((await show())[1]).toBe(
      '[FAIL] detector@gw-01 does not report; see on its node whether it runs: appia agent detector@gw-01 --settings FILE',
    )
    host.startAgent('detector')
    await until('it is back', async () => (await lines())[1]?.startsWith('[OK]') === true, 60_000)
  })

  it.each(absences)('names etcd while it is %s, and all are there again once it is back', async (how) => {
    await host.withoutEtcd(
      how,
      async () => expect((await show())[0]).toMatch(/^\[FAIL\] etcd at 127.0.0.1:2379: /),
      async () => {
        host.edit('configs/thresholds.ts', 'ddos: 0.7', 'ddos: 0.8')
        await host.apply()
        await host.heard('detector', ({ threshold }) => threshold === 0.8)
      },
    )
    await until(
      'all are connected',
      async () => (await lines()).filter((line) => line.startsWith('[OK]')).length === 4,
      90_000,
    )
    expect(await show()).toEqual(ok)
  })
})
