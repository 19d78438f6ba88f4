import { randomBytes } from 'node:crypto'
import { deriveMessageKey } from '../../rotation/index.ts'
import { ClientError } from '../client-error.ts'
import { seal } from './chacha.ts'
import { bootIdBytes, encodeHeader, nonceOf, numberHeader, tagBytes } from './message-header.ts'

/** One direction between two components: `{ from: 'sniffer', to: 'detector' }`. */
export interface ChannelName {
  readonly from: string
  readonly to: string
}

/** A key as the sealer needs it. */
export interface SealingKey {
  readonly id: string
  readonly seed: Uint8Array
}

/** Seals messages of one sender. The counter never returns to a value in the life of a boot id, whatever the key. */
export class MessageSealer {
  private readonly sender: string
  private readonly bootId = randomBytes(bootIdBytes)
  private readonly now: () => number
  private counter = 0
  private keyId = ''
  /** Of messages under the key in use; counter and time are those of the last one. */
  private header: Buffer = Buffer.alloc(0)
  private sealedUnderKey = new Map<string, number>()
  private readonly nonce = nonceOf(0)
  /** By both ends of the channel. */
  private readonly messageKeys = new Map<string, Map<string, Buffer>>()

  constructor(sender: string, now: () => number) {
    this.sender = sender
    this.now = now
  }

  /** How many messages were sealed under a key since the start. */
  countOf(keyId: string): number {
    return this.sealedUnderKey.get(keyId) ?? 0
  }

  /** Throws `message-cap` once `cap` messages were sealed under the key. */
  seal(key: SealingKey, channel: ChannelName, { plain, cap }: { plain: Uint8Array; cap: number }): Buffer {
    const count = this.countOf(key.id)
    if (count >= cap) {
      throw new ClientError(
        'message-cap',
        `${count} messages were sealed under key ${key.id}, as many as allowed`,
      )
    }
    this.sealedUnderKey.set(key.id, count + 1)
    const counter = this.counter++
    const messageKey = this.messageKey(key, channel)
    const { header } = this
    numberHeader(header, { counter, sentAt: this.now() })
    const { sealed, tag } = seal(messageKey, { nonce: nonceOf(counter, this.nonce), header, plain })
    const message = Buffer.allocUnsafe(header.length + sealed.length + tagBytes)
    message.set(header)
    message.set(sealed, header.length)
    message.set(tag, header.length + sealed.length)
    return message
  }

  /** Zeroes the derived keys. */
  destroy(): void {
    for (const keys of this.messageKeys.values()) for (const key of keys.values()) key.fill(0)
    this.messageKeys.clear()
  }

  private messageKey(key: SealingKey, { from, to }: ChannelName): Buffer {
    if (key.id !== this.keyId) {
      this.destroy()
      this.keyId = key.id
      const { sender, bootId } = this
      this.header = encodeHeader({ keyId: key.id, sender, bootId, counter: 0, sentAt: 0 })
    }
    const keys = this.messageKeys.get(from) ?? new Map<string, Buffer>()
    const earlierKey = keys.get(to)
    if (earlierKey !== undefined) return earlierKey
    const binding = { keyId: key.id, from, to, sender: this.sender, bootId: this.bootId }
    const derived = deriveMessageKey(key.seed, binding)
    this.messageKeys.set(from, keys.set(to, derived))
    return derived
  }
}
