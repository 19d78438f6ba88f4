import { lstatSync, mkdirSync, readFileSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { sha256 } from '../../src/model/index.ts'
import { until } from '../client/site.ts'
import { document, effectSchema, Host } from './host.ts'

let host: Host
beforeEach(() => {
  host = new Host()
})
afterEach(() => host.remove())

const kinds = () => host.events.map(({ kind }) => kind)

describe('a file that follows its document', () => {
  it('is written whole with its mode, and the component is told once', async () => {
    const keeper = await host.keeper({ reload: host.command('reload') })
    keeper.offer(document('{"a":1}', 7))
    await keeper.settle()
    expect(host.content).toBe('{"a":1}')
    expect(statSync(host.path).mode & 0o777).toBe(0o640)
    expect(host.log).toEqual(['reload {"a":1}'])
    expect(host.events).toEqual([{ kind: 'installed', file: 'app', revision: 7, effect: 'restart' }])
    expect(keeper.status).toEqual({
      ...{ key: null, revision: 7, sha256: sha256('{"a":1}'), apply: null, problem: null },
      ...{ is_edited: false, reloads: 1, reloaded_at: expect.stringMatching(/^\d{4}-.*Z$/) },
    })
    keeper.offer(document('{"a":1}', 8))
    await keeper.settle()
    expect(host.log).toHaveLength(1)
    expect(keeper.status.revision).toBe(8)
    expect(host.names).toEqual(['app.json'])
  })

  it('is left alone where it is as it should be already', async () => {
    host.write('{"a":1}')
    const keeper = await host.keeper({ reload: host.command('reload') })
    keeper.offer(document('{"a":1}', 7))
    await keeper.settle()
    expect([host.log, host.events]).toEqual([[], []])
    expect(keeper.status.revision).toBe(7)
  })

  it('asks of the component what the changed leaves ask for', async () => {
    const actions = { reload: host.command('reload'), restart: host.command('restart') }
    const keeper = await host.keeper(actions, effectSchema())
    for (const text of [
      '{"inert":0,"live":0,"restart":0}',
      '{"inert":1,"live":0,"restart":0}',
      '{"inert":1,"live":1,"restart":0}',
      '{"inert":1,"live":2,"restart":1}',
      '{"inert":1, "live":2, "restart":1}',
    ]) {
      keeper.offer(document(text, 1))
      await keeper.settle()
      expect(host.content).toBe(text)
    }
    expect(host.log.map((line) => line.split(' ')[0])).toEqual(['restart', 'reload', 'restart'])
    expect(host.events.map(({ effect }) => effect)).toEqual(['restart', 'none', 'live', 'restart', 'none'])
  })

  it('handles only the newest of many documents that come at once', async () => {
    const keeper = await host.keeper({ reload: host.command('reload', 'sleep 0.1') })
    for (let n = 1; n <= 500; n++) keeper.offer(document(`{"n":${n}}`, n))
    await keeper.settle()
    expect(host.content).toBe('{"n":500}')
    expect(host.log.length).toBeLessThanOrEqual(2)
    expect(keeper.status).toMatchObject({ revision: 500, reloads: host.log.length })
  })
})

describe('what the component refuses', () => {
  it('in its check is never in place', async () => {
    host.write('{"a":1}')
    const check = { command: ['/bin/sh', '-c', 'cat "$1"; ! grep -q 2 "$1"', 'sh', '{file}'] }
    const keeper = await host.keeper({ check, reload: host.command('reload') })
    keeper.offer(document('{"a":1}', 1))
    keeper.offer(document('{"a":2}', 2))
    await keeper.settle()
    expect(host.content).toBe('{"a":1}')
    expect(host.log).toEqual([])
    expect(host.events).toEqual([
      { kind: 'refused', file: 'app', revision: 2, problem: '/bin/sh ended with 1', output: '{"a":2}' },
    ])
    expect(keeper.status.problem).toBe('/bin/sh ended with 1')
    expect(host.names).toEqual(['app.json'])
  })

  it.each(['reload', 'healthy'] as const)('by its %s is taken back, and it is told', async (what) => {
    const refuses = host.command(what, '! grep -q 2 "$2"')
    const keeper = await host.keeper({
      reload: host.command('reload'),
      [what]: { ...refuses, within: 5 },
    })
    keeper.offer(document('{"a":1}', 1))
    await keeper.settle()
    keeper.offer(document('{"a":2}', 2))
    await keeper.settle()
    expect(host.content).toBe('{"a":1}')
    expect(kinds()).toEqual(['installed', 'refused'])
    expect(host.events[1]?.problem).toMatch(
      what === 'reload' ? /^\/bin\/sh ended with 1$/ : /^not healthy within 5 s: /,
    )
    // The last that the component heard of is the file before.
    expect(host.log.at(-1)).toBe(`${what} {"a":1}`)
    expect(keeper.status).toMatchObject({ revision: 1 })
  })

  it('is not tried again, by a later agent neither, until there is another document', async () => {
    const settings = { reload: host.command('reload', '! grep -q 2 "$2"') }
    const keeper = await host.keeper(settings)
    for (const [n, text] of ['{"a":1}', '{"a":2}', '{"a":2}'].entries()) {
      keeper.offer(document(text, n + 1))
      await keeper.settle()
    }
    const tries = host.log.length
    await keeper.close()
    const next = await host.keeper(settings)
    next.offer(document('{"a":2}', 3))
    await next.settle()
    expect(host.log).toHaveLength(tries)
    expect(next.status.problem).toBe('/bin/sh ended with 1')
    next.offer(document('{"a":1}', 4))
    await next.settle()
    next.offer(document('{"a":2}', 5))
    await next.settle()
    expect(host.log.length).toBeGreaterThan(tries)
    expect(host.content).toBe('{"a":1}')
  })

  it('as the first is gone again: there was no file', async () => {
    const keeper = await host.keeper({ reload: host.command('reload', 'false') })
    keeper.offer(document('{"a":1}', 1))
    await keeper.settle()
    expect(host.names).toEqual([])
  })

  it('is what does not answer in time', async () => {
    const keeper = await host.keeper({ reload: { command: ['/bin/sleep', '60'], within: 0.2 } })
    keeper.offer(document('{"a":1}', 1))
    await keeper.settle()
    expect(host.events[0]?.problem).toBe('/bin/sleep did not end within 0.2 s')
  })
})

describe('a file that somebody else changes', () => {
  it('is put back, and the component is told', async () => {
    const keeper = await host.keeper({ reload: host.command('reload') })
    keeper.offer(document('{"a":1}', 1))
    await keeper.settle()
    host.write('{"a":666}')
    await until('it is put back', () => kinds().includes('restored'))
    expect(host.content).toBe('{"a":1}')
    expect(kinds()).toEqual(['installed', 'edited', 'restored'])
    rmSync(host.path)
    await until('it is there again', () => kinds().length === 5)
    expect(host.content).toBe('{"a":1}')
  })

  it('is left and told where the settings say so, until there is another document', async () => {
    const keeper = await host.keeper({ edited: 'report' })
    keeper.offer(document('{"a":1}', 1))
    await keeper.settle()
    host.write('{"a":666}')
    await until('it is seen', () => keeper.status.is_edited)
    expect(host.content).toBe('{"a":666}')
    keeper.offer(document('{"a":2}', 2))
    await keeper.settle()
    await until('it counts as the agent’s', () => !keeper.status.is_edited)
    expect(host.content).toBe('{"a":2}')
    expect(kinds()).toEqual(['installed', 'edited', 'installed'])
  })

  it('while no agent runs is put back by the next, without etcd', async () => {
    const keeper = await host.keeper()
    keeper.offer(document('{"a":1}', 1))
    await keeper.settle()
    await keeper.close()
    host.write('{"a":666}')
    await (await host.keeper()).settle()
    expect(host.content).toBe('{"a":1}')
  })
})

describe('what an agent that was killed has left', () => {
  it('between the file and the reload is made up for by the next, without etcd', async () => {
    const keeper = await host.keeper()
    keeper.offer(document('{"a":1}', 1))
    await keeper.settle()
    await keeper.close()
    host.write('{"a":2}')
    const state = { current: Buffer.from('{"a":1}').toString('base64'), installing: sha256('{"a":2}') }
    writeFileSync(join(host.folder, 'state/app.state.json'), JSON.stringify(state))
    await (await host.keeper({ reload: host.command('reload') })).settle()
    expect([host.log, host.content]).toEqual([['reload {"a":2}'], '{"a":2}'])
  })

  it('of the very first file is made up for, too', async () => {
    host.write('{"a":2}')
    mkdirSync(join(host.folder, 'state'))
    const state = { installing: sha256('{"a":2}') }
    writeFileSync(join(host.folder, 'state/app.state.json'), JSON.stringify(state))
    await (await host.keeper({ reload: host.command('reload') })).settle()
    expect(host.log).toEqual(['reload {"a":2}'])
  })

  it('with the machine, so that its note is lost: the file before stands until etcd tells the newest again', async () => {
    const keeper = await host.keeper()
    keeper.offer(document('{"a":1}', 1))
    await keeper.settle()
    await keeper.close()
    host.write('{"a":2}')
    const next = await host.keeper({ reload: host.command('reload') })
    await next.settle()
    expect(host.content).toBe('{"a":1}')
    next.offer(document('{"a":2}', 2))
    await next.settle()
    expect([host.content, host.log.at(-1)]).toEqual(['{"a":2}', 'reload {"a":2}'])
    expect(next.status).toMatchObject({ revision: 2, problem: null })
  })

  it('beside the file goes', async () => {
    writeFileSync(join(host.folder, 'etc/.app.json.appia-1234'), 'half')
    writeFileSync(join(host.folder, 'etc/.other.json.appia-1234'), 'of another')
    await host.keeper()
    expect(host.names).toEqual(['.other.json.appia-1234'])
  })
})

it('a link to a file that holds the same is replaced: it could lead elsewhere tomorrow', async () => {
  writeFileSync(join(host.folder, 'other'), '{"a":1}')
  symlinkSync(join(host.folder, 'other'), host.path)
  const keeper = await host.keeper()
  keeper.offer(document('{"a":1}', 1))
  await keeper.settle()
  expect(lstatSync(host.path).isFile()).toBe(true)
})

it('a link in the place of the file is replaced, and what it leads to left alone', async () => {
  writeFileSync(join(host.folder, 'other'), 'of another')
  symlinkSync(join(host.folder, 'other'), host.path)
  const keeper = await host.keeper()
  keeper.offer(document('{"a":1}', 1))
  await keeper.settle()
  expect(host.content).toBe('{"a":1}')
  expect(readFileSync(join(host.folder, 'other'), 'utf8')).toBe('of another')
})

it('a document that may not be used is told until there is one that may', async () => {
  const keeper = await host.keeper()
  keeper.offer(document('{"a":1}', 1))
  await keeper.settle()
  keeper.refuse('type-mismatch at /a')
  expect(keeper.status).toMatchObject({ revision: 1, problem: 'type-mismatch at /a' })
  keeper.offer(document('{"a":1}', 3))
  await keeper.settle()
  expect(keeper.status).toMatchObject({ revision: 3, problem: null })
})

describe('a file that cannot be written', () => {
  it('is tried again until it can', async () => {
    const keeper = await host.keeper()
    rmSync(join(host.folder, 'etc'), { recursive: true })
    keeper.offer(document('{"a":1}', 3))
    await until('it has failed', () => kinds().includes('failed'))
    expect(keeper.status.problem).toBe('not written: ENOENT')
    mkdirSync(join(host.folder, 'etc'))
    await until('it is written', () => kinds().includes('installed'))
    expect(host.content).toBe('{"a":1}')
    expect(keeper.status.problem).toBe(null)
  })

  it('is not begun with where the folder is not there', async () => {
    await expect(host.keeper({ path: '/nowhere/at/all' })).rejects.toThrow(
      '/nowhere/at cannot be used: ENOENT',
    )
  })

  it('names an owner that does not exist', async () => {
    const keeper = await host.keeper({ owner: 'nobody-of-this-name' })
    keeper.offer(document('{"a":1}', 1))
    await until('it has failed', () => kinds().includes('failed'))
    expect(keeper.status.problem).toBe('not written: no such user: nobody-of-this-name')
  })

  it('loses nothing to a damaged state', async () => {
    mkdirSync(join(host.folder, 'state'))
    writeFileSync(join(host.folder, 'state/app.state.json'), '{"curr')
    host.write('{"a":1}')
    const keeper = await host.keeper()
    keeper.offer(document('{"a":2}', 1))
    await keeper.settle()
    expect(host.content).toBe('{"a":2}')
  })
})
