import { readFile } from 'node:fs/promises'
import type { JsonObject, JsonValue, Store } from '../model/index.ts'
import { discoverEndpoints, etcdOptions, openEtcdStore } from '../store/index.ts'
import { ClientError } from './client-error.ts'
import type { DocumentPlace } from './config/document-place.ts'

/** How a component connects. */
export interface ConnectOptions {
  readonly component: string
  /** Default `default`. */
  readonly node?: string
  /** The environment's prefix: '' (default) or '/site-a'. */
  readonly prefix?: string
  /** `host:port`; without them etcdctl's own variables count (ETCDCTL_ENDPOINTS, _CACERT, _CERT, _KEY, _USER). */
  readonly endpoints?: readonly string[]
  /** `user:password`. */
  readonly user?: string
  /** Let the password go to another host without TLS. Default false: `connect` refuses. */
  readonly allowPlaintextPassword?: boolean
  /** Files with PEM. */
  readonly tls?: { readonly cacert?: string; readonly cert?: string; readonly key?: string }
  /** An open store instead of endpoints; closed with the client. */
  readonly store?: Store
  /** File that `appia keygen` wrote on this node. Without it nothing sealed can be opened: neither keys nor secrets. */
  readonly identityFile?: string
  /** File that the component starts from when etcd cannot be reached. */
  readonly cacheFile?: string
  /** Built-in configuration, the last resort. */
  readonly defaultConfig?: JsonValue
  /** Documents of components that lie under another key than `/config/<component>/json`, or are not JSON. */
  readonly documents?: { readonly [component: string]: DocumentPlace }
  /** JSON Schema of each component whose documents are checked before use; of collections by the schema's name. */
  readonly schemas?: { readonly [component: string]: JsonObject }
  /** How long `connect` waits for etcd before it falls back, ms. Default 2000. */
  readonly startTimeoutMs?: number
  /** How long a message under an unknown key waits for that key, ms. Default 2000. */
  readonly keyTimeoutMs?: number
  /** How long the status of this member outlives it, seconds. Default 15. */
  readonly statusTtlSeconds?: number
  /** ms between comparisons of memory with a fresh listing. Default 60,000. */
  readonly relistIntervalMs?: number
  /** Resolves to true once a native component beside this client has the keys of `keyring`: none is acknowledged before. */
  readonly keysHandedOn?: () => Promise<boolean>
  /** What the component may want to log; never carries a secret. */
  readonly onEvent?: (event: ClientEvent) => void
}

/** Something worth a log line. */
export interface ClientEvent {
  readonly kind:
    | 'live'
    | 'lost'
    | 'went-back'
    | 'missed'
    | 'started-from-cache'
    | 'started-from-default'
    | 'cache-not-used'
    | 'keys'
    | 'callback-failed'
    /** An endpoint that others stand in for; a user where access control is off. */
    | 'store-warning'
  /** One sentence without a full stop. */
  readonly text: string
}

/** The store that the options name. */
export async function openStore(options: ConnectOptions): Promise<Store> {
  if (options.store !== undefined) return options.store
  const { endpoints, user, tls } = options
  const flags = { ...tls, ...(endpoints && { endpoints }), ...(user !== undefined && { user }) }
  const given = etcdOptions({ flags, environment: process.env })
  const { caFile, certFile, keyFile, discovery, problems, warnings, ...connection } = given
  if (problems.length > 0) throw new ClientError('bad-variable', problems.join('; '))
  for (const text of warnings) options.onEvent?.({ kind: 'store-warning', text })
  return openEtcdStore({
    ...connection,
    ...(discovery && { endpoints: await discoverEndpoints(discovery) }),
    isPlaintextPasswordAllowed: options.allowPlaintextPassword === true,
    isShared: true,
    onWarning: (text) => options.onEvent?.({ kind: 'store-warning', text }),
    ...(caFile !== undefined && { ca: await readFile(caFile) }),
    ...(certFile !== undefined && { cert: await readFile(certFile) }),
    ...(keyFile !== undefined && { key: await readFile(keyFile) }),
  })
}
