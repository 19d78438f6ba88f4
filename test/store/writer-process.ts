// A process of its own that uses the embedded store in a file, for tests of what survives it. Talks in lines.
import { acquireFileLock } from '../../src/store/embedded/file-lock.ts'
import { openEmbeddedStore } from '../../src/store/index.ts'

const [role, file = '', count = '0'] = process.argv.slice(2)

/** Puts key after key and says each revision once it is acknowledged. */
async function put(): Promise<void> {
  const store = await openEmbeddedStore({ file })
  for (let index = 0; index < Number(count); index++) {
    const value = Buffer.alloc(2_000, index % 256)
    const success = [{ kind: 'put', key: `/k/${index}`, value } as const]
    const { revision } = await store.txn({ compare: [], success, failure: [] })
    process.stdout.write(`${index} ${revision}\n`)
  }
  await store.close()
}

/** Adds one to a counter, again and again, under a guard. */
async function increment(): Promise<void> {
  const store = await openEmbeddedStore({ file, lockWaitMilliseconds: 30_000 })
  for (let done = 0; done < Number(count); ) {
    const kv = (await store.range({ key: '/counter' })).kvs[0]
    const value = Buffer.from(String(Number(Buffer.from(kv?.value ?? []).toString()) + 1))
    const guard = { key: '/counter', is: '=', target: 'mod', number: kv?.modRevision ?? 0 } as const
    const success = [{ kind: 'put', key: '/counter', value } as const]
    if ((await store.txn({ compare: [guard], success, failure: [] })).succeeded) done++
  }
  await store.close()
}

/** Takes the lock and keeps it. */
async function hold(): Promise<void> {
  await acquireFileLock(`${file}.lock`, 1_000)
  process.stdout.write('held\n')
  setInterval(() => undefined, 1_000)
}

await { put, increment, hold }[role as 'put' | 'increment' | 'hold']()
