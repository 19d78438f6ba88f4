import type { EtcdStoreOptions } from './etcd-store.ts'
import { type EtcdctlSettings, readEtcdctlVariables } from './etcdctl-variables.ts'

/** Where endpoints and credentials come from: flags first, then etcdctl's own variables. */
export interface EtcdSettings {
  readonly flags: {
    readonly endpoints?: readonly string[]
    /** `user` or `user:password`. */
    readonly user?: string
    readonly cacert?: string
    readonly cert?: string
    readonly key?: string
    /** A domain whose DNS records name the endpoints. */
    readonly discoverySrv?: string
  }
  readonly environment: Readonly<Record<string, string | undefined>>
}

/** Options of a store as text: certificates are still paths of files, which the caller reads. */
export interface EtcdOptions
  extends Pick<EtcdStoreOptions, 'user' | 'password'>,
    Omit<EtcdctlSettings, 'isTlsDefault'> {
  /** Empty when neither flags nor environment name any; those that DNS names (`discovery`) come instead of them. */
  readonly endpoints: readonly string[]
  readonly caFile?: string
  readonly certFile?: string
  readonly keyFile?: string
}

/** Resolves endpoints, credentials and times from flags and etcdctl's variables. Pure. */
export function etcdOptions({ flags, environment }: EtcdSettings): EtcdOptions {
  const { isTlsDefault, discovery: published, ...settings } = readEtcdctlVariables(environment)
  const endpoints = flags.endpoints ?? split(environment.ETCDCTL_ENDPOINTS)
  const discovery = discoveryOf(flags, published)
  const caFile = flags.cacert ?? nonEmpty(environment.ETCDCTL_CACERT)
  const certFile = flags.cert ?? nonEmpty(environment.ETCDCTL_CERT)
  const keyFile = flags.key ?? nonEmpty(environment.ETCDCTL_KEY)
  return {
    ...settings,
    ...(discovery === undefined ? {} : { discovery }),
    endpoints: endpoints
      .map((endpoint) => endpoint.trim().replace(/\/$/, ''))
      .filter((text) => text !== '')
      .map((endpoint) => (isTlsDefault && !endpoint.includes('://') ? `https://${endpoint}` : endpoint)),
    ...(caFile === undefined ? {} : { caFile }),
    ...(certFile === undefined ? {} : { certFile }),
    ...(keyFile === undefined ? {} : { keyFile }),
    ...credentialsOf(flags.user ?? nonEmpty(environment.ETCDCTL_USER), environment.ETCDCTL_PASSWORD),
  }
}

/** Endpoints that were named on the command line are meant, whatever the environment says. */
function discoveryOf(
  { endpoints, discoverySrv }: EtcdSettings['flags'],
  published: EtcdctlSettings['discovery'],
): EtcdctlSettings['discovery'] {
  if (discoverySrv !== undefined) return { isPlainAllowed: true, ...published, domain: discoverySrv }
  return endpoints === undefined ? published : undefined
}

/** The password is everything after the first colon. */
function credentialsOf(user: string | undefined, password: string | undefined): Partial<EtcdOptions> {
  if (user === undefined) return {}
  const colon = user.indexOf(':')
  if (colon === -1) return { user, ...(password === undefined ? {} : { password }) }
  return { user: user.slice(0, colon), password: user.slice(colon + 1) }
}

function split(text: string | undefined): readonly string[] {
  return text === undefined ? [] : text.split(',')
}

function nonEmpty(text: string | undefined): string | undefined {
  return text === '' ? undefined : text
}
