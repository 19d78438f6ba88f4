import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { connectedClients } from '../../src/app/state/index.ts'
import { readStatus } from '../../src/app/state/read-status.ts'
import { renderStatus } from '../../src/cli/render/status-text.ts'
import { plainPaint } from '../../src/cli/terminal/terminal.ts'
import { type Desired, sha256 } from '../../src/model/index.ts'
import { followedItems } from '../../src/records/index.ts'
import { type Schema, schemaHash } from '../../src/schema/index.ts'
import { openMemoryStore } from '../../src/store/index.ts'
import { Site, until } from '../client/site.ts'
import { expectGolden } from '../support/golden.ts'

const now = Date.now()
const document = { type: 'object', additionalProperties: false, properties: { n: { type: 'integer' } } }
const schema: Schema = {
  ...{ name: 'sniffer', file: 'schemas/sniffer.schema.json' },
  ...{ document, text: JSON.stringify(document) },
}

let site: Site
beforeEach(async () => {
  site = new Site(await openMemoryStore())
})
afterEach(() => site.close())

describe('status', () => {
  it('shows a member as alive with what it runs, and its key', async () => {
    await site.put('/config/sniffer/json', '{"n":1}')
    await site.declare(['sniffer@gw-01'])
    site.startRotator()
    const client = await site.connect('sniffer@gw-01')
    client.publishRunning()
    await until('its key is reported', async () => (await line('{"n":1}')).includes(' · key k1-'))
    expect(await line('{"n":1}')).toMatch(
      /^ {2}sniffer@gw-01 {2}alive for \d+ s · runs [0-9a-f]{4}…[0-9a-f]{2} · key k1-[0-9a-f]{16}$/,
    )
  })

  it('tells what was applied from what the workspace holds', async () => {
    await site.put('/config/sniffer/json', '{"n":1}')
    const client = await site.connect('sniffer')
    client.publishRunning()
    await until('it runs', async () => (await line('{"n":1}')).includes('runs'))
    expect(await line('{"n":2}')).toContain(
      `runs ${short('{"n":1}')}, workspace has ${short('{"n":2}')}: apply`,
    )
    client.publishRunning({ key: '/config/sniffer/json', sha256: sha256('{"n":0}'), revision: 1 })
    await until('it runs another', async () => (await line('{"n":1}')).includes(short('{"n":0}')))
    expect(await line('{"n":1}')).toContain(`runs ${short('{"n":0}')}, applied is ${short('{"n":1}')}`)
  })

  it('says which schema a component was built with where the workspace has another', async () => {
    await site.put('/config/sniffer/json', '{"n":1}')
    const running = { key: '/config/sniffer/json', sha256: sha256('{"n":1}'), revision: 1 }
    const current = schemaHash(schema)
    const client = await site.connect('sniffer', { schemas: { sniffer: schema.document } })
    client.publishRunning()
    await until('it runs', async () => (await line('{"n":1}')).includes('runs'))
    expect(await line('{"n":1}')).not.toContain('schema')
    const older = sha256('an older schema')
    client.publishRunning({ ...running, schema: older })
    await until('it was built with another', async () => (await line('{"n":1}')).includes('schema'))
    expect(await line('{"n":1}')).toMatch(
      new RegExp(` · built with schema ${shortId(older)}, workspace has ${shortId(current)}$`),
    )
    // One that does not say so is not said to be behind.
    client.publishRunning(running)
    await until('it does not say', async () => !(await line('{"n":1}')).includes('schema'))
  })

  it('finds the document of a component wherever it lies, and its node’s', async () => {
    await site.put('/services/sniffer/config', '{"n":1}')
    expect(await line('{"n":1}', { key: '/services/sniffer/config' })).toMatch(
      new RegExp(`^ {2}sniffer@default {2}reports nothing.* · etcd holds ${short('{"n":1}')} since revision`),
    )
    await site.put('/services/sniffer/nodes/gw-01/config', '{"n":2}')
    const ofNode = { key: '/services/sniffer/nodes/gw-01/config', node: 'gw-01' }
    expect(await line('{"n":2}', ofNode)).toMatch(
      new RegExp(`^ {2}sniffer@gw-01 .* · etcd holds ${short('{"n":2}')} since`),
    )
  })

  it('asks for no apply where the same values stand in other bytes, or other secrets', async () => {
    await site.put('/config/sniffer/json', '{ "n": 1 }')
    expect(await line('{"n":1}')).not.toContain('apply')
    expect(await line('{"n":2}')).toContain('apply')
    await site.put('/config/sniffer/json', '{"n":1,"password":"hush"}')
    const template = '{"n":1,"password":{"$secret":"pw"}}'
    const secrets = [{ pointer: '/password', name: 'pw', source: { from: 'live' } }]
    expect(await line(template, { secrets })).not.toContain('apply')
    expect(await line(template.replace('1', '2'), { secrets })).toContain('apply')
  })

  it('names the revision of a document that may hold a secret, and no hash', async () => {
    await site.put('/config/sniffer/json', '{"n":1,"password":"hush"}')
    const secret = { type: 'object', properties: { password: { type: 'string', 'x-secret': 'plain' } } }
    expect(await line('{"n":1}', {}, { ...schema, document: secret })).toMatch(
      / · etcd holds revision \d+, workspace/,
    )
  })

  it('shows each node on which a declared component reports, without a policy that names it', async () => {
    await site.put('/config/sniffer/json', '{"n":1}')
    expect(await line('{"n":1}')).toContain('  sniffer@default  reports nothing')
    await site.connect('sniffer@gw-07')
    await site.connect('stranger@gw-07')
    await until('it reports', async () => (await line('{"n":1}')).startsWith('  sniffer@gw-07  alive'))
    expect((await lines('{"n":1}')).join()).not.toContain('stranger')
  })

  it('of a component that never used the client library claims only what etcd holds', async () => {
    expect(await line('{"n":1}')).toBe(
      `  sniffer@default  reports nothing: whether it runs is not known · etcd holds nothing, workspace has ${short('{"n":1}')}: apply`,
    )
    await site.put('/config/sniffer/json', '{"n":1}')
    expect(await line('{"n":1}')).toMatch(
      new RegExp(`reports nothing: .* · etcd holds ${short('{"n":1}')} since revision \\d+$`),
    )
  })

  it('of a member that took part in the rotation and is silent says that it is not alive', async () => {
    await site.put('/config/sniffer/json', '{"n":1}')
    await site.declare(['sniffer@gw-01'])
    expect(await line('{"n":1}')).toContain('sniffer@gw-01  not alive · etcd holds')
  })

  it('says once when the next rotation is due', async () => {
    await site.declare(['sniffer@gw-01'])
    site.startRotator()
    const client = await site.connect('sniffer@gw-01')
    await until('it has a key', () => client.health().keys === 'ready')
    const text = (await lines('{"n":1}')).join('\n')
    expect(text.match(/next rotation/g)).toHaveLength(1)
  })
})

