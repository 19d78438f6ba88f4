import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { trimHistory } from '../../src/apply/index.ts'
import { ledgerKey, type Plan, type Store, toolKeys } from '../../src/model/index.ts'
import { openMemoryStore } from '../../src/store/index.ts'
import { applyIt, applyValues, deleteForeign, now, putForeign } from '../apply/apply-values.ts'
import { plain, planTemplates, secret } from '../apply/secrets/a-template.ts'
import { until } from '../client/site.ts'
import { home } from '../support/home.ts'
import { RunningAgent } from './running-agent.ts'

const key = '/config/app/json'
let store: Store
let agent: RunningAgent
beforeEach(async () => {
  store = await openMemoryStore()
  agent = new RunningAgent(store)
})
afterEach(async () => {
  await agent.remove()
  await store.close()
})

const path = () => join(agent.folder, 'etc/app.json')
const content = () => (existsSync(path()) ? readFileSync(path(), 'utf8') : undefined)
const file = () => ({ path: path(), format: 'json', mode: '0640', edited: 'restore' }) as const
const start = () => agent.start({ accept: 'applied-only', files: { app: file() } })

it('what an apply wrote is used, and its number told', async () => {
  await applyValues(store, { [key]: { port: 80 } })
  await start()
  await until('the file is there', () => content() === '{"port":80}')
  await until('the apply is told', async () => (await agent.item('files', 'app'))?.apply === 1)
  await applyValues(store, { [key]: { port: 81 } })
  await until('the next is there', () => content() === '{"port":81}')
  await until('its apply is told', async () => (await agent.item('files', 'app'))?.apply === 2)
  expect(agent.kinds).not.toContain('invalid')
})

it('what no apply wrote is refused and told, and the last good file stays', async () => {
  await applyValues(store, { [key]: { port: 80 } })
  await start()
  await until('the file is there', () => content() === '{"port":80}')
  const revision = await putForeign(store, key, '{"port":666}')
  const problem = `${key} was written by no apply (revision ${revision})`
  await until('it is told', async () => (await agent.problems()).includes(`app: ${problem}`))
  expect(content()).toBe('{"port":80}')
  expect(agent.events.filter(({ kind }) => kind === 'invalid')).toEqual([
    { kind: 'invalid', document: 'app', revision, problem },
  ])
  await putForeign(store, key, '{"port":80}')
  await until('the same bytes again are no matter', async () => (await agent.problems()).length === 0)
  await applyValues(store, { [key]: { port: 82 } })
  await until('the next apply is used', () => content() === '{"port":82}')
})

describe('a document with secrets', () => {
  const other = '/config/other/json'
  const applySecret = async (password: string, n = 0) => {
    const values = { [key]: { password: secret('pw') }, [other]: { n } }
    const { plan } = await planTemplates(store, values, { sources: plain, secretValues: () => password })
    await applyIt(store, plan as Plan, { secretValues: () => password })
  }

  it('is used at the revision of its apply alone', async () => {
    await applySecret('one')
    await start()
    await until('the file is there', () => content() === '{"password":"one"}')
    await putForeign(store, key, '{"password":"guess"}')
    await until('it is refused', async () => (await agent.problems()).length > 0)
    expect(content()).toBe('{"password":"one"}')
    await applySecret('two')
    await until('the next apply is used', () => content() === '{"password":"two"}')
    await until('nothing is wrong any more', async () => (await agent.problems()).length === 0)
  })

  it('is used after the ledger has forgotten its apply, as long as nobody has written it since', async () => {
    await applySecret('one')
    await applySecret('one', 1)
    await applySecret('one', 2)
    const owner = { workspace: 'demo', environment: 'lab' }
    const trim = { store, home, owner, keep: 1, author: { who: 'tester' }, now }
    expect(await trimHistory(trim)).toMatchObject({ kind: 'trimmed', removed: { entries: 2 } })
    await start()
    await until('the file is there', () => content() === '{"password":"one"}')
    await putForeign(store, key, '{"password":"guess"}')
    await until('it is refused', async () => (await agent.problems()).length > 0)
    expect(content()).toBe('{"password":"one"}')
  })
})

it('a ledger that cannot be read is told', async () => {
  await applyValues(store, { [key]: { port: 80 } })
  const ledger = ledgerKey(toolKeys(home), 1)
  await deleteForeign(store, ledger)
  await start()
  const problem = `app: whether an apply wrote ${key} cannot be read: ${ledger} is missing`
  await until('it is told', async () => (await agent.problems()).includes(problem))
  expect(content()).toBeUndefined()
})

it('a store that nothing was applied to gives no file', async () => {
  await putForeign(store, key, '{"port":80}')
  await start()
  await until('it is refused', () => agent.kinds.includes('invalid'))
  expect(content()).toBeUndefined()
})

it('an agent that accepts anything uses what no apply wrote, and tells no number', async () => {
  await applyValues(store, { '/config/other/json': {} })
  const revision = await putForeign(store, key, '{"port":80}')
  await agent.start({ files: { app: file() } })
  await until('it is in effect', async () => (await agent.item('files', 'app'))?.revision === revision)
  expect(await agent.item('files', 'app')).toMatchObject({ apply: null, problem: null, key })
})
