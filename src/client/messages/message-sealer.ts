import { randomBytes } from 'node:crypto'
import { deriveMessageKey } from '../../rotation/index.ts'
import { ClientError } from '../client-error.ts'
import { seal } from './chacha.ts'
import { bootIdBytes, encodeHeader, nonceOf } from './message-header.ts'

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
  private sealedUnderKey = new Map<string, number>()
  private readonly messageKeys = new Map<string, Buffer>()

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
    const header = encodeHeader({
      keyId: key.id,
      sender: this.sender,
      bootId: this.bootId,
      counter,
      sentAt: this.now(),
    })
    const { sealed, tag } = seal(this.messageKey(key, channel), { nonce: nonceOf(counter), header, plain })
    return Buffer.concat([header, sealed, tag])
  }

  /** Zeroes the derived keys. */
  destroy(): void {
    for (const key of this.messageKeys.values()) key.fill(0)
    this.messageKeys.clear()
  }

  private messageKey(key: SealingKey, { from, to }: ChannelName): Buffer {
    if (key.id !== this.keyId) {
      this.destroy()
      this.keyId = key.id
    }
    const name = `${from}→${to}`
    const earlierKey = this.messageKeys.get(name)
    if (earlierKey !== undefined) return earlierKey
    const binding = { keyId: key.id, from, to, sender: this.sender, bootId: this.bootId }
    const derived = deriveMessageKey(key.seed, binding)
    this.messageKeys.set(name, derived)
    return derived
  }
}
