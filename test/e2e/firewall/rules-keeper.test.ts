import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from 'vitest'
import type { AgentEvent } from '../../../src/agent/agent-event.ts'
import { RulesKeeper } from '../../../src/agent/firewall/rules-keeper.ts'
import type { DocumentListener, FollowedDocument, FollowerHost } from '../../../src/agent/followers/index.ts'
import type { RulesSettings } from '../../../src/agent/settings/settings.ts'
import { confirm, listUnconfirmed, readLoaded } from '../../../src/firewall/index.ts'
import { type JsonValue, sha256 } from '../../../src/model/index.ts'
import { until } from '../../client/site.ts'
import { describeGroup, nftMissing } from '../../support/groups.ts'
import { createNetworkNamespace, type NetworkNamespace } from '../../support/network-namespace.ts'

const key = '/config/firewall/rules/json'
let namespace: NetworkNamespace
let folder: string
let events: AgentEvent[]
let listener: DocumentListener
let keepers: RulesKeeper[]

describeGroup('nft', nftMissing(), 'an agent that keeps firewall rules', () => {
  beforeAll(() => {
    namespace = createNetworkNamespace()
  })
  afterAll(() => namespace?.remove())
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'appia-rules-'))
    events = []
    keepers = []
    namespace.run('nft', ['flush', 'ruleset'])
  })
  afterEach(async () => {
    await Promise.all(keepers.map((keeper) => keeper.close()))
    rmSync(folder, { recursive: true, force: true })
  })

  it('loads each document, keeps the rules that are good, and puts back what others change', async () => {
    const keeper = await start()
    await offer(keeper, rules('one'), 3)
    expect(await loaded()).toEqual(['one'])
    await offer(keeper, { ...rules('two'), table: 'limit' }, 4)
    expect(keeper.status).toMatchObject({ revision: 3, problem: expect.stringContaining("nft's language") })
    // While the newest is refused too.
    namespace.run('nft', ['flush', 'chain', 'inet', 'host', 'input'])
    keeper.look()
    await keeper.settle()
    expect(await loaded()).toEqual(['one'])
    namespace.run('nft', ['flush', 'chain', 'inet', 'host', 'input'])
    await offer(keeper, rules('one'), 5)
    expect(await loaded()).toEqual(['one'])
    expect(events).toMatchObject([
      { kind: 'installed', file: 'firewall/host', revision: 3 },
      { kind: 'refused', revision: 4 },
      { kind: 'restored', revision: 3 },
      { kind: 'restored', revision: 5 },
    ])
    expect(keeper.status).toMatchObject({ key, problem: null, is_edited: false })
    expect(keeper.metrics()).toBe('appia_firewall_packets_total{table="host",rule="one"} 0\n')
  })

  it('leaves what others change where it is told to, and says so', async () => {
    const keeper = await start({ edited: 'report' })
    await offer(keeper, rules('one'), 3)
    namespace.run('nft', ['flush', 'chain', 'inet', 'host', 'input'])
    keeper.look()
    await keeper.settle()
    expect(await loaded()).toEqual([])
    expect(keeper.status).toMatchObject({ is_edited: true })
    expect(events).toMatchObject([{ kind: 'installed' }, { kind: 'edited' }])
  })

  it('keeps new rules that are confirmed, and asks no second time for them', async () => {
    const keeper = await start({ confirmWithin: 3600 })
    listener.onDocument(document(rules('one'), 3))
    await waiting(keeper)
    expect(await loaded()).toEqual(['one'])
    await confirmAll()
    await keeper.settle()
    expect(keeper.status).toMatchObject({ revision: 3, problem: null })
    await keeper.close()
    namespace.run('nft', ['flush', 'ruleset'])
    await offer(await start({ confirmWithin: 3600 }), rules('one'), 3)
    expect(await loaded()).toEqual(['one'])
  })

  it('puts the rules before back when nobody confirms, and does not try that document again', async () => {
    const keeper = await start({ confirmWithin: 1 })
    await accept(keeper, rules('one'), 3)
    await offer(keeper, rules('two'), 4)
    expect(await loaded()).toEqual(['one'])
    await offer(keeper, rules('two'), 5)
    expect(await loaded()).toEqual(['one'])
    expect(keeper.status).toMatchObject({ revision: 3, problem: 'nobody confirmed these rules in time' })
    expect(events.map(({ kind }) => kind)).toEqual(['installed', 'refused'])
  })

  it('puts the rules before back that an agent which was killed left unconfirmed', async () => {
    const first = await start({ confirmWithin: 3600 })
    await accept(first, rules('one'), 3)
    listener.onDocument(document(rules('two'), 4))
    await waiting(first)
    expect(await loaded()).toEqual(['two'])
    // Another agent on the same folder: what the first leaves when it is killed is all that there is to find.
    const next = await start({ confirmWithin: 3600 })
    expect(await loaded()).toEqual(['one'])
    await offer(next, rules('two'), 4)
    expect(await loaded()).toEqual(['one'])
    expect(next.status.problem).toBe('nobody confirmed these rules in time')
  })

  it('may have any name: as a label, in what waits to be confirmed, and in its state', async () => {
    const name = 'a"b\\c d\n/../é'
    const first = await start({ confirmWithin: 3600 }, name)
    await accept(first, rules('one'), 3)
    expect(first.metrics()).toBe('appia_firewall_packets_total{table="a\\"b\\\\c d\\n/../é",rule="one"} 0\n')
    listener.onDocument(document(rules('two'), 4))
    await waiting(first)
    const next = await start({ confirmWithin: 3600 }, name)
    expect(await loaded()).toEqual(['one'])
    await offer(next, rules('two'), 4)
    expect(next.status.problem).toBe('nobody confirmed these rules in time')
  })
})

