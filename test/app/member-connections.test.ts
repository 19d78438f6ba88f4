import { expect, it } from 'vitest'
import { readMemberConnections } from '../../src/app/state/member-connections.ts'
import { encodeMemberStatus, type MemberStatus } from '../../src/records/index.ts'
import { openEmbeddedStore } from '../../src/store/index.ts'
import { putForeign } from '../apply/apply-values.ts'

const running = { key: '/config/app/json', sha256: 'ab', revision: 1 }
const status: MemberStatus = {
  ...{ component: 'app', node: 'gw-01', started_at: '2026-01-01T00:00:00Z', running },
  ...{ config_source: 'live', config_problem: null, published: {}, key_id: null, detail: {} },
}

async function connectionOf(change: Partial<MemberStatus>, documents = 1): Promise<string> {
  const store = await openEmbeddedStore()
  try {
    for (let written = 0; written < documents; written++)
      await putForeign(store, '/config/app/json', `{"port":${written}}`)
    const [kv] = (await store.range({ key: '/config/app/json' })).kvs
    const now = { ...running, revision: (kv?.modRevision ?? 0) - (documents - 1) }
    await putForeign(
      store,
      '/status/components/app/gw-01',
      encodeMemberStatus({ ...status, running: now, ...change }),
    )
    const [connection] = await readMemberConnections(store, '')
    return `${connection?.isConnected ? 'yes' : 'no'} ${connection?.detail}`
  } finally {
    await store.close()
  }
}

it.each([
  ['runs the newest', {}, 1, /^yes runs revision \d+ of \/config\/app\/json$/],
  [
    'runs the newest, from its cache',
    { config_source: 'cache' },
    1,
    /^yes runs revision \d+ .* \(from cache\)$/,
  ],
  ['has not said what it runs', { running: null }, 1, /^yes reports$/],
  ['runs an older one', {}, 2, /^no runs revision \d+ of \/config\/app\/json, etcd holds \d+$/],
  ['refuses the newest', { config_problem: 'invalid' }, 1, /^no its newest configuration is invalid$/],
  [
    'has an agent that could not write',
    { detail: { files: { app: { problem: 'no space left' } } } },
    1,
    /^no app: no space left$/,
  ],
] as const)('a member that %s', async (_, change, documents, expected) => {
  expect(await connectionOf(change as Partial<MemberStatus>, documents)).toMatch(expected)
})

it('no members, no lines', async () => {
  const store = await openEmbeddedStore()
  expect(await readMemberConnections(store, '')).toEqual([])
  await store.close()
})
