import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest'
import { until } from '../../client/site.ts'
import { acceptanceMissing, describeGroup } from '../../support/groups.ts'
import { absences, components, DefendedHost } from './defended-host.ts'

describeGroup('acceptance', acceptanceMissing(), 'what is applied is in effect without a restart', () => {
  const host = new DefendedHost()
  let pids: (number | undefined)[]
  beforeAll(async () => {
    await host.build()
    await host.start()
    await until('packets come through', () => passes(4010), 60_000)
  })
  afterAll(() => host.close())
  beforeEach(() => {
    pids = components.map((component) => host.pidOf(component))
  })

  /** Sends a packet, and says whether the firewall has heard of it yet. */
  function passes(port: number): boolean {
    host.send(port)
    return host.lines('firewall').some(({ heard }) => heard === port)
  }

  const judged = (port: number) => host.lines('detector').find(({ judged }) => judged === port)?.attack
  const captured = (port: number) => host.lines('sniffer').some((told) => told.captured === port)
  const expectNoRestart = () => expect(components.map((component) => host.pidOf(component))).toEqual(pids)

  it('a port filter: packets that were captured are not any more', async () => {
    host.edit('configs/sniffer.ts', 'excluded_ports: [22]', 'excluded_ports: [22, 4001]')
    await host.apply()
    await untilExcluded(4001)
    expectNoRestart()
  })

  /** A packet to a port is no longer captured, though one sent after it is. */
  async function untilExcluded(port: number): Promise<void> {
    let marker = 4200
    await until(
      `${port} is excluded`,
      async () => {
        const before = host.lines('sniffer').filter(({ captured }) => captured === port).length
        host.send(port)
        host.send(++marker)
        await until('the next is captured', () => captured(marker), 30_000)
        return host.lines('sniffer').filter(({ captured }) => captured === port).length === before
      },
      60_000,
    )
  }

  it('a threshold: the verdict on the same flow is another', async () => {
    host.edit('configs/thresholds.ts', 'ddos: 0.7', 'ddos: 0.9')
    await host.apply()
    await host.heard('detector', ({ threshold }) => threshold === 0.9)
    host.send(4080)
    await until('it is judged', () => judged(4080) !== undefined, 30_000)
    expect(judged(4080)).toBe(false)
    host.edit('configs/thresholds.ts', 'ddos: 0.9', 'ddos: 0.75')
    await host.apply()
    await host.heard('detector', ({ threshold }) => threshold === 0.75)
    host.send(4180)
    await until('it is judged', () => judged(4180) !== undefined, 30_000)
    expect(judged(4180)).toBe(true)
    expectNoRestart()
  })

  it('whether the firewall acts: the source of an attack is spared, then its packets are dropped', async () => {
    host.edit('configs/firewall.ts', 'dry_run: false', 'dry_run: true')
    await host.apply()
    await host.heard('firewall', ({ dry_run }) => dry_run === true)
    host.unblock()
    const before = host.counted('input-blacklist')
    host.send(4290)
    await host.heard('firewall', ({ spared }) => spared !== undefined)
    expect(host.counted('input-blacklist')).toBe(before)
    host.edit('configs/firewall.ts', 'dry_run: true', 'dry_run: false')
    await host.apply()
    await host.heard('firewall', ({ dry_run }) => dry_run === false)
    host.send(4390)
    await until('its source is in the set', () => host.isBlocking(), 30_000)
    host.send(4301)
    expect(host.counted('input-blacklist')).toBeGreaterThan(before)
    expectNoRestart()
  })

  it('a firewall rule: packets that it names are dropped, and whom the firewall had blocked stays blocked', async () => {
    expect(host.isBlocking()).toBe(true)
    const rule = "{ name: 'no-gossip', protocol: 'udp', ports: [4999], action: 'drop' },"
    host.edit('configs/firewall-rules.ts', /(policy: 'accept',\s+rules: \[\s+)/, `$1${rule} `)
    await host.apply()
    await until('the rule is loaded', () => host.counted('no-gossip') === 0, 60_000)
    host.send(4999)
    expect(host.counted('no-gossip')).toBe(1)
    expect(host.isBlocking()).toBe(true)
    expectNoRestart()
  })

  it.each(absences)('after etcd was %s: what is applied then', async (how) => {
    const thresholds = { killed: 0.71, 'cut off': 0.72, 'restored from a snapshot': 0.73 }
    const ports = { killed: 4002, 'cut off': 4003, 'restored from a snapshot': 4004 }
    await host.withoutEtcd(
      how,
      async () => {
        const exitCode = (await host.appia('apply', '--env', 'lab', '--yes')).exitCode
        expect(exitCode).toBe(6)
      },
      () => applyThreshold(0.99),
    )
    host.edit('configs/sniffer.ts', /excluded_ports: \[22/, `excluded_ports: [22, ${ports[how]}`)
    await applyThreshold(thresholds[how])
    await untilExcluded(ports[how])
    expectNoRestart()
  })

  async function applyThreshold(ddos: number): Promise<void> {
    host.edit('configs/thresholds.ts', /ddos: [\d.]+/, `ddos: ${ddos}`)
    await host.apply()
    await host.heard('detector', ({ threshold }) => threshold === ddos)
  }
})
