import { spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { type Operation, prefixEnd, type Store } from '../../src/model/index.ts'
import { openEmbeddedStore } from '../../src/store/index.ts'
import { codeOf, put, remove, take, takeBatches } from './contract/tools.ts'
import { startWriter } from './writer.ts'

const folder = mkdtempSync(join(tmpdir(), 'appia-store-file-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))
let count = 0
const freshFile = () => join(folder, String(++count), 'local.db')
const everything = { key: '\0', end: '\0' }

async function withStore<T>(file: string, use: (store: Store) => Promise<T>): Promise<T> {
  const store = await openEmbeddedStore({ file })
  try {
    return await use(store)
  } finally {
    await store.close()
  }
}

const commit = (store: Store, ...success: Operation[]) => store.txn({ compare: [], success, failure: [] })

describe('a file that is opened again', () => {
  it('holds keys, revisions, history, leases and the cluster id', async () => {
    const file = freshFile()
    const first = await withStore(file, async (store) => {
      const lease = await store.grantLease(1000)
      await commit(store, put('/a', '1'), { ...put('/b', '1'), lease: lease.id })
      await commit(store, put('/a', '2'))
      return { lease, cluster: await store.clusterId(), all: await store.range(everything) }
    })
    await withStore(file, async (store) => {
      expect(await store.clusterId()).toBe(first.cluster)
      expect(await store.range(everything)).toEqual(first.all)
      expect((await store.range({ ...everything, revision: 2 })).kvs.map((kv) => kv.version)).toEqual([1, 1])
      expect(await takeBatches(store, '/', 2, 2)).toHaveLength(2)
      expect((await store.keepAliveLease(first.lease.id)).ttlSeconds).toBe(1000)
      await store.revokeLease(first.lease.id)
      expect((await store.range(everything)).count).toBe(1)
    })
  })

  it('a lease that ran out meanwhile takes its keys with it', async () => {
    const file = freshFile()
    await withStore(file, async (store) => {
      const lease = await store.grantLease(60)
      await commit(store, { ...put('/a', '1'), lease: lease.id })
    })
    const later = await openEmbeddedStore({ file, now: () => Date.now() + 61_000 })
    expect(await later.range(everything)).toMatchObject({ count: 0, revision: 3 })
    await later.close()
  })

  it('compaction makes the file smaller and keeps what later reads need', async () => {
    const file = freshFile()
    await withStore(file, async (store) => {
      for (let index = 0; index < 50; index++) await commit(store, put('/a', 'x'.repeat(1000)))
      await commit(store, put('/b', '1'))
      await commit(store, remove('/b'))
      const size = statSync(file).size
      await store.compact(51)
      expect(statSync(file).size).toBeLessThan(size / 5)
    })
    await withStore(file, async (store) => {
      expect(codeOf(await store.range({ key: '/a', revision: 50 }).catch((error: unknown) => error))).toBe(
        'compacted',
      )
      expect((await store.range({ key: '/a', revision: 51 })).kvs[0]).toMatchObject({
        version: 50,
        createRevision: 2,
      })
      expect((await store.range({ ...everything, revision: 52 })).count).toBe(2)
      expect(await store.range(everything)).toMatchObject({ count: 1, revision: 53 })
      expect((await takeBatches(store, '/', 51, 3)).map((batch) => batch.revision)).toEqual([51, 52, 53])
    })
  })
})

describe('two stores on one file', () => {
  it('see each other: reads, writes, watches, compaction', async () => {
    const file = freshFile()
    await withStore(file, (one) =>
      withStore(file, async (two) => {
        const watch = two.watch({ key: '/', end: prefixEnd('/'), startRevision: 1 })
        await watch.opened
        const seen = take(watch, 3)
        await commit(one, put('/a', '1'))
        expect((await two.range({ key: '/a' })).revision).toBe(2)
        await commit(two, put('/a', '2'))
        await commit(one, put('/a', '3'))
        expect((await seen).map((batch) => batch.revision)).toEqual([2, 3, 4])
        await one.compact(4)
        expect(codeOf(await two.range({ key: '/a', revision: 3 }).catch((error: unknown) => error))).toBe(
          'compacted',
        )
        expect((await commit(two, put('/a', '4'))).revision).toBe(5)
        expect((await one.range({ key: '/a' })).revision).toBe(5)
      }),
    )
  })

  it('a file put back from a copy ends a watch with went-back', async () => {
    const file = freshFile()
    await withStore(file, async (store) => {
      await commit(store, put('/a', '1'))
      const copy = readFileSync(file)
      await commit(store, put('/a', '2'))
      const watch = store.watch({ key: '/a', startRevision: 1 })
      expect(await take(watch, 2)).toHaveLength(2)
      const again = store.watch({ key: '/a', startRevision: 4 })
      await again.opened
      writeFileSync(file, copy)
      expect(codeOf(await take(again, 1).catch((error: unknown) => error))).toBe('went-back')
      expect((await store.range({ key: '/a' })).revision).toBe(2)
    })
  })
})

describe('a process that dies', () => {
  it('with SIGKILL while writing loses nothing that was acknowledged', async () => {
    for (let round = 0; round < 3; round++) {
      const file = freshFile()
      const writer = startWriter('put', file, 100_000)
      await writer.lines(20 + round * 30)
      const said = await writer.kill()
      await withStore(file, async (store) => {
        const { kvs, revision } = await store.range({ key: '/k/', end: prefixEnd('/k/') })
        expect(kvs.length).toBeGreaterThanOrEqual(said.length)
        expect(revision).toBe(kvs.length + 1)
        for (const line of said) {
          const [index, modRevision] = line.split(' ')
          expect(kvs.find((kv) => kv.key === `/k/${index}`)?.modRevision).toBe(Number(modRevision))
        }
        expect((await commit(store, put('/next', '1'))).revision).toBe(revision + 1)
      })
    }
  })

  it('leaves a last record torn at any byte, which is dropped', async () => {
    const file = freshFile()
    await withStore(file, (store) => commit(store, put('/a', '1')))
    const before = statSync(file).size
    await withStore(file, (store) => commit(store, put('/a', '2')))
    const whole = readFileSync(file)
    for (let length = before; length < whole.length; length++) {
      writeFileSync(file, whole.subarray(0, length))
      await withStore(file, async (store) => {
        expect((await store.range({ key: '/a' })).revision).toBe(2)
        expect((await commit(store, put('/a', 'again'))).revision).toBe(3)
      })
      await withStore(file, async (store) => expect((await store.range({ key: '/a' })).revision).toBe(3))
    }
  })

  it('leaves a half-written replacement, which is ignored', async () => {
    const file = freshFile()
    await withStore(file, (store) => commit(store, put('/a', '1')))
    writeFileSync(`${file}.new`, 'half')
    await withStore(file, async (store) => {
      await commit(store, put('/a', '2'))
      await store.compact(3)
      expect((await store.range({ key: '/a' })).revision).toBe(3)
    })
  })
})

describe('a damaged file', () => {
  const damage = async (change: (lines: string[]) => string) => {
    const file = freshFile()
    await withStore(file, async (store) => {
      for (let index = 0; index < 4; index++) await commit(store, put('/a', `value ${index}`))
    })
    writeFileSync(file, change(readFileSync(file, 'utf8').split('\n')))
    return openEmbeddedStore({ file }).catch((thrown: unknown) => thrown)
  }

  it.each([
    ['a changed byte in the middle', (lines: string[]) => lines.join('\n').replace('"p"', '"q"')],
    ['a lost line', (lines: string[]) => lines.filter((_, index) => index !== 2).join('\n')],
    ['two lines swapped', ([a, b, c, ...rest]: string[]) => [a, c, b, ...rest].join('\n')],
    ['a changed last line', (lines: string[]) => lines.join('\n').replace(/.\n$/, 'x\n')],
    ['another kind of file', () => 'hello\nworld\n'],
    ['an empty file', () => ''],
  ])('%s is an error that names the file', async (_, change) => {
    const error = await damage(change)
    expect(codeOf(error)).toBe('corrupt')
    expect(String(error)).toContain('local.db')
  })
})

describe('a full disk', () => {
  const mountPoint = join(folder, 'small')
  const reason = mountSmall(mountPoint)
  afterAll(() => spawnSync('umount', [mountPoint]))

  it.skipIf(reason !== undefined)(`refuses the write and keeps what was there${reason ?? ''}`, async () => {
    const file = join(mountPoint, 'local.db')
    await withStore(file, async (store) => {
      await commit(store, put('/a', 'x'.repeat(100_000)))
      const before = readFileSync(file)
      const error = await commit(store, put('/b', 'x'.repeat(100_000))).catch((thrown: unknown) => thrown)
      expect(error).toMatchObject({ code: 'no-space', outcome: 'not-applied' })
      expect(readFileSync(file).equals(before)).toBe(true)
      expect(await store.range({ ...everything, keysOnly: true })).toMatchObject({ count: 1, revision: 2 })
      expect((await commit(store, put('/small', '1'))).revision).toBe(3)
    })
    await withStore(file, async (store) => expect((await store.range(everything)).count).toBe(2))
  })
})

/** A file system of 256 KiB; returns why there is none. */
function mountSmall(path: string): string | undefined {
  mkdirSync(path, { recursive: true })
  const result = spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=256k', 'tmpfs', path], { encoding: 'utf8' })
  return result.status === 0 ? undefined : ` (skipped: mount: ${result.stderr ?? result.error?.message})`
}
