import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { hostname, tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { acquireFileLock } from '../../src/store/embedded/file-lock.ts'
import { thisProcess } from '../../src/store/embedded/process-identity.ts'
import { openEmbeddedStore } from '../../src/store/index.ts'
import { codeOf, put } from './contract/tools.ts'
import { startWriter } from './writer.ts'

const folder = mkdtempSync(join(tmpdir(), 'appia-store-lock-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))
let count = 0
const freshFile = () => join(folder, `${++count}.db`)
const write = { compare: [], success: [put('/a', '1')], failure: [] }

describe('the lock of the embedded store', () => {
  it('guarded increments of three processes lose none', async () => {
    const file = freshFile()
    const writers = [1, 2, 3].map(() => startWriter('increment', file, 40))
    expect(await Promise.all(writers.map((writer) => writer.ended()))).toEqual([0, 0, 0])
    const store = await openEmbeddedStore({ file })
    const { kvs } = await store.range({ key: '/counter' })
    expect(Buffer.from(kvs[0]?.value ?? []).toString()).toBe('120')
    expect(kvs[0]?.version).toBe(120)
    expect(existsSync(`${file}.lock`)).toBe(false)
    await store.close()
  })

  it('held by a live process lets others read, and refuses their writes with its pid', async () => {
    const file = freshFile()
    const store = await openEmbeddedStore({ file, lockWaitMilliseconds: 200 })
    const holder = startWriter('hold', file)
    await holder.lines(1)
    expect((await store.range({ key: '/a' })).count).toBe(0)
    const error = await store.txn(write).catch((thrown: unknown) => thrown)
    expect(error).toMatchObject({ code: 'locked', outcome: 'not-applied' })
    expect(String(error)).toContain(`process ${holder.pid} on ${hostname()}`)
    await holder.kill()
    expect((await store.txn(write)).revision).toBe(2)
    await store.close()
  })

  it('left by a process that is gone is taken by exactly one of many', async () => {
    const file = freshFile()
    const store = await openEmbeddedStore({ file })
    const holder = startWriter('hold', file)
    await holder.lines(1)
    const writers = [1, 2, 3].map(() => startWriter('increment', file, 20))
    await new Promise((resolve) => setTimeout(resolve, 700))
    await holder.kill()
    expect(await Promise.all(writers.map((writer) => writer.ended()))).toEqual([0, 0, 0])
    const { kvs } = await store.range({ key: '/counter' })
    expect(Buffer.from(kvs[0]?.value ?? []).toString()).toBe('60')
    await store.close()
  })

  it.each([
    ['another host', { host: 'elsewhere' }, 'locked'],
    ['another container', { namespace: 'pid:[1]' }, 'locked'],
    ['an earlier boot of this host', { boot: 'earlier' }, 'taken'],
    ['an earlier process of the same pid', { started: '1' }, 'taken'],
    ['a pid that nobody has', { pid: 2 ** 22 + 1 }, 'taken'],
    ['this very process', {}, 'locked'],
  ])('of %s is judged by what can be known', async (_, difference, expected) => {
    const path = `${freshFile()}.lock`
    writeFileSync(path, JSON.stringify({ ...thisProcess(), token: 'other', ...difference }))
    const outcome = await acquireFileLock(path, 50).then(
      () => 'taken',
      (error: unknown) => codeOf(error),
    )
    expect(outcome).toBe(expected)
  })

  it('whose removal was cut short is never taken, and the error says which file to remove', async () => {
    const path = `${freshFile()}.lock`
    const dead = JSON.stringify({ ...thisProcess(), pid: 2 ** 22 + 1, token: 'other' })
    writeFileSync(path, dead)
    writeFileSync(`${path}.removal`, dead)
    const error = await acquireFileLock(path, 50).catch((thrown: unknown) => thrown)
    expect(codeOf(error)).toBe('locked')
    expect(String(error)).toContain(`${path}.removal`)
    expect(readFileSync(path, 'utf8')).toBe(dead)
  })

  it('is given back', async () => {
    const path = `${freshFile()}.lock`
    const release = await acquireFileLock(path, 50)
    expect(codeOf(await acquireFileLock(path, 20).catch((error: unknown) => error))).toBe('locked')
    release()
    const again = await acquireFileLock(path, 50)
    again()
  })
})
