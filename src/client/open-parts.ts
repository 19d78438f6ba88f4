import { readFile } from 'node:fs/promises'
import type { Store } from '../model/index.ts'
import { type Identity, parseIdentityFile } from '../rotation/index.ts'
import type { CacheContent } from './cache/cache-file.ts'
import { CacheKeeper } from './cache/cache-keeper.ts'
import { SeenFile } from './cache/seen-file.ts'
import { ClientError } from './client-error.ts'
import { PublishedKeeper } from './collections/published-keeper.ts'
import { ConfigKeeper } from './config/config-keeper.ts'
import { type ClientEvent, type ConnectOptions, openStore } from './connect-options.ts'
import { type Contact, configRange, createContact, stalenessOf, touch } from './contact.ts'
import type { FollowEvent } from './follow.ts'
import { KeyKeeper } from './keys/key-keeper.ts'
import { measureStore } from './measured-store.ts'
import { type Measures, openMeasures } from './measures.ts'
import { Messenger } from './messages/messenger.ts'
import { StatusKeeper } from './status-keeper.ts'

/** What a client is made of. */
export interface Parts {
  readonly options: ConnectOptions
  readonly store: Store
  readonly measures: Measures
  readonly cache: CacheKeeper
  readonly configs: ConfigKeeper
  readonly published: PublishedKeeper
  readonly keys: KeyKeeper
  readonly messenger: Messenger
  readonly seenFile: SeenFile
  readonly status: StatusKeeper
  readonly contact: Contact
  readonly member: Member
}

/** Who the client is. */
interface Member {
  readonly component: string
  readonly node: string
  readonly prefix: string
}

/** Opens everything that a client is made of; waits for nothing that needs etcd. */
export async function openParts(options: ConnectOptions): Promise<Parts> {
  const { component, node = 'default', prefix = '' } = options
  const member = { component, node, prefix }
  const seenFile = await openSeen(options)
  const contact = createContact()
  const late: { keys?: KeyKeeper; messenger?: Messenger; status?: StatusKeeper } = {}
  const measures = openMeasures({
    stalenessSeconds: () => stalenessOf(contact),
    isLive: () => contact.live.has(configRange(component)),
    keysetGeneration: () => late.keys?.ring.generation ?? 0,
    keysHeld: () => late.keys?.ring.state().keys.length ?? 0,
    messagesSealed: () => late.messenger?.sealedCount ?? 0,
    messagesOpened: () => late.messenger?.openedCount ?? 0,
  })
  const store = measureStore(await openStore(options), measures)
  const identity = await readIdentity(options)
  const { cache, cached } = await openCache(options, { identity, member, measures })
  const world: World = {
    options,
    store,
    measures,
    cache,
    member,
    contact,
    emit: (event) => options.onEvent?.(event),
  }
  const onStanding = () => late.status?.write()
  const configs = await openConfigs(world, { identity, cached, onStanding })
  const published = openPublished(world, { identity, configs, onGenerations: () => late.status?.write() })
  const onRing = () => {
    late.messenger?.forgetKeys()
    late.status?.write()
  }
  const keys = await openKeys(world, { identity, cached, onRing })
  const messenger = new Messenger(keys, {
    member: `${component}@${node}`,
    seen: seenFile.seen,
    keyTimeoutMs: options.keyTimeoutMs ?? 2000,
    onRejected: (reason) => measures.count('messages_rejected', reason),
  })
  const status = openStatus(world, { configs, published, keys })
  Object.assign(late, { keys, messenger, status })
  return {
    options,
    store,
    measures,
    cache,
    configs,
    published,
    keys,
    messenger,
    seenFile,
    status,
    contact,
    member,
  }
}

type World = Pick<Parts, 'options' | 'store' | 'measures' | 'cache' | 'member' | 'contact'> & {
  readonly emit: (event: ClientEvent) => void
}

async function readIdentity({ identityFile }: ConnectOptions): Promise<Identity | undefined> {
  if (identityFile === undefined) return undefined
  const content = await readFile(identityFile).catch((error: NodeJS.ErrnoException) => {
    throw new ClientError('no-identity', `${identityFile} cannot be read: ${error.code}`)
  })
  const identity = await parseIdentityFile(content)
  if (identity === undefined) throw new ClientError('no-identity', `${identityFile} holds no age identity`)
  return identity
}

/** Beside the cache: who keeps nothing there has forgotten what it has seen. */
function openSeen({ cacheFile }: ConnectOptions): Promise<SeenFile> {
  return SeenFile.open(cacheFile === undefined ? undefined : `${cacheFile}.seen`, Date.now())
}

async function openCache(
  { cacheFile, onEvent }: ConnectOptions,
  { identity, member, measures }: { identity: Identity | undefined; member: Member; measures: Measures },
): Promise<{ cache: CacheKeeper; cached?: CacheContent }> {
  const cache = new CacheKeeper({
    member: `${member.component}@${member.node}`,
    onWritten: (result) => measures.count('cache_writes', result),
    ...(cacheFile !== undefined && { path: cacheFile }),
    ...(identity && { identity }),
  })
  const reading = await cache.load()
  if (typeof reading !== 'string') return { cache, cached: reading }
  if (reading !== 'absent') {
    const text = reading === 'damaged' ? 'is damaged' : 'is of another member or sealed for another identity'
    onEvent?.({ kind: 'cache-not-used', text: `the cache ${text} and is not used` })
  }
  return { cache }
}

