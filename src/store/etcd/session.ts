import type { StoreError } from '../../model/index.ts'
import { toStoreError } from './to-store-error.ts'

/** How a session obtains a token, and whom it tells that none is needed. */
export interface SessionOptions {
  readonly authenticate: () => Promise<string>
  /** Access control is off there, though a user was given. */
  readonly onUnguarded: () => void
}

/** Tokens shown for one call: a short-lived one may run out on its way. */
const attempts = 3

/**
 * What a user shows to one endpoint: a token for the password, and another as soon as etcd takes it no longer (expired,
 * forgotten by a restart, older than a change of roles). Without access control there is none, until there is.
 */
export class Session {
  private readonly options: SessionOptions
  private shown: string | undefined
  private isBegun = false
  private beginning: Promise<void> | undefined

  constructor(options: SessionOptions) {
    this.options = options
  }

  /** What goes with each call. */
  get token(): string | undefined {
    return this.shown
  }

  /** Sends; again, with another token, where etcd refused the one that was shown: it does so before anything else. */
  async call<T>(send: () => Promise<T>): Promise<T> {
    for (let attempt = 1; ; attempt++) {
      await this.begin()
      const { shown } = this
      try {
        return await send()
      } catch (thrown) {
        if (attempt === attempts || !isRefusedToken(toStoreError(thrown, 'read'))) throw thrown
        if (this.shown === shown) this.isBegun = false
      }
    }
  }

  private async begin(): Promise<void> {
    if (this.isBegun) return
    this.beginning ??= this.obtain().finally(() => {
      this.beginning = undefined
    })
    await this.beginning
  }

  private async obtain(): Promise<void> {
    try {
      this.shown = await this.options.authenticate()
    } catch (thrown) {
      if (!toStoreError(thrown, 'read').message.includes('authentication is not enabled')) {
        throw toStoreError(thrown, 'read')
      }
      this.shown = undefined
      this.options.onUnguarded()
    }
    this.isBegun = true
  }
}

/** As etcdctl decides it. */
function isRefusedToken({ cause }: StoreError): boolean {
  const text = cause instanceof Error ? cause.message : ''
  return /invalid auth token|revision of auth store is old|user name is empty/.test(text)
}
