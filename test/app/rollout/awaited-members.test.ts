import { describe, expect, it } from 'vitest'
import { awaitedMembers } from '../../../src/app/rollout/awaited-members.ts'
import { groupDocuments } from '../../../src/app/rollout/changed-documents.ts'
import { standingOf } from '../../../src/app/rollout/member-standing.ts'
import { type KeyValue, sha256 } from '../../../src/model/index.ts'
import type { MemberStatus } from '../../../src/records/index.ts'
import { running, statusOf } from './a-member.ts'

const common = '/config/sniffer/json'
const own = '/config/sniffer/nodes/gw-01/json'

interface Facts {
  readonly changed?: readonly string[]
  readonly live?: readonly string[]
  readonly declared?: readonly string[]
  readonly alive?: readonly MemberStatus[]
  readonly schema?: string
}

function awaited({ changed = [common], live = [common], declared = [], alive = [], schema }: Facts) {
  const component = 'sniffer'
  const changes = changed.map((key) => ({ key: `/site${key}`, component, ...(schema && { schema }) }))
  return awaitedMembers({
    prefix: '/site',
    documents: groupDocuments('/site', changes),
    live: new Map(live.map((key, index) => [key, kvOf(`/site${key}`, index + 5)])),
    declared,
    statuses: new Map(alive.map((status) => [`${status.component}@${status.node}`, status])),
  }).map(({ member, documents }) => `${member} ${documents.map(({ key }) => key).join(' ')}`)
}

function kvOf(key: string, modRevision: number, text = '{}'): KeyValue {
  return { key, value: Buffer.from(text), createRevision: 1, modRevision, version: 1, lease: '0' }
}

describe('who has to run what was changed', () => {
  it('of a component that nobody declares, the one on node default', () => {
    expect(awaited({})).toEqual([`sniffer@default /site${common}`])
  })

  it('members of the rotation policy and those alive, of this component alone', () => {
    const declared = ['sniffer@gw-01', 'detector@gw-01', 'sniffer-2@gw-01']
    expect(awaited({ declared, alive: [statusOf('sniffer@gw-07'), statusOf('rag@gw-07')] })).toEqual([
      `sniffer@gw-01 /site${common}`,
      `sniffer@gw-07 /site${common}`,
    ])
  })

  it('not a node whose own document wins, unless that was changed', () => {
    const declared = ['sniffer@gw-01', 'sniffer@gw-02']
    const live = [common, own]
    expect(awaited({ declared, live })).toEqual([`sniffer@gw-02 /site${common}`])
    expect(awaited({ declared, live, changed: [own] })).toEqual([`sniffer@gw-01 /site${own}`])
    expect(awaited({ live, changed: [own] })).toEqual([`sniffer@gw-01 /site${own}`])
  })

  it('a node whose own document went reads the one for all again', () => {
    expect(awaited({ declared: ['sniffer@gw-01', 'sniffer@gw-02'], changed: [own] })).toEqual([
      `sniffer@gw-01 /site${common}`,
    ])
  })

  it('nobody, of a document that is gone', () => {
    expect(awaited({ live: [], declared: ['sniffer@gw-01'] })).toEqual([])
  })

  it('of another document those that say that they read it, themselves or by their agents', () => {
    const key = '/config/interfaces/json'
    const file = { key: `/site${key}`, revision: 4, problem: null }
    const agent = statusOf('sniffer@gw-01', { detail: { files: { interfaces: file } } })
    const alive = [agent, running('rag@gw-02', `/site${key}`, 4), statusOf('sniffer@gw-03')]
    expect(awaited({ changed: [key], live: [key], schema: 'interfaces', alive })).toEqual([
      `rag@gw-02 /site${key}`,
      `sniffer@gw-01 /site${key}`,
    ])
    expect(awaited({ changed: [key], live: [key], schema: 'interfaces' })).toEqual([])
  })

  it('nobody, of the rotation policy', () => {
    expect(awaitedMembers({ ...emptyFleet, documents: groupDocuments('', [rotation]) })).toEqual([])
  })
})

const rotation = { key: '/config/rotation/json', component: 'rotation' }
const emptyFleet = { prefix: '', live: new Map(), declared: [], statuses: new Map() }

describe('a member', () => {
  const member = 'sniffer@gw-01'
  const documents = [kvOf(common, 8, '{"n":1}')]
  const standing = (status: MemberStatus | undefined, since = 8) =>
    standingOf({ member, status, documents }, since)

  it.each([
    ['at the revision in the store', running(member, common, 8), 8],
    ['at a newer one', running(member, common, 12), 8],
    [
      'the same bytes as an older apply wrote',
      statusOf(member, { running: { key: common, revision: 3, sha256: sha256('{"n":1}') } }),
      8,
    ],
    ['since the apply a document of its own', running(member, own, 9), 8],
    [
      'by its agent',
      statusOf(member, { detail: { files: { a: { key: common, revision: 8, problem: null } } } }),
      8,
    ],
    [
      'as one of a set of files',
      statusOf(member, {
        detail: { folders: { a: { key: null, revision: 9, documents: { [common]: { revision: 8 } } } } },
      }),
      8,
    ],
  ])('runs a document %s', (_, status, since) => {
    expect(standing(status, since)).toMatchObject({ state: 'runs', reason: null })
  })

  it.each([
    ['is not seen', undefined, 'not-seen', 'not seen: nothing with a live lease reports'],
    ['says nothing', statusOf(member), 'behind', 'it does not say what it runs'],
    [
      'runs an older one',
      running(member, common, 7),
      'behind',
      `it runs revision 7 of ${common}, which is at 8`,
    ],
    [
      'refuses the newest',
      { ...running(member, common, 7), config_problem: 'invalid' },
      'behind',
      'its newest configuration is invalid',
    ],
    [
      'has an agent that could not make it take it up',
      statusOf(member, {
        running: { key: common, revision: 7 },
        detail: { files: { detector: { key: common, revision: 7, problem: 'ml-detector ended with 1' } } },
      }),
      'behind',
      'detector: ml-detector ended with 1',
    ],
    ['runs its own document that is gone', running(member, own, 7), 'behind', 'it does not say what it runs'],
    [
      'runs it in one file and not in the other',
      statusOf(member, {
        detail: { files: { a: { key: common, revision: 8 }, b: { key: common, revision: 6 } } },
      }),
      'behind',
      `it runs revision 6 of ${common}, which is at 8`,
    ],
  ])('that %s is not said to run it', (_, status, state, reason) => {
    expect(standing(status)).toMatchObject({ state, reason })
  })

  it('without an apply runs nothing newer that it could be excused by', () => {
    expect(standing(running(member, own, 9), Number.POSITIVE_INFINITY).state).toBe('behind')
  })
})
