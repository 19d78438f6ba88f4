import { createRequire } from 'node:module'
import { rootCertificates } from 'node:tls'
import type { CallOptionsFactory, Etcd3, IOptions } from 'etcd3'

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
}

/** Opens the `etcd3` client for one endpoint, with everything switched off that loses data. Connects lazily. */
export async function openEtcdClient(options: ConnectionOptions): Promise<Etcd3> {
  const { Etcd3: Client } = await import('etcd3')
  // The two packages below are dependencies of etcd3, to be found from its folder.
  const require = createRequire(createRequire(import.meta.url).resolve('etcd3'))
  const { noop } = require('cockatiel') as typeof import('cockatiel')
  const { InterceptingCall } = require('@grpc/grpc-js') as typeof import('@grpc/grpc-js')

  const requireLeader: NonNullable<CallOptions['interceptors']>[number] = (callOptions, nextCall) =>
    new InterceptingCall(nextCall(callOptions), {
      start(metadata, listener, next) {
        metadata.set('hasleader', 'true')
        next(metadata, listener)
      },
    })

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
      // Maintenance calls are asked of one member and must answer without a leader.
      ...(context.service === 'Maintenance' ? {} : { interceptors: [requireLeader] }),
    }),
    ...credentialsOf(options),
  })
}

function credentialsOf(options: ConnectionOptions): Pick<IOptions, 'auth' | 'credentials'> {
  const { user, password } = options
  return {
    ...(user === undefined ? {} : { auth: { username: user, password: password ?? '' } }),
    ...(usesCertificates(options) ? { credentials: certificatesOf(options) } : {}),
  }
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
