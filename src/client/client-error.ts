/** Why the client could not do what it was asked. */
export type ClientErrorCode =
  /** Neither etcd, memory, cache nor a default holds it. */
  | 'no-config'
  /** The keyset holds no key that this member can open yet. */
  | 'waiting-for-key'
  /** As many messages were sealed under the key as the policy allows; a rotation was asked for. */
  | 'message-cap'
  /** The identity file holds no identity. */
  | 'no-identity'
  /** A variable of etcdctl holds what cannot be read. */
  | 'bad-variable'
  /** A schema given to `connect` is none, or one that is asked for was not given. */
  | 'bad-schema'
  /** The client was closed. */
  | 'closed'

/** The world said no. Never carries a secret. */
export class ClientError extends Error {
  override readonly name = 'ClientError'
  readonly code: ClientErrorCode

  constructor(code: ClientErrorCode, message: string, options: { cause?: unknown } = {}) {
    super(message, options)
    this.code = code
  }
}

/** The error of everything that is asked of a closed client. */
export function clientClosed(): ClientError {
  return new ClientError('closed', 'this client is closed')
}
