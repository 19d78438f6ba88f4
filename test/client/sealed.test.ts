import { readFileSync } from 'node:fs'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { ClientError, type ConfigDocument, type ConfigProblem } from '../../src/client/index.ts'
import { sealText } from '../../src/rotation/index.ts'
import { openMemoryStore } from '../../src/store/index.ts'
import { Site, until } from './site.ts'

const key = '/config/shop/json'
const schema = {
  type: 'object',
  additionalProperties: false,
  properties: {
    host: { type: 'string' },
    password: { type: ['string', 'null'], minLength: 3, 'x-secret': 'sealed' },
    note: { type: 'string' },
  },
} as const
const schemas = { shop: schema }

let site: Site
beforeEach(async () => {
  site = new Site(await openMemoryStore())
  for (const member of ['shop@gw-01', 'shop@gw-02', 'other@gw-01']) await site.newIdentity(member)
})
afterEach(() => site.close())

const sealed = (text: string, ...members: string[]) =>
  sealText(
    text,
    members.map((member) => site.recipients[member] ?? ''),
  )

describe('a component', () => {
  it('is given what is sealed for it in plain, and its document as it lies in etcd beside', async () => {
    const password = await sealed('hunter2', 'shop@gw-01', 'shop@gw-02')
    await site.put(key, { host: 'db1', password })
    for (const member of ['shop@gw-01', 'shop@gw-02']) {
      const client = await site.connect(member, { schemas })
      expect((await client.getConfig()).value).toEqual({ host: 'db1', password: 'hunter2' })
      const documents: ConfigDocument[] = []
      client.watchConfig('shop', (_, document) => void documents.push(document))
      const [{ text = '', openedText = '' } = {}] = documents
      expect(JSON.parse(text).password).toBe(password)
      expect(openedText).toBe('{"host":"db1","password":"hunter2"}')
    }
  })

  it('without a schema is given each age text opened; with one, those alone that it calls sealed', async () => {
    const [password, note] = [await sealed('hunter2', 'shop@gw-01'), await sealed('mine', 'shop@gw-01')]
    await site.put(key, { password, note })
    const free = await site.connect('shop@gw-01')
    expect((await free.getConfig()).value).toEqual({ password: 'hunter2', note: 'mine' })
    await free.close()
    const strict = await site.connect('shop@gw-01', { schemas })
    expect((await strict.getConfig()).value).toEqual({ password: 'hunter2', note })
  })

  it('takes a text that no apply has sealed yet as it is', async () => {
    await site.put(key, { password: 'plain as before' })
    const client = await site.connect('shop@gw-01', { schemas })
    expect((await client.getConfig()).value).toEqual({ password: 'plain as before' })
  })

  it.each([
    ['for others', 'sealed-for-others at /password', async () => await sealed('hunter2', 'other@gw-01')],
    [
      'and was damaged',
      'sealed-for-others at /password',
      async () => (await sealed('hunter2', 'shop@gw-01')).slice(0, -60),
    ],
    [
      'and does not suit the schema',
      'wrong-format at /password',
      async () => await sealed('x', 'shop@gw-01'),
    ],
  ])('keeps the last good one where it is sealed %s', async (_, said, seal) => {
    await site.put(key, { password: await sealed('hunter2', 'shop@gw-01') })
    const client = await site.connect('shop@gw-01', { schemas })
    const problems: ConfigProblem[] = []
    client.watchConfig(
      'shop',
      () => undefined,
      (problem) => void problems.push(problem),
    )
    await site.put(key, { password: await seal() })
    await until('it is told', () => problems.length > 0)
    expect(problems).toMatchObject([{ kind: 'invalid', messages: [said] }])
    expect((await client.getConfig()).value).toEqual({ password: 'hunter2' })
  })

  it('without an identity says so, whatever else is in the document', async () => {
    await site.put(key, { host: 'db1', password: await sealed('hunter2', 'shop@gw-01') })
    const client = await site.connect('shop@gw-09', { schemas })
    const refused = await client.getConfig().catch((error: unknown) => error)
    expect(refused).toBeInstanceOf(ClientError)
    expect(String(refused)).toContain('no-identity at /password')
  })

  it('starts from its cache, which has the sealed text, and opens it', async () => {
    await site.put(key, { password: await sealed('hunter2', 'shop@gw-01') })
    const first = await site.connect('shop@gw-01', { schemas })
    await first.getConfig()
    await first.close()
    expect(readFileSync(site.cacheFile('shop@gw-01'), 'latin1')).not.toContain('hunter2')
    // Etcd has nothing: what the cache holds stays in use.
    const second = await site.connect('shop@gw-01', {
      schemas,
      store: await openMemoryStore(),
    })
    expect(await second.getConfig()).toMatchObject({ value: { password: 'hunter2' }, source: 'cache' })
  })
})
