import { mkdtempSync, rmSync } from 'node:fs'
import { writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type ConnectOptions, UnifiedEtcdClient } from '../../src/client/index.ts'
import { type JsonObject, rotationKeys, type Store } from '../../src/model/index.ts'
import { createIdentityFile, runRotator } from '../../src/rotation/index.ts'

/** Short times, so that a rotation takes a moment: hours and seconds as in the document. */
export const shortPolicy = {
  algorithm: 'chacha20-poly1305',
  interval: 1,
  grace: 0.05,
  longestMessageAge: 0.05,
  keepPrevious: 1,
} as const

/** A folder with identities, a store, and clients over it; everything ends with `close`. */
export class Site {
  readonly folder = mkdtempSync(join(tmpdir(), 'appia-site-'))
  readonly store: Store
  readonly recipients: { [member: string]: string } = {}
  private readonly clients: UnifiedEtcdClient[] = []
  private readonly rotators: { stop: AbortController; done: Promise<void> }[] = []

  constructor(store: Store) {
    this.store = store
  }

  /** Makes identities for members and declares them in a policy. */
  async declare(members: readonly string[], policy: JsonObject = shortPolicy): Promise<void> {
    for (const member of members) await this.newIdentity(member)
    await this.writePolicy(policy)
  }

  /** A new identity file for a member; its recipient goes into the next policy. */
  async newIdentity(member: string): Promise<void> {
    const { content, recipient } = createIdentityFile()
    await writeFile(this.identityFile(member), content)
    this.recipients[member] = recipient
  }

  async writePolicy(policy: JsonObject = shortPolicy): Promise<void> {
    await this.put(rotationKeys('').policy, { ...policy, members: this.recipients })
  }

  async put(key: string, value: JsonObject | string): Promise<number> {
    const text = typeof value === 'string' ? value : JSON.stringify(value)
    const put = { kind: 'put', key, value: Buffer.from(text) } as const
    return (await this.store.txn({ compare: [], success: [put], failure: [] })).revision
  }

  async text(key: string): Promise<string | undefined> {
    const [kv] = (await this.store.range({ key })).kvs
    return kv && Buffer.from(kv.value).toString('utf8')
  }

  identityFile(member: string): string {
    return join(this.folder, `${member}.identity`)
  }

  cacheFile(member: string): string {
    return join(this.folder, `${member}.cache`)
  }

  async connect(member: string, options: Partial<ConnectOptions> = {}): Promise<UnifiedEtcdClient> {
    const [component = '', node = 'default'] = member.split('@')
    const client = await UnifiedEtcdClient.connect({
      component,
      node,
      store: sharedStore(this.store),
      cacheFile: this.cacheFile(member),
      ...(this.recipients[member] !== undefined && { identityFile: this.identityFile(member) }),
      ...options,
    })
    this.clients.push(client)
    return client
  }

  /** Starts a rotator that looks every few milliseconds. */
  startRotator(options: Partial<Parameters<typeof runRotator>[0]> = {}): { stop(): Promise<void> } {
    const stop = new AbortController()
    const done = runRotator({
      store: this.store,
      prefix: '',
      who: 'test',
      signal: stop.signal,
      interval: 5,
      onEvent: () => undefined,
      ...options,
    })
    this.rotators.push({ stop, done })
    return {
      stop: () => {
        stop.abort()
        return done
      },
    }
  }

  async close(): Promise<void> {
    for (const { stop, done } of this.rotators) {
      stop.abort()
      await done
    }
    for (const client of this.clients) await client.close()
    await this.store.close()
    rmSync(this.folder, { recursive: true, force: true })
  }
}

/** The same store for several clients: closing one of them leaves it open. */
export function sharedStore(store: Store): Store {
  return {
    kind: store.kind,
    name: store.name,
    clusterId: () => store.clusterId(),
    range: (request) => store.range(request),
    txn: (txn) => store.txn(txn),
    watch: (request) => store.watch(request),
    grantLease: (ttl) => store.grantLease(ttl),
    keepAliveLease: (id) => store.keepAliveLease(id),
    revokeLease: (id) => store.revokeLease(id),
    compact: (revision) => store.compact(revision),
    status: () => store.status(),
    close: async () => undefined,
  }
}

/** Resolves once `claim` holds; rejects with `what` after a while. */
export async function until(
  what: string,
  claim: () => boolean | Promise<boolean>,
  milliseconds = 10_000,
): Promise<void> {
  const deadline = performance.now() + milliseconds
  while (!(await claim())) {
    if (performance.now() > deadline) throw new Error(`never came true: ${what}`)
    await new Promise((resolve) => setTimeout(resolve, 5))
  }
}
