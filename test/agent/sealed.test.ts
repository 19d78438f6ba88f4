import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { AgentError } from '../../src/agent/index.ts'
import { sha256 } from '../../src/model/index.ts'
import { sealText } from '../../src/rotation/index.ts'
import { openMemoryStore } from '../../src/store/index.ts'
import { Site, until } from '../client/site.ts'
import { RunningAgent } from './running-agent.ts'

const member = 'app@gw-01'
const key = '/config/app/json'

describe('a secret that is sealed for the member of an agent', () => {
  let site: Site
  let agent: RunningAgent
  beforeEach(async () => {
    site = new Site(await openMemoryStore())
    agent = new RunningAgent(site.store)
    for (const each of [member, 'app@gw-02']) await site.newIdentity(each)
  })
  afterEach(async () => {
    await agent.remove()
    await site.close()
  })

  const sealed = (text: string, whose = member) => sealText(text, [site.recipients[whose] ?? ''])
  const path = (name = 'app.json') => join(agent.folder, 'etc', name)
  const content = (name?: string) => (existsSync(path(name)) ? readFileSync(path(name), 'utf8') : undefined)
  const file = (format: 'json' | 'yaml' = 'json') =>
    ({ path: path(`app.${format}`), format, mode: '0640', edited: 'restore' }) as const
  const identity = () => site.identityFile(member)

  it('is in its file in plain; sealed anew it changes nothing there, another one does', async () => {
    await site.put(key, { host: 'db1', password: await sealed('hunter2') })
    await agent.start({ identity: identity(), files: { app: file() } })
    await until('the file is there', () => content() === '{"host":"db1","password":"hunter2"}')
    const again = await site.put(key, { host: 'db1', password: await sealed('hunter2') })
    await until('it counts', async () => (await agent.item('files', 'app'))?.revision === again)
    const next = await site.put(key, { host: 'db1', password: await sealed('hunter3') })
    await until('the next is there', () => content() === '{"host":"db1","password":"hunter3"}')
    await until('it is told', async () => (await agent.item('files', 'app'))?.revision === next)
    const told = JSON.stringify([agent.events, await agent.status()])
    expect(told).not.toContain('hunter')
    expect(told).not.toContain(sha256(content() ?? ''))
  })

  it('is in a folder of files in plain, and in no hash that is told', async () => {
    const revision = await site.put(key, { password: await sealed('hunter2') })
    const settings = { path: path('current'), mode: '0640', edited: 'restore' } as const
    const files = { 'app.json': { format: 'json' } } as const
    await agent.start({ identity: identity(), folders: { set: { ...settings, files } } })
    await until('the file is there', () => content('current/app.json') === '{"password":"hunter2"}')
    await until('it is told', async () => (await agent.item('folders', 'set'))?.revision === revision)
    expect(await agent.item('folders', 'set')).not.toHaveProperty('sha256')
  })

  it('is in a file of another format too', async () => {
    const text = (await sealed('hunter2')).replaceAll('\n', '\n  ').trimEnd()
    await site.put('/config/app/yaml', `host: db1\npassword: |\n  ${text}\n`)
    await agent.start({ identity: identity(), files: { app: { ...file('yaml'), key: '/config/app/yaml' } } })
    await until('the file is there', () => content('app.yaml') === 'host: db1\npassword: hunter2\n')
  })

  it('leaves the last good file where it is sealed for others', async () => {
    await site.put(key, { password: await sealed('hunter2') })
    await agent.start({ identity: identity(), files: { app: file() } })
    await until('the file is there', () => content() === '{"password":"hunter2"}')
    await site.put(key, { password: await sealed('hunter2', 'app@gw-02') })
    await until('it is told', () => agent.kinds.includes('invalid'))
    expect(agent.events).toContainEqual(
      expect.objectContaining({ kind: 'invalid', problem: 'sealed-for-others at /password' }),
    )
    expect(content()).toBe('{"password":"hunter2"}')
  })

  it.each([
    ['is not there', () => undefined, 'cannot be read: ENOENT'],
    ['holds none', (name: string) => writeFileSync(name, '# nothing\n'), 'holds no age identity'],
  ])('is asked for with an identity that %s: it does not begin', async (_, make, words) => {
    const name = join(agent.folder, 'identity')
    make(name)
    const refused = await agent.start({ identity: name, files: { app: file() } }).catch((error) => error)
    expect(refused).toBeInstanceOf(AgentError)
    expect(String(refused)).toContain(words)
    expect(readdirSync(join(agent.folder, 'etc'))).toEqual([])
  })
})