/** A keeper as a fresh agent has it. */
async function start(settings: Partial<RulesSettings> = {}, name = 'host'): Promise<RulesKeeper> {
  // What a keeper of rules is given by its agent.
  const host = {
    stateFolder: folder,
    onEvent: (event: AgentEvent) => events.push(event),
    onStatus: () => undefined,
    follow: (_: unknown, followed: DocumentListener) => {
      listener = followed
    },
  } as unknown as FollowerHost
  const whole = { key, lookEvery: 3600, edited: 'restore', ...settings } as const
  const planned = { name, document: { name: `firewall:${name}`, key }, settings: whole }
  const keeper = new RulesKeeper(planned, host, namespace.nft)
  keepers.push(keeper)
  await keeper.start()
  return keeper
}

async function offer(keeper: RulesKeeper, value: JsonValue, revision: number): Promise<void> {
  listener.onDocument(document(value, revision))
  await keeper.settle()
}

/** Offers a document and confirms it. */
async function accept(keeper: RulesKeeper, value: JsonValue, revision: number): Promise<void> {
  listener.onDocument(document(value, revision))
  await waiting(keeper)
  await confirmAll()
  await keeper.settle()
}

async function waiting(keeper: RulesKeeper): Promise<void> {
  const isWaiting = () => keeper.status.problem?.includes('waits to be confirmed') === true
  await until('rules wait to be confirmed', isWaiting, 60_000)
}

async function confirmAll(): Promise<void> {
  const notes = await listUnconfirmed(join(folder, 'firewall'))
  expect(notes).toHaveLength(1)
  for (const note of notes) expect(await confirm(join(folder, 'firewall'), note)).toBe(true)
}

/** Names of the rules that the input hook has. */
async function loaded(): Promise<string[]> {
  const chains = (await readLoaded(namespace.nft, 'host'))?.chains ?? []
  return chains.flatMap((chain) => chain.rules.map(({ comment }) => comment))
}

function rules(name: string) {
  const rule = { name, protocol: 'tcp', ports: [80], action: 'drop' }
  return { format: 'appia-firewall-1', table: 'host', input: { policy: 'accept', rules: [rule] } }
}

function document(value: JsonValue, revision: number): FollowedDocument {
  const text = JSON.stringify(value)
  return { key, text, sha256: sha256(text), value, revision, apply: null, isSecret: false }
}
