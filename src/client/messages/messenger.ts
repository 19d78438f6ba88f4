import { ClientError, clientClosed } from '../client-error.ts'
import type { KeyKeeper } from '../keys/key-keeper.ts'
import {
  MessageOpener,
  type OpenedMessage,
  type OpeningContext,
  type SeenBoot,
  type SeenMessages,
} from './message-opener.ts'
import { type ChannelName, MessageSealer } from './message-sealer.ts'

/** A rotation is asked for once this part of a key's messages is spent. */
const capWarning = 0.8
/** Messages that may wait for their key at once; more are rejected. */
const mostWaiting = 1024

/** Seals and opens messages with the keys that are held. */
export class Messenger {
  sealedCount = 0
  openedCount = 0
  private readonly keys: KeyKeeper
  private readonly sealer: MessageSealer
  private readonly opener: MessageOpener
  private readonly keyTimeoutMs: number
  private readonly onRejected: (reason: string) => void
  private waiting = 0
  private isClosed = false

  constructor(
    keys: KeyKeeper,
    options: {
      member: string
      seen: SeenMessages
      keyTimeoutMs: number
      onRejected: (reason: string) => void
    },
  ) {
    this.keys = keys
    this.sealer = new MessageSealer(options.member, Date.now)
    this.opener = new MessageOpener(options.seen)
    this.keyTimeoutMs = options.keyTimeoutMs
    this.onRejected = options.onRejected
  }

  /** Throws `waiting-for-key`, `message-cap` or `closed`. */
  seal(channel: ChannelName, plain: Uint8Array): Buffer {
    if (this.isClosed) throw clientClosed()
    const { primary } = this.keys.ring
    if (primary === undefined) {
      throw new ClientError('waiting-for-key', `no key to encrypt under yet (${this.keys.state})`)
    }
    const { messageCap: cap } = this.keys.limits
    if (this.sealer.countOf(primary.id) >= cap * capWarning) this.keys.requestRotation('message cap')
    const message = this.sealer.seal({ id: primary.id, seed: primary.secret.expose() }, channel, {
      plain,
      cap,
    })
    this.sealedCount++
    return message
  }

  /** Opens a message; one under an unknown key waits a while for that key. Throws `closed`. */
  async open(channel: ChannelName, message: Buffer): Promise<OpenedMessage> {
    if (this.isClosed) throw clientClosed()
    const deadline = performance.now() + this.keyTimeoutMs
    let opened = this.openNow(channel, message)
    while (isWorthWaiting(opened) && this.waiting < mostWaiting && !this.isClosed) {
      const left = deadline - performance.now()
      if (left <= 0) break
      this.waiting++
      await this.keys.ring.changed(left)
      this.waiting--
      opened = this.openNow(channel, message)
    }
    if (opened.kind === 'opened') this.openedCount++
    else this.onRejected(opened.reason)
    return opened
  }

  /** The ring changed: what was derived from keys that are gone is zeroed. */
  forgetKeys(): void {
    this.opener.forgetKeys((keyId) => this.keys.ring.key(keyId) !== undefined)
  }

  /** What waits for a key is rejected at once. Gives what was seen. */
  close(): SeenBoot[] {
    this.isClosed = true
    this.keys.ring.wake()
    this.sealer.destroy()
    this.opener.forgetKeys(() => false)
    return this.opener.seen()
  }

  private openNow(channel: ChannelName, message: Buffer): OpenedMessage {
    const context: OpeningContext = {
      channel,
      seedOf: (keyId) => this.keys.ring.key(keyId)?.secret.expose(),
      now: Date.now(),
      longestMessageAge: this.keys.limits.longestMessageAge,
    }
    return this.opener.open(message, context)
  }
}

function isWorthWaiting(opened: OpenedMessage): boolean {
  return opened.kind === 'rejected' && opened.reason === 'unknown-key'
}
