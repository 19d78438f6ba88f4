import { createRequire } from 'node:module'
import { rootCertificates } from 'node:tls'
import type { CallOptionsFactory, Etcd3, IOptions } from 'etcd3'
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
  const { user, password = '', onUnguarded = () => undefined } = options
  if (user === undefined) {
    const etcd = await openEtcd3(options, () => undefined)
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
  const { Etcd3: Client } = await import('etcd3')
  // The two packages below are dependencies of etcd3, to be found from its folder.
  const require = createRequire(createRequire(import.meta.url).resolve('etcd3'))
  const { noop } = require('cockatiel') as typeof import('cockatiel')
  const { InterceptingCall } = require('@grpc/grpc-js') as typeof import('@grpc/grpc-js')

  type Interceptor = NonNullable<CallOptions['interceptors']>[number]
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
  const interceptorsOf = (service: string) => {
    if (service === 'Auth') return [requireLeader]
    // Maintenance calls are asked of one member and must answer without a leader.
    return service === 'Maintenance' ? [showToken] : [requireLeader, showToken]
  }

  return new Client({
    hosts: options.endpoint,
    // etcd3 retries by itself unless told not to, and so repeats writes whose reply was lost.
    faultHandling: { global: noop, host: () => noop },
    grpcOptions: {
      'grpc.keepalive_time_ms': 10_000,
      'grpc.keepalive_timeout_ms': 3_000,
      'grpc.enable_retries': 0,
      // Otherwise a new client shares the hung connection of the one it replaces.
      'grpc.use_local_subchannel_pool': 1,
      'grpc.max_receive_message_length': 64 * 1024 * 1024,
    },
    defaultCallOptions: (context) => ({
      ...(context.isStream ? {} : { deadline: Date.now() + options.timeoutMilliseconds }),
      interceptors: interceptorsOf(context.service),
    }),
    ...credentialsOf(options),
  })
}

function credentialsOf(options: ConnectionOptions): Pick<IOptions, 'credentials'> {
  return usesCertificates(options) ? { credentials: certificatesOf(options) } : {}
}

function usesCertificates({ endpoint, ca, cert }: ConnectionOptions): boolean {
  return !endpoint.startsWith('http://') && (ca !== undefined || cert !== undefined)
}

function certificatesOf({ ca, cert, key }: ConnectionOptions): NonNullable<IOptions['credentials']> {
  return {
    rootCertificate: ca ?? Buffer.from(rootCertificates.join('\n')),
    ...(key === undefined ? {} : { privateKey: key }),
    ...(cert === undefined ? {} : { certChain: cert }),
  }
}
