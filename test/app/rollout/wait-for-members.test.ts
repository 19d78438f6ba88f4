import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { groupDocuments } from '../../../src/app/rollout/changed-documents.ts'
import type { MemberStanding } from '../../../src/app/rollout/member-standing.ts'
import { type WaitRequest, waitForMembers } from '../../../src/app/rollout/wait-for-members.ts'
import type { Store } from '../../../src/model/index.ts'
import { openMemoryStore } from '../../../src/store/index.ts'
import { sharedStore } from '../../client/site.ts'
import { putText, report, running, statusOf } from './a-member.ts'

const key = '/config/sniffer/json'
const documents = groupDocuments('', [{ key, component: 'sniffer' }])
const long = 60_000

let store: Store
let revision: number
beforeEach(async () => {
  store = await openMemoryStore()
  await putText(store, '/config/rotation/json', JSON.stringify(policy))
  revision = await putText(store, key, '{"n":1}')
})
afterEach(() => store.close())

const policy = {
  ...{ algorithm: 'chacha20-poly1305', interval: 1, grace: 0.05, longestMessageAge: 0.05, keepPrevious: 1 },
  members: { 'sniffer@gw-01': 'plaintext', 'sniffer@gw-02': 'plaintext' },
}

function wait(more: Partial<WaitRequest> = {}) {
  const signal = new AbortController().signal
  return waitForMembers({
    ...{ store, prefix: '', documents, since: revision, milliseconds: long, signal },
    ...more,
  })
}

/** Resolves with the standings once they are told the first time; a member may report then. */
function firstTold(): { told: Promise<void>; onStandings: WaitRequest['onStandings'] & {} } {
  let tell: () => void = () => undefined
  const told = new Promise<void>((resolve) => {
    tell = resolve
  })
  return { told, onStandings: () => tell() }
}

const states = (members: readonly MemberStanding[]) =>
  members.map(({ member, state }) => `${member} ${state}`).join(', ')

describe('waiting for members', () => {
  it('ends at once where all run it', async () => {
    for (const node of ['gw-01', 'gw-02']) await report(store, running(`sniffer@${node}`, key, revision))
    expect(await wait()).toMatchObject({ kind: 'all-run', members: [{ state: 'runs' }, { state: 'runs' }] })
  })

  it('ends when the last one tells that it runs it, without asking again', async () => {
    let ranges = 0
    const counting = {
      ...sharedStore(store),
      range: (request: Parameters<Store['range']>[0]) => {
        ranges++
        return store.range(request)
      },
    }
    const { told, onStandings } = firstTold()
    const waiting = wait({ store: counting, onStandings })
    await told
    const before = ranges
    await report(store, running('sniffer@gw-01', key, revision - 1))
    await report(store, running('sniffer@gw-01', key, revision))
    await report(store, running('sniffer@gw-02', key, revision))
    expect((await waiting).kind).toBe('all-run')
    expect(ranges).toBe(before)
  })

  it('counts a member in that comes while it waits', async () => {
    for (const node of ['gw-01', 'gw-02']) await report(store, running(`sniffer@${node}`, key, revision))
    await report(store, statusOf('sniffer@gw-03'))
    const { told, onStandings } = firstTold()
    const waiting = wait({ onStandings })
    await told
    await report(store, running('sniffer@gw-03', key, revision))
    expect(states((await waiting).members)).toBe('sniffer@gw-01 runs, sniffer@gw-02 runs, sniffer@gw-03 runs')
  })

  it('names those that do not when the time is over', async () => {
    await report(store, running('sniffer@gw-01', key, revision))
    const seen: string[] = []
    const waited = await wait({ milliseconds: 500, onStandings: (members) => seen.push(states(members)) })
    expect(waited.kind).toBe('expired')
    expect(waited.members.at(-1)).toMatchObject({ member: 'sniffer@gw-02', state: 'not-seen' })
  })

  it('knows who was to run it even where no time was left to look', async () => {
    const { kind, members } = await wait({ milliseconds: 0 })
    expect([kind, states(members)]).toEqual(['expired', 'sniffer@gw-01 not-seen, sniffer@gw-02 not-seen'])
  })

  it('is given up at the signal', async () => {
    const controller = new AbortController()
    const { told, onStandings } = firstTold()
    const waiting = wait({ signal: controller.signal, onStandings })
    await told
    controller.abort()
    expect((await waiting).kind).toBe('interrupted')
    expect((await wait({ signal: controller.signal })).kind).toBe('interrupted')
  })

  it('waits for one node alone where that is asked for', async () => {
    await report(store, running('sniffer@gw-01', key, revision))
    expect(states((await wait({ node: 'gw-01' })).members)).toBe('sniffer@gw-01 runs')
  })
})
