import { nearest } from '../../model/index.ts'
import type { ConnectionOptions } from './etcd-client.ts'

/**
 * What Appia makes of each variable of etcdctl 3.4 to 3.7 (its global flags). `output`: says how etcdctl itself prints or
 * watches, and nothing about the connection.
 */
export const etcdctlVariables = {
  ETCDCTL_API: 'version',
  ETCDCTL_AUTH_JWT_TOKEN: 'connection',
  ETCDCTL_CACERT: 'connection',
  ETCDCTL_CERT: 'connection',
  ETCDCTL_COMMAND_TIMEOUT: 'connection',
  ETCDCTL_DEBUG: 'output',
  ETCDCTL_DIAL_TIMEOUT: 'connection',
  ETCDCTL_DISCOVERY_SRV: 'connection',
  ETCDCTL_DISCOVERY_SRV_NAME: 'connection',
  ETCDCTL_ENDPOINTS: 'connection',
  ETCDCTL_HEX: 'output',
  ETCDCTL_INSECURE_DISCOVERY: 'connection',
  ETCDCTL_INSECURE_SKIP_TLS_VERIFY: 'connection',
  ETCDCTL_INSECURE_TRANSPORT: 'connection',
  ETCDCTL_KEEPALIVE_TIME: 'connection',
  ETCDCTL_KEEPALIVE_TIMEOUT: 'connection',
  ETCDCTL_KEY: 'connection',
  ETCDCTL_MAX_RECV_BYTES: 'connection',
  ETCDCTL_MAX_REQUEST_BYTES: 'connection',
  ETCDCTL_PASSWORD: 'connection',
  ETCDCTL_USER: 'connection',
  ETCDCTL_WATCH_KEY: 'output',
  ETCDCTL_WATCH_RANGE_END: 'output',
  ETCDCTL_WRITE_OUT: 'output',
} as const

type Variables = Readonly<Record<string, string | undefined>>

/** DNS records that name the endpoints. */
export interface SrvDiscovery {
  readonly domain: string
  /** Added to the service: `_etcd-client-NAME._tcp`. */
  readonly name?: string
  /** Endpoints without TLS are taken too. */
  readonly isPlainAllowed: boolean
}

/** What the variables say besides endpoints, files and user. */
export interface EtcdctlSettings
  extends Pick<
    ConnectionOptions,
    'token' | 'skipsVerification' | 'dialMilliseconds' | 'keepalive' | 'messageBytes'
  > {
  readonly timeoutMilliseconds?: number
  readonly discovery?: SrvDiscovery
  /** Endpoints without a scheme are reached with TLS. */
  readonly isTlsDefault?: true
  /** Values that cannot be read, in words. */
  readonly problems: readonly string[]
  /** Variables that nobody knows, in words. */
  readonly warnings: readonly string[]
}

/** Reads the variables as etcdctl does (Go's durations and booleans). Pure. */
export function readEtcdctlVariables(variables: Variables): EtcdctlSettings {
  const problems: string[] = []
  const read = <T>(
    name: keyof typeof etcdctlVariables,
    parse: (text: string) => T | undefined,
    form: string,
  ) => {
    const text = variables[name]
    if (text === undefined || text === '') return undefined
    const value = parse(text)
    if (value === undefined) problems.push(`${name}=${text} is not ${form}`)
    return value
  }
  const duration = (name: keyof typeof etcdctlVariables) =>
    read(name, parseDuration, 'a duration such as 5s or 1m30s')
  const flag = (name: keyof typeof etcdctlVariables) => read(name, parseBoolean, 'true or false')
  const bytes = (name: keyof typeof etcdctlVariables) => read(name, parseCount, 'a number of bytes')
  const isThree = (text: string) => (text === '3' ? true : undefined)
  read('ETCDCTL_API', isThree, '3, the only API of etcd that is spoken here')
  const isPlainAllowed = flag('ETCDCTL_INSECURE_DISCOVERY') ?? true
  const { ETCDCTL_DISCOVERY_SRV: domain, ETCDCTL_DISCOVERY_SRV_NAME: name } = variables
  return {
    ...present('token', variables.ETCDCTL_AUTH_JWT_TOKEN || undefined),
    ...present('skipsVerification', flag('ETCDCTL_INSECURE_SKIP_TLS_VERIFY') || undefined),
    ...present('isTlsDefault', flag('ETCDCTL_INSECURE_TRANSPORT') === false || undefined),
    ...present('timeoutMilliseconds', duration('ETCDCTL_COMMAND_TIMEOUT')),
    ...present('dialMilliseconds', duration('ETCDCTL_DIAL_TIMEOUT')),
    ...group('keepalive', {
      ...present('timeMilliseconds', duration('ETCDCTL_KEEPALIVE_TIME')),
      ...present('timeoutMilliseconds', duration('ETCDCTL_KEEPALIVE_TIMEOUT')),
    }),
    ...group('messageBytes', {
      ...present('received', bytes('ETCDCTL_MAX_RECV_BYTES')),
      ...present('sent', bytes('ETCDCTL_MAX_REQUEST_BYTES')),
    }),
    ...present(
      'discovery',
      domain ? { domain, isPlainAllowed, ...present('name', name || undefined) } : undefined,
    ),
    problems,
    warnings: strangersIn(variables),
  }
}

function present<Name extends string, T>(name: Name, value: T | undefined): { readonly [name in Name]?: T } {
  return value === undefined ? {} : ({ [name]: value } as { readonly [name in Name]?: T }) // the one key
}

function group<Name extends string, T extends object>(
  name: Name,
  members: T,
): { readonly [name in Name]?: T } {
  return present(name, Object.keys(members).length === 0 ? undefined : members)
}

/** etcdctl warns of them too: a misspelt one would be ignored in silence. */
function strangersIn(variables: Variables): string[] {
  const names = Object.keys(etcdctlVariables)
  return Object.keys(variables)
    .filter((name) => name.startsWith('ETCDCTL_') && !names.includes(name) && variables[name] !== '')
    .sort()
    .map((name) => {
      const suggestion = nearest(name, names)
      const hint = suggestion === undefined ? '' : `; did you mean ${suggestion}?`
      return `${name} is no variable of etcdctl's API 3 and is ignored${hint}`
    })
}

const units = { ns: 1e-6, us: 1e-3, µs: 1e-3, ms: 1, s: 1_000, m: 60_000, h: 3_600_000 } as const

/** `1m30s` → 90000; Go's time.ParseDuration, and more than nothing. */
function parseDuration(text: string): number | undefined {
  if (!/^(?:\d+(?:\.\d+)?(?:ns|us|µs|ms|s|m|h))+$/.test(text)) return undefined
  const parts = [...text.matchAll(/(\d+(?:\.\d+)?)(ns|us|µs|ms|s|m|h)/g)]
  const total = parts.reduce(
    (sum, [, number, unit]) => sum + Number(number) * units[unit as keyof typeof units],
    0,
  )
  return total > 0 ? Math.ceil(total) : undefined
}

/** Go's strconv.ParseBool. */
function parseBoolean(text: string): boolean | undefined {
  if (/^(?:1|t|T|true|TRUE|True)$/.test(text)) return true
  return /^(?:0|f|F|false|FALSE|False)$/.test(text) ? false : undefined
}

function parseCount(text: string): number | undefined {
  const count = Number(text)
  return /^\d+$/.test(text) && count > 0 && count < 2 ** 31 ? count : undefined
}
