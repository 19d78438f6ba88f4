import { deriveMessageKey } from '../rotation/index.ts'
import { open } from './chacha.ts'
import { nonceOf, type ParsedMessage, parseMessage } from './message-header.ts'
import type { ChannelName } from './message-sealer.ts'
import { ReplayWindow } from './replay-window.ts'

/** Why a message was not opened. `unknown-key` may pass once the key arrives; everything else is final. */
export type RejectionReason =
  | 'malformed'
  | 'unknown-key'
  | 'wrong-sender'
  | 'too-old'
  | 'from-the-future'
  | 'tampered'
  | 'replayed'

export type OpenedMessage =
  | { readonly kind: 'opened'; readonly plain: Buffer; readonly sender: string; readonly keyId: string }
  | { readonly kind: 'rejected'; readonly reason: RejectionReason; readonly keyId?: string }

/** What opening depends on besides the message. */
export interface OpeningContext {
  readonly channel: ChannelName
  readonly seedOf: (keyId: string) => Uint8Array | undefined
  /** ms since 1970. */
  readonly now: number
  /** ms. A message as much ahead of the clock as this is refused too. */
  readonly longestMessageAge: number
}

interface Sender {
  readonly key: Buffer
  readonly window: ReplayWindow
  readonly keyId: string
  lastSeen: number
}

const sendersKept = 4096

/** Opens messages, each at most once. Remembers a sender only after one of its messages proved genuine. */
export class MessageOpener {
  /** By key id, channel, sender and boot; least recently seen first. */
  private readonly senders = new Map<string, Sender>()
  /** By sender and boot: one window over all keys and channels, as there is one counter. */
  private readonly windows = new Map<string, { window: ReplayWindow; lastSeen: number }>()

  open(message: Buffer, context: OpeningContext): OpenedMessage {
    const parsed = parseMessage(message)
    if (parsed === undefined) return { kind: 'rejected', reason: 'malformed' }
    const { header } = parsed
    const refusal = refusalOf(parsed, context)
    if (refusal !== undefined) return { kind: 'rejected', reason: refusal, keyId: header.keyId }
    const sender = this.senderOf(parsed, context)
    if (sender === undefined) return { kind: 'rejected', reason: 'unknown-key', keyId: header.keyId }
    const nonce = nonceOf(header.counter)
    const plain = open(sender.key, { ...parsed, nonce, header: parsed.headerBytes })
    if (plain === undefined) return { kind: 'rejected', reason: 'tampered', keyId: header.keyId }
    if (!this.remember(parsed, sender, context)) {
      plain.fill(0)
      return { kind: 'rejected', reason: 'replayed', keyId: header.keyId }
    }
    return { kind: 'opened', plain, sender: header.sender, keyId: header.keyId }
  }

  /** Zeroes what was derived from keys that are gone. */
  forgetKeys(isKept: (keyId: string) => boolean): void {
    for (const [name, sender] of this.senders) if (!isKept(sender.keyId)) this.drop(name, sender)
  }

  private senderOf({ header }: ParsedMessage, { channel, seedOf, now }: OpeningContext): Sender | undefined {
    const name = nameOf(header, channel)
    const known = this.senders.get(name)
    if (known !== undefined) return known
    const seed = seedOf(header.keyId)
    if (seed === undefined) return undefined
    const key = deriveMessageKey(seed, { ...channel, ...header })
    const window = this.windows.get(bootOf(header))?.window ?? new ReplayWindow()
    return { key, window, keyId: header.keyId, lastSeen: now }
  }

  private remember({ header }: ParsedMessage, sender: Sender, context: OpeningContext): boolean {
    const { channel, now, longestMessageAge } = context
    if (!sender.window.accept(header.counter)) return false
    const name = nameOf(header, channel)
    if (!this.senders.has(name)) {
      this.forgetOldest(now - 2 * longestMessageAge)
      this.senders.set(name, sender)
    }
    sender.lastSeen = now
    const boot = bootOf(header)
    const seen = this.windows.get(boot)
    if (seen === undefined) this.windows.set(boot, { window: sender.window, lastSeen: now })
    else seen.lastSeen = now
    return true
  }

  /** A window may go once every message it has seen is too old to be accepted again. */
  private forgetOldest(before: number): void {
    for (const [boot, { lastSeen }] of this.windows) if (lastSeen < before) this.windows.delete(boot)
    for (const [name, sender] of this.senders) {
      if (sender.lastSeen < before || this.senders.size > sendersKept) this.drop(name, sender)
    }
  }

  private drop(name: string, sender: Sender): void {
    sender.key.fill(0)
    this.senders.delete(name)
  }
}

function refusalOf({ header }: ParsedMessage, context: OpeningContext): RejectionReason | undefined {
  const { channel, now, longestMessageAge } = context
  if (!header.sender.startsWith(`${channel.from}@`)) return 'wrong-sender'
  if (header.sentAt < now - longestMessageAge) return 'too-old'
  return header.sentAt > now + longestMessageAge ? 'from-the-future' : undefined
}

function nameOf(header: ParsedMessage['header'], { from, to }: ChannelName): string {
  return `${header.keyId} ${from}→${to} ${bootOf(header)}`
}

function bootOf({ sender, bootId }: ParsedMessage['header']): string {
  return `${sender} ${bootId.toString('base64')}`
}
