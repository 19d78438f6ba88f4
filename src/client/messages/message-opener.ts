import { deriveMessageKey } from '../../rotation/index.ts'
import { open } from './chacha.ts'
import { nonceOf, type ParsedMessage, parseMessage } from './message-header.ts'
import type { ChannelName } from './message-sealer.ts'
import { ReplayWindow, type WindowState } from './replay-window.ts'

/** Why a message was not opened. `unknown-key` may pass once the key arrives; everything else is final. */
export type RejectionReason =
  | 'malformed'
  | 'unknown-key'
  | 'wrong-sender'
  | 'too-old'
  | 'from-the-future'
  | 'before-start'
  | 'tampered'
  | 'replayed'

/** What became of a message: its plain text with its sender (component@node) and key, or why it was not opened. */
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

/** One start of one sender: one counter over all keys and channels, so one window. */
interface Boot {
  readonly window: ReplayWindow
  /** ms since 1970. */
  lastSeen: number
}

/** What an opener begins with: what its process has seen before. */
export interface SeenMessages {
  /** ms since 1970. Nothing sent at or before it is opened: whether that was seen is not known. */
  readonly notBefore: number
  readonly boots: readonly SeenBoot[]
}

/** One start of one sender, and which of its messages were seen. */
export interface SeenBoot {
  /** Sender and boot id. */
  readonly boot: string
  readonly window: WindowState
  /** ms since 1970. */
  readonly lastSeen: number
}

interface Sender {
  readonly key: Buffer
  readonly keyId: string
  readonly boot: Boot
}

const sendersKept = 4096

/** Opens messages, each at most once. Remembers a sender only after one of its messages proved genuine. */
export class MessageOpener {
  /** By channel, key id, sender and boot. */
  private readonly senders = new Map<string, Sender>()
  /** By sender and boot. */
  private readonly boots: Map<string, Boot>
  private readonly notBefore: number

  constructor({ notBefore, boots }: SeenMessages) {
    this.notBefore = notBefore
    this.boots = new Map(
      boots.map(({ boot, window, lastSeen }) => [boot, { window: ReplayWindow.restore(window), lastSeen }]),
    )
  }

  /** What a later opener has to know, so that nothing is opened twice. */
  seen(): SeenBoot[] {
    return [...this.boots].map(([boot, { window, lastSeen }]) => ({ boot, window: window.state(), lastSeen }))
  }

  open(message: Buffer, context: OpeningContext): OpenedMessage {
    const parsed = parseMessage(message)
    if (parsed === undefined) return { kind: 'rejected', reason: 'malformed' }
    const { header } = parsed
    const refusal = refusalOf(parsed, context, this.notBefore)
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

  private senderOf(parsed: ParsedMessage, { channel, seedOf, now }: OpeningContext): Sender | undefined {
    const { header } = parsed
    const sender = this.senders.get(nameOf(parsed, channel))
    if (sender !== undefined) return sender
    const seed = seedOf(header.keyId)
    if (seed === undefined) return undefined
    const key = deriveMessageKey(seed, { ...channel, ...header })
    const boot = this.boots.get(bootOf(header)) ?? { window: new ReplayWindow(), lastSeen: now }
    return { key, keyId: header.keyId, boot }
  }

  /** False for a message that was seen before. A sender is new until a message of it proved genuine. */
  private remember(parsed: ParsedMessage, sender: Sender, context: OpeningContext): boolean {
    const { channel, now, longestMessageAge } = context
    if (!sender.boot.window.accept(parsed.header.counter)) return false
    sender.boot.lastSeen = now
    const name = nameOf(parsed, channel)
    if (this.senders.has(name)) return true
    this.forgetOldest(now - 2 * longestMessageAge)
    this.senders.set(name, sender)
    this.boots.set(bootOf(parsed.header), sender.boot)
    return true
  }

  /** A window may go once every message it has seen is too old to be accepted again. */
  private forgetOldest(before: number): void {
    for (const [boot, { lastSeen }] of this.boots) if (lastSeen < before) this.boots.delete(boot)
    for (const [name, sender] of this.senders) {
      if (sender.boot.lastSeen < before || this.senders.size > sendersKept) this.drop(name, sender)
    }
  }

  private drop(name: string, sender: Sender): void {
    sender.key.fill(0)
    this.senders.delete(name)
  }
}

function refusalOf(
  { header }: ParsedMessage,
  { channel, now, longestMessageAge }: OpeningContext,
  notBefore: number,
): RejectionReason | undefined {
  if (!header.sender.startsWith(`${channel.from}@`)) return 'wrong-sender'
  if (header.sentAt < now - longestMessageAge) return 'too-old'
  if (header.sentAt <= notBefore) return 'before-start'
  return header.sentAt > now + longestMessageAge ? 'from-the-future' : undefined
}

function nameOf({ origin }: ParsedMessage, { from, to }: ChannelName): string {
  return `${from}→${to} ${origin}`
}

function bootOf({ sender, bootId }: ParsedMessage['header']): string {
  return `${sender} ${bootId.toString('base64')}`
}