async function openConfigs(
  world: World,
  {
    identity,
    cached,
    onStanding,
  }: { identity: Identity | undefined; cached: CacheContent | undefined; onStanding: () => void },
): Promise<ConfigKeeper> {
  const { options, measures, member, store, cache } = world
  const configs = new ConfigKeeper({
    store,
    cache,
    prefix: member.prefix,
    node: member.node,
    schemas: options.schemas ?? {},
    documents: options.documents ?? {},
    ...(identity && { identity }),
    onFollowEvent: (component, event) => onFollowEvent(world, configRange(component), event),
    count: (result) => measures.count('config_updates', result),
    onStanding,
    onListenerFailure: () => {
      measures.count('callback_failures', 'config')
      world.emit({ kind: 'callback-failed', text: 'a configuration callback of the component threw' })
    },
    ...(options.relistIntervalMs !== undefined && { relistIntervalMs: options.relistIntervalMs }),
  })
  const fitting = cached && (await configs.fitting(member.component, cached))
  if (fitting?.isWhole === false) {
    const text = 'what the cache holds does not fit the schema of the component and is not used'
    world.emit({ kind: 'cache-not-used', text })
  }
  configs.open(member.component, {
    ...(fitting?.document && { cached: fitting.document }),
    ...(options.defaultConfig !== undefined && { defaultConfig: options.defaultConfig }),
  })
  return configs
}

function openPublished(
  world: World,
  {
    identity,
    configs,
    onGenerations,
  }: { identity: Identity | undefined; configs: ConfigKeeper; onGenerations: () => void },
): PublishedKeeper {
  const { options, measures, member, store } = world
  return new PublishedKeeper({
    store,
    prefix: member.prefix,
    schemaOf: (name) => configs.schema(name),
    onGenerations,
    count: (result) => measures.count('published_updates', result),
    onCacheWritten: (result) => measures.count('cache_writes', result),
    onFollowEvent: (collection, event) => onFollowEvent(world, collection, event),
    onListenerFailure: () => {
      measures.count('callback_failures', 'published')
      world.emit({ kind: 'callback-failed', text: 'a callback of the component for a collection threw' })
    },
    ...(options.cacheFile !== undefined && { cacheFile: options.cacheFile }),
    ...(identity && { identity }),
    ...(options.relistIntervalMs !== undefined && { relistIntervalMs: options.relistIntervalMs }),
  })
}

function openKeys(
  world: World,
  {
    identity,
    cached,
    onRing,
  }: { identity: Identity | undefined; cached: CacheContent | undefined; onRing: () => void },
): Promise<KeyKeeper> {
  const { options, store, cache, member, measures, contact } = world
  return KeyKeeper.open(
    {
      store,
      cache,
      prefix: member.prefix,
      member: `${member.component}@${member.node}`,
      ...(identity && { identity }),
      onFollowEvent: (range, event) => onFollowEvent(world, range, event),
      onContact: () => touch(contact),
      onKeyset: (result) => measures.count('keyset_updates', result),
      onRing: (state) => {
        onRing()
        world.emit({ kind: 'keys', text: `keys: ${state}` })
      },
      ...(options.keysHandedOn && { handedOn: options.keysHandedOn }),
      ...(options.relistIntervalMs !== undefined && { relistIntervalMs: options.relistIntervalMs }),
    },
    { ...(cached?.ring && { ring: cached.ring }), ...(cached?.limits && { limits: cached.limits }) },
  )
}

function openStatus(
  world: World,
  { configs, published, keys }: Pick<Parts, 'configs' | 'published' | 'keys'>,
): StatusKeeper {
  const { store, member, contact, options } = world
  const feed = configs.feed(member.component)
  const { statusTtlSeconds: ttlSeconds = 15 } = options
  const status = new StatusKeeper(store, {
    ...{ member, feed, published, keys, ttlSeconds },
    onContact: () => touch(contact),
  })
  status.write()
  return status
}

function onFollowEvent({ measures, contact, emit }: World, range: string, event: FollowEvent): void {
  switch (event.kind) {
    case 'contact':
      touch(contact)
      break
    case 'live':
      contact.live.add(range)
      measures.count('connection_restored', range)
      emit({ kind: 'live', text: `${range}: followed live` })
      break
    case 'lost':
      contact.live.delete(range)
      measures.count('connection_lost', range)
      emit({ kind: 'lost', text: `${range}: ${event.error.message}` })
      break
    case 'went-back':
      measures.count('history_changed', range)
      emit({
        kind: 'went-back',
        text: `${range}: the store holds another history (revision ${event.revision})`,
      })
      break
    case 'missed':
      measures.count('updates_missed', range)
      emit({ kind: 'missed', text: `${range}: the watch had not delivered ${event.keys.length} keys` })
      break
    default:
      event satisfies never
  }
}