async function line(text: string, more: object = {}, of: Schema = schema): Promise<string> {
  return (await lines(text, more, of))[1] ?? ''
}

async function lines(text: string, more: object = {}, of: Schema = schema): Promise<string[]> {
  const entry = {
    key: '/config/sniffer/json',
    component: 'sniffer',
    schema: 'sniffer',
    value: JSON.parse(text),
    text,
    sha256: sha256(text),
    ...more,
  }
  const schemas = new Map([['sniffer', of]])
  // Nothing else of a compiled workspace is looked at.
  const desired = { entries: [entry] } as unknown as Desired
  const status = await readStatus(site.store, { prefix: '', desired, schemas, now })
  return renderStatus(
    { environment: 'lab', storeName: 'etcd', endpoints: [], now, ...status },
    plainPaint,
  ).split('\n')
}

function short(text: string): string {
  return shortId(sha256(text))
}

function shortId(id: string): string {
  return `${id.slice(0, 4)}…${id.slice(-2)}`
}

describe('status of what an agent keeps, of the store, and of what waits', () => {
  it('names applies, reloads and keys of each thing, each endpoint, and the apply that waits', () => {
    const reloaded_at = new Date(now - 180_000).toISOString()
    const of = { key: '/config/sniffer/json', revision: 7, apply: 3, problem: null }
    const file = { ...of, reloads: 2, reloaded_at }
    const keyring = { key: null, revision: 9, apply: null, problem: null, key_ids: ['k1-ab', 'k2-cd'] }
    const detail = { keys: { ring: keyring }, files: { sniffer: file }, uptime: 7, other: { a: 1 } }
    expect(followedItems({ detail })).toMatchObject([
      { name: 'files sniffer', apply: 3, reloads: 2, reloadedAt: reloaded_at, keyIds: [] },
      { name: 'keys ring', apply: null, reloads: null, reloadedAt: null, keyIds: ['k1-ab', 'k2-cd'] },
    ])
    const member = {
      ...{ component: 'sniffer', node: 'gw-01', aliveSince: new Date(now - 5000).toISOString() },
      ...{ desired: null, applied: null, running: null, builtWith: null, schema: null },
      ...{ appliedRevision: null, usesLibrary: true, configSource: null, configProblem: null },
      ...{ agentProblems: [], followed: followedItems({ detail }), keyId: null, keys: null },
    }
    const pending = {
      kind: 'confirm',
      ...{ seq: 4, seconds: 600, who: 'anna@laptop', when: '2026-11-23T01:02:03Z' },
      ...{ modRevision: 9, isExpired: false },
    } as const
    const rotation = {
      state: 'no-policy',
      ...{ generation: 0, primary: null, primarySince: null, nextRotation: null },
      ...{ standing: 'no rotation policy is applied', unacknowledged: [], forced: [], keys: [] },
    } as const
    const endpoints = [
      {
        ...{ endpoint: '10.0.0.1:2379', reachable: true, version: '3.5.16', isLeader: true },
        ...{ sizeBytes: 24_576, quotaBytes: 2 ** 31, watchStreams: 7 },
      },
      {
        ...{ endpoint: '10.0.0.4:2379', reachable: true, version: '3.5.16', sizeBytes: 24_576 },
        metricsProblem: '/metrics: status 404',
      },
      {
        endpoint: '10.0.0.2:2379',
        reachable: true,
        version: '3.5.16',
        hasLeader: false,
        alarms: ['NOSPACE'],
      },
      { endpoint: '10.0.0.3:2379', reachable: false, problem: 'connection refused' },
    ]
    const status = {
      environment: 'lab',
      storeName: 'etcd',
      now,
      members: [member],
      rotation,
      endpoints,
      pending,
    }
    expectGolden(join(import.meta.dirname, 'golden/status.txt'), renderStatus(status, plainPaint))
    const [first] = endpoints
    expect(connectedClients({ members: [member], endpoints })).toEqual({
      ...{ members: ['sniffer@gw-01'], watchStreams: null },
    })
    const known = renderStatus(
      { ...status, endpoints: [first, endpoints[3]] as typeof endpoints },
      plainPaint,
    )
    expect(known).toMatch(/\nclients {3}1 member connected · 7 watch streams open, of any clients\n$/)
  })
})
