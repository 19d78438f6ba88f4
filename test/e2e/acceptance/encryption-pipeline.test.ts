import { afterAll, beforeAll, expect, it } from 'vitest'
import { until } from '../../client/site.ts'
import { acceptanceMissing, describeGroup } from '../../support/groups.ts'
import { absences, components, DefendedHost } from './defended-host.ts'

/** `make test-encryption-pipeline` asks for 20. */
const rotations = Number(process.env.APPIA_ROTATIONS ?? 4)

describeGroup('acceptance', acceptanceMissing(), 'sniffer, detector and firewall, sealed all the way', () => {
  const host = new DefendedHost()
  let port = 5000

  beforeAll(async () => {
    await host.build()
    await host.start()
    await until('packets come through', () => arrives(++port), 60_000)
  })
  afterAll(() => host.close())

  /** Sends a packet, and says whether its verdict comes to the firewall. */
  async function arrives(to: number): Promise<boolean> {
    host.send(to)
    try {
      await until('it is heard', () => host.lines('firewall').some(({ heard }) => heard === to), 20_000)
      return true
    } catch {
      return false
    }
  }

  const refusals = () =>
    components.flatMap((component) => host.lines(component).filter(({ refused }) => refused))
  const primary = async () => {
    const { stdout } = await host.appia('status', '--env', 'lab', '--json')
    return (JSON.parse(stdout) as { rotation: { primary: string | null } }).rotation.primary
  }

  it(`opens every message through ${rotations} rotations`, async () => {
    const keys = new Set([await primary()])
    for (let round = 1; round <= rotations; round++) {
      expect((await host.appia('rotate', '--env', 'lab')).exitCode).toBe(0)
      await until(
        'another key is primary',
        async () => {
          expect(await arrives(++port)).toBe(true)
          return !keys.has(await primary())
        },
        60_000,
      )
      keys.add(await primary())
    }
    expect(keys.size).toBe(rotations + 1)
    expect(refusals()).toEqual([])
  })

  it.each(absences)('goes on while etcd is %s, and rotates when it is back', async (how) => {
    await host.withoutEtcd(
      how,
      async () => {
        for (let sent = 0; sent < 5; sent++) expect(await arrives(++port)).toBe(true)
      },
      rotate,
    )
    expect(await arrives(++port)).toBe(true)
    const more = how === 'restored from a snapshot' ? ['--after-restore'] : []
    await rotate(...more)
    expect(await arrives(++port)).toBe(true)
    expect(refusals()).toEqual([])
  })

  /** Asks for a rotation, and waits until another key is primary. */
  async function rotate(...more: string[]): Promise<void> {
    const before = await untilPrimary()
    const { exitCode, stdout, stderr } = await host.appia('rotate', '--env', 'lab', ...more)
    expect(exitCode, stdout + stderr).toBe(0)
    await until('another key is primary', async () => (await untilPrimary()) !== before, 90_000)
  }

  /** What is primary, as soon as etcd says so. */
  async function untilPrimary(): Promise<string> {
    let found: string | null = null
    await until(
      'etcd says what is primary',
      async () => {
        found = await primary().catch(() => null)
        return found !== null
      },
      60_000,
    )
    return found ?? ''
  }

  it('refuses what was tampered with', async () => {
    host.sendTampered(++port)
    await until('it is refused', () => refusals().length > 0, 30_000)
    expect(refusals()).toEqual([{ refused: 'tampered' }])
    expect(host.lines('detector').some(({ judged }) => judged === port)).toBe(false)
    expect(await arrives(++port)).toBe(true)
  })
})
