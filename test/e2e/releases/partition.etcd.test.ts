import { type ChildProcess, execFileSync, spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest'
import { memoryJournal, resumeApply } from '../../../src/apply/index.ts'
import { rotationKeys } from '../../../src/model/index.ts'
import { openEtcdStore } from '../../../src/store/index.ts'
import { applyIt, contentsOf, now, planValues } from '../../apply/apply-values.ts'
import { isGuarded, wrapTxn } from '../../apply/wrap-store.ts'
import { Site, until } from '../../client/site.ts'
import { etcdMissing, freePort } from '../../support/etcd.ts'
import { defaultEtcd } from '../../support/etcd-releases.ts'
import { bpfMissing, describeGroup } from '../../support/groups.ts'
import { home } from '../../support/home.ts'

/** Addresses of documentation (RFC 5737): nothing else is routed there. */
const [near, far] = ['198.51.100.1', '198.51.100.2']
/** When one member is cut off, from the others and from us. */
const phases = ['checking', 'sending', 'sent'] as const

// Namespaces need what the tests with BPF need: root, and a kernel of one's own.
describeGroup('bpf', bpfMissing() ?? etcdMissing(), 'a member behind a network that is cut', () => {
  const folder = mkdtempSync(join(tmpdir(), 'appia-partition-'))
  const id = basename(folder).slice(-6)
  const namespace = `etcd-${id}`
  const ip = (...words: string[]) => execFileSync('ip', words, { stdio: 'pipe' })
  const members: { endpoint: string; peer: string; process?: ChildProcess }[] = []

  beforeAll(async () => {
    ip('netns', 'add', namespace)
    ip('link', 'add', `n${id}`, 'type', 'veth', 'peer', 'name', `f${id}`, 'netns', namespace)
    ip('address', 'add', `${near}/30`, 'dev', `n${id}`)
    ip('link', 'set', `n${id}`, 'up')
    ip('-n', namespace, 'address', 'add', `${far}/30`, 'dev', `f${id}`)
    ip('-n', namespace, 'link', 'set', 'lo', 'up')
    connect()
    for (const host of [near, near, far]) {
      members.push({ endpoint: `${host}:${await freePort()}`, peer: `http://${host}:${await freePort()}` })
    }
    members.forEach(start)
    await until('all answer', () => allAnswer(), 30_000)
  })
  afterEach(() => {
    connect()
  })
  afterAll(async () => {
    await Promise.all(
      members.map(async ({ process: child }) => {
        const ended = new Promise((resolve) => child?.once('close', resolve))
        child?.kill('SIGKILL')
        await ended
      }),
    )
    ip('netns', 'delete', namespace)
    rmSync(folder, { recursive: true, force: true })
  })

  const connect = () => ip('-n', namespace, 'link', 'set', `f${id}`, 'up')
  const cut = () => ip('-n', namespace, 'link', 'set', `f${id}`, 'down')

  function start(member: (typeof members)[number], index: number): void {
    const flags = [
      `--name=m${index}`,
      `--data-dir=${join(folder, `m${index}`)}`,
      `--listen-client-urls=http://${member.endpoint}`,
      `--advertise-client-urls=http://${member.endpoint}`,
      `--listen-peer-urls=${member.peer}`,
      `--initial-advertise-peer-urls=${member.peer}`,
      `--initial-cluster=${members.map(({ peer }, place) => `m${place}=${peer}`).join(',')}`,
    ]
    // `ip netns exec` becomes the program, so that a signal reaches etcd
    const inside = index === 2 ? ['ip', 'netns', 'exec', namespace] : []
    const [command = '', ...words] = [...inside, defaultEtcd(), ...flags]
    member.process = spawn(command, words, { stdio: 'ignore' })
  }

  async function allAnswer(): Promise<boolean> {
    const store = await openEtcdStore({ endpoints: members.map(({ endpoint }) => endpoint) })
    const status = await store.status()
    await store.close()
    return status.every(({ reachable, hasLeader }) => reachable && hasLeader === true)
  }

  it.each(phases)(
    'while an apply is %s: what is said of it is true, on every member',
    { timeout: 60_000 },
    async (phase) => {
      await until('all answer', () => allAnswer(), 30_000)
      const endpoints = [2, 0, 1].map((index) => members[index]?.endpoint ?? '')
      const store = await openEtcdStore({ endpoints, timeoutMilliseconds: 1_000 })
      const before = await contentsOf(store)
      const value = `cut off while ${phase}`
      const plan = await planValues(store, { '/config/a': value })
      const struck = wrapTxn(store, async (txn) => {
        if (phase === 'sending' && isGuarded(txn)) cut()
        const result = await store.txn(txn)
        if (phase === 'sent' && isGuarded(txn)) cut()
        return result
      })
      if (phase === 'checking') cut()
      const journal = memoryJournal()
      const outcome = await applyIt(struck, plan, { journal })
      const author = { who: 'tester' }
      const [resumed] = await resumeApply({ store, home, journal, author, now, finish: false })
      const told = resumed?.outcome ?? outcome
      expect(['applied', 'fenced', 'unreachable'], JSON.stringify(told)).toContain(told.kind)
      const after = told.kind === 'applied' ? { '/config/a': JSON.stringify(value) } : before
      expect(await contentsOf(store)).toEqual(after)
      await store.close()
      connect()
      await until('all answer', () => allAnswer(), 30_000)
      for (const { endpoint } of members) {
        const single = await openEtcdStore({ endpoints: [endpoint] })
        expect(await contentsOf(single)).toEqual(after)
        await single.close()
      }
    },
  )

  it('as a follower, at every second step of rotations: they go on', { timeout: 120_000 }, async () => {
    await until('all answer', () => allAnswer(), 30_000)
    await follow()
    const endpoints = [2, 0, 1].map((index) => members[index]?.endpoint ?? '')
    const options = { endpoints, timeoutMilliseconds: 1_000, watchResumeMilliseconds: 30_000 }
    const site = new Site(await openEtcdStore(options))
    try {
      await site.declare(['sniffer@gw-01'])
      const client = await site.connect('sniffer@gw-01')
      let steps = 0
      const rotator = site.startRotator({
        onEvent: (event) => {
          if (event.kind !== 'step') return
          steps++
          if (steps % 2 === 1) cut()
          else connect()
        },
      })
      await until('a key is primary', () => client.health().keys === 'ready', 30_000)
      const seen = new Set<string>()
      await until(
        'there were three keys',
        () => {
          seen.add(client.getEncryptionSeed().keyId)
          client.updateEncryptionSeed('test')
          return seen.size >= 3
        },
        60_000,
      )
      await rotator.stop()
      connect()
      expect(steps).toBeGreaterThan(4)
      await until('all answer', () => allAnswer(), 30_000)
      const { keyset } = rotationKeys('')
      const newest = await site.text(keyset)
      for (const { endpoint } of members) {
        const single = await openEtcdStore({ endpoints: [endpoint] })
        const [kv] = (await single.range({ key: keyset })).kvs
        await single.close()
        expect(Buffer.from(kv?.value ?? []).toString()).toBe(newest)
      }
    } finally {
      connect()
      await site.close()
    }
  })

  /** The member behind the network leads no more: cut off for a while, it lost that. */
  async function follow(): Promise<void> {
    const far = members[2]?.endpoint ?? ''
    const leads = async () => {
      const store = await openEtcdStore({ endpoints: [far] })
      const [status] = await store.status()
      await store.close()
      return status?.isLeader === true
    }
    while (await leads()) {
      cut()
      await until(
        'another leads',
        async () => {
          const store = await openEtcdStore({
            endpoints: [0, 1].map((index) => members[index]?.endpoint ?? ''),
          })
          const status = await store.status()
          await store.close()
          return status.some(({ isLeader }) => isLeader === true)
        },
        30_000,
      )
      connect()
      await until('all answer', () => allAnswer(), 30_000)
    }
  }
})
