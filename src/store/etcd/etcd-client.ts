import { rootCertificates } from 'node:tls'
import type { CallOptionsFactory, Etcd3, IOptions } from 'etcd3'
import { answerBytesLimit } from '../../model/index.ts'
import { Session } from './session.ts'

type CallOptions = Exclude<CallOptionsFactory, (...parameters: never[]) => unknown>

/** How one endpoint is reached. Nothing here is ever printed. */
export interface ConnectionOptions {
  readonly endpoint: string
  readonly timeoutMilliseconds: number
  readonly user?: string
  readonly password?: string
  /** PEM. */
  readonly ca?: Buffer
  readonly cert?: Buffer
  readonly key?: Buffer
  /** A JWT to show instead of a user. */
  readonly token?: string
  /** Take any certificate of the server. */
  readonly skipsVerification?: boolean
  /** How long an endpoint may take to show that it answers, before a write or a watch. */
  readonly dialMilliseconds?: number
  /** When a silent connection is asked whether it lives, and when it is given up. */
  readonly keepalive?: { readonly timeMilliseconds?: number; readonly timeoutMilliseconds?: number }
  /** Largest messages. */
  readonly messageBytes?: { readonly received?: number; readonly sent?: number }
  /** Told where a user was given, but access control is off. */
  readonly onUnguarded?: () => void
}

/** The client of one endpoint. */
export interface EtcdClient {
  /** Sends as the user that was given; again, with another token, where etcd refused the first for its token alone. */
  call<T>(send: (etcd: Etcd3) => Promise<T>): Promise<T>
  close(): void
}

/** Opens the client for one endpoint. Connects lazily. */
export async function openEtcdClient(options: ConnectionOptions): Promise<EtcdClient> {
  const { user, password = '', token, onUnguarded = () => undefined } = options
  if (user === undefined) {
    const etcd = await openEtcd3(options, () => token)
    return { call: (send) => send(etcd), close: () => etcd.close() }
  }
  const session: Session = new Session({
    authenticate: async () => (await etcd.auth.authenticate({ name: user, password })).token,
    onUnguarded,
  })
  const etcd = await openEtcd3(options, () => session.token)
  return { call: (send) => session.call(() => send(etcd)), close: () => etcd.close() }
}

/**
 * The `etcd3` client with everything switched off that loses data. Its own authentication is not used: it sees neither
 * access control that is switched on or off nor tokens that a change of roles made void, and leaks a connection a token.
 */
async function openEtcd3(options: ConnectionOptions, tokenOf: () => string | undefined): Promise<Etcd3> {
  const { Etcd3: Client, credentials, InterceptingCall, noop } = await import('./etcd-packages.ts')
  const interceptorsOf = createInterceptors(InterceptingCall, tokenOf)
  const { keepalive = {}, messageBytes = {} } = options
  const client = new Client({
    hosts: hostOf(options.endpoint),
    // etcd3 retries by itself unless told not to, and so repeats writes whose reply was lost.
    faultHandling: { global: noop, host: () => noop },
    grpcOptions: {
      'grpc.keepalive_time_ms': keepalive.timeMilliseconds ?? 10_000,
      'grpc.keepalive_timeout_ms': keepalive.timeoutMilliseconds ?? 3_000,
      'grpc.enable_retries': 0,
      // Otherwise a new client shares the hung connection of the one it replaces.
      'grpc.use_local_subchannel_pool': 1,
      'grpc.max_receive_message_length': messageBytes.received ?? answerBytesLimit,
      ...(messageBytes.sent !== undefined && { 'grpc.max_send_message_length': messageBytes.sent }),
    },
    defaultCallOptions: (context) => ({
      ...(context.isStream ? {} : { deadline: Date.now() + options.timeoutMilliseconds }),
      interceptors: interceptorsOf(context.service),
    }),
    ...(usesCertificates(options) && { credentials: certificatesOf(options) }),
  })
  if (options.skipsVerification && isSecure(options)) {
    const { rootCertificate = null, privateKey = null, certChain = null } = certificatesOf(options)
    trustAnyone(
      client,
      credentials.createSsl(rootCertificate, privateKey, certChain, { rejectUnauthorized: false }),
    )
  }
  return client
}

type Interceptor = NonNullable<CallOptions['interceptors']>[number]

/** What is added to each call of a service: the demand for a leader, and the token. */
function createInterceptors(
  InterceptingCall: typeof import('@grpc/grpc-js').InterceptingCall,
  tokenOf: () => string | undefined,
): (service: string) => Interceptor[] {
  const requireLeader: Interceptor = (callOptions, nextCall) =>
    new InterceptingCall(nextCall(callOptions), {
      start(metadata, listener, next) {
        metadata.set('hasleader', 'true')
        next(metadata, listener)
      },
    })
  const showToken: Interceptor = (callOptions, nextCall) =>
    new InterceptingCall(nextCall(callOptions), {
      start(metadata, _, next) {
        const token = tokenOf()
        if (token !== undefined) metadata.set('token', token)
        // etcd3 would repeat a call whose token was refused, with the same token and without end
        next(metadata, {
          onReceiveStatus: (status, pass) =>
            pass({ ...status, details: status.details.replace('etcdserver: invalid auth', 'invalid auth') }),
        })
      },
    })
  return (service: string) => {
    if (service === 'Auth') return [requireLeader]
    // Maintenance calls are asked of one member and must answer without a leader.
    return service === 'Maintenance' ? [showToken] : [requireLeader, showToken]
  }
}

/** etcd3 cannot be told: it makes the credentials of a connection itself, and keeps them where it connects from. */
function trustAnyone(client: Etcd3, credentials: unknown): void {
  const { hosts } = Reflect.get(client, 'pool') as { readonly hosts: readonly object[] }
  for (const host of hosts) Reflect.set(host, 'channelCredentials', credentials)
}

/** `unix://dir/socket` is relative in etcd's own notation; gRPC wants one slash less. */
export function hostOf(endpoint: string): string {
  return endpoint.replace(/^unixs?:\/\/(?!\/)/, 'unix:').replace(/^unixs:/, 'unix:')
}

/** True where an endpoint is reached with TLS. */
export function isSecure(options: ConnectionOptions): boolean {
  return options.endpoint.startsWith('https:') || usesCertificates(options)
}

/** Otherwise what the system trusts is used, and Node's own variables for more. */
function usesCertificates({ endpoint, ca, cert }: ConnectionOptions): boolean {
  if (endpoint.startsWith('unixs:')) return true
  return !/^(?:http|unix):/.test(endpoint) && (ca !== undefined || cert !== undefined)
}

function certificatesOf({ ca, cert, key }: ConnectionOptions): NonNullable<IOptions['credentials']> {
  return {
    rootCertificate: ca ?? Buffer.from(rootCertificates.join('\n')),
    ...(key === undefined ? {} : { privateKey: key }),
    ...(cert === undefined ? {} : { certChain: cert }),
  }
}
