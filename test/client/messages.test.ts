import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { encodeHeader, nonceOf, parseMessage } from '../../src/client/messages/message-header.ts'
import { MessageOpener, type OpeningContext } from '../../src/client/messages/message-opener.ts'
import { MessageSealer } from '../../src/client/messages/message-sealer.ts'
import { ReplayWindow } from '../../src/client/messages/replay-window.ts'

const channel = { from: 'sniffer', to: 'detector' }
const key = { id: 'k1', seed: Buffer.alloc(32, 1) }
const now = Date.parse('2026-11-23T00:00:00Z')
const plain = Buffer.from('a flow')
const cap = 100
const nothingSeen = { notBefore: 0, boots: [] }

function sealer(at = now): MessageSealer {
  return new MessageSealer('sniffer@gw-01', () => at)
}

function context(change: Partial<OpeningContext> = {}): OpeningContext {
  const seedOf = (id: string) => (id === key.id ? key.seed : undefined)
  return { channel, seedOf, now, longestMessageAge: 30_000, ...change }
}

describe('a message', () => {
  it('is opened once, by its channel, and names its sender', () => {
    const opener = new MessageOpener(nothingSeen)
    const message = sealer().seal(key, channel, { plain, cap })
    expect(opener.open(message, context())).toEqual({
      kind: 'opened',
      plain,
      sender: 'sniffer@gw-01',
      keyId: 'k1',
    })
    expect(opener.open(message, context())).toMatchObject({ kind: 'rejected', reason: 'replayed' })
  })

  it.each([
    ['tampered', 'on another channel', context({ channel: { from: 'sniffer', to: 'firewall' } })],
    [
      'wrong-sender',
      'on a channel that is not its sender’s',
      context({ channel: { from: 'rag', to: 'detector' } }),
    ],
    ['unknown-key', 'without its key', context({ seedOf: () => undefined })],
    ['tampered', 'under another seed', context({ seedOf: () => Buffer.alloc(32, 2) })],
    ['too-old', 'after the longest message age', context({ now: now + 30_001 })],
    ['from-the-future', 'far ahead of the clock', context({ now: now - 30_001 })],
  ])('is rejected as %s %s', (reason, _where, where) => {
    const message = sealer().seal(key, channel, { plain, cap })
    expect(new MessageOpener(nothingSeen).open(message, where)).toMatchObject({ kind: 'rejected', reason })
  })

  it('that was sent before a receiver started which remembers nothing is rejected as before-start', () => {
    const opener = new MessageOpener({ notBefore: now, boots: [] })
    const before = sealer().seal(key, channel, { plain, cap })
    expect(opener.open(before, context())).toMatchObject({ kind: 'rejected', reason: 'before-start' })
    const after = sealer(now + 1).seal(key, channel, { plain, cap })
    expect(opener.open(after, context()).kind).toBe('opened')
  })

  it('is opened once over any number of receivers that hand on what they have seen', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(30), { maxLength: 80 }), fc.array(fc.nat(80)), (order, restarts) => {
        const sender = sealer()
        const messages = Array.from({ length: 31 }, () => sender.seal(key, channel, { plain, cap }))
        let opener = new MessageOpener(nothingSeen)
        const opened = new Set<number>()
        for (const [turn, index] of order.entries()) {
          if (restarts.includes(turn)) opener = new MessageOpener({ notBefore: 0, boots: opener.seen() })
          const { kind } = opener.open(messages[index] as Buffer, context())
          expect(kind).toBe(opened.has(index) ? 'rejected' : 'opened')
          opened.add(index)
        }
      }),
    )
  })

  it('is rejected with any byte changed, cut short or made up', () => {
    const message = sealer().seal(key, channel, { plain, cap })
    const opener = new MessageOpener(nothingSeen)
    fc.assert(
      fc.property(fc.nat(message.length - 1), fc.integer({ min: 1, max: 255 }), (at, change) => {
        const changed = Buffer.from(message)
        changed[at] = (changed[at] ?? 0) ^ change
        expect(opener.open(changed, context()).kind).toBe('rejected')
        expect(opener.open(message.subarray(0, at), context()).kind).toBe('rejected')
      }),
    )
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => {
        expect(opener.open(Buffer.from(bytes), context()).kind).toBe('rejected')
      }),
    )
    expect(opener.open(message, context()).kind).toBe('opened')
  })

  it('never shares key and nonce with another, over keys, channels and restarts', () => {
    const used = new Set<string>()
    for (let start = 0; start < 20; start++) {
      const sender = sealer()
      for (let index = 0; index < 50; index++) {
        const id = `k${index % 3}`
        const where = { from: 'sniffer', to: index % 2 === 0 ? 'detector' : 'firewall' }
        const message = sender.seal({ id, seed: key.seed }, where, { plain, cap })
        const header = parseMessage(message)?.header
        used.add(`${id} ${where.to} ${header?.bootId.toString('hex')} ${header?.counter}`)
      }
    }
    expect(used.size).toBe(1000)
  })

  it('stays what it was, whatever is sealed after it under this and other keys, for this and other channels', () => {
    const sender = sealer()
    const seedOf = (id: string) => Buffer.alloc(32, id)
    const sealed = Array.from({ length: 40 }, (_, index) => {
      const id = `key-${'x'.repeat(index % 3)}`
      const to = index % 2 === 0 ? 'detector' : 'firewall'
      const text = Buffer.from(`message ${index}`)
      const message = sender.seal({ id, seed: seedOf(id) }, { ...channel, to }, { plain: text, cap })
      return { id, to, text, message }
    })
    const opener = new MessageOpener(nothingSeen)
    for (const { id, to, text, message } of sealed) {
      const opened = opener.open(message, context({ channel: { ...channel, to }, seedOf }))
      expect(opened).toEqual({ kind: 'opened', plain: text, sender: 'sniffer@gw-01', keyId: id })
    }
  })

  it('is not sealed beyond the cap of its key; another key begins anew', () => {
    const sender = sealer()
    for (let index = 0; index < 3; index++) sender.seal(key, channel, { plain, cap: 3 })
    expect(() => sender.seal(key, channel, { plain, cap: 3 })).toThrow(
      expect.objectContaining({ code: 'message-cap' }),
    )
    expect(sender.seal({ ...key, id: 'k2' }, channel, { plain, cap: 3 })).toBeInstanceOf(Buffer)
  })
})

describe('the header of a message', () => {
  it('is malformed where a name is not UTF-8: no text of its own could be bound into a key', () => {
    const header = { keyId: 'k1', sender: 's@n', bootId: Buffer.alloc(16), counter: 1, sentAt: 1 }
    const message = Buffer.concat([encodeHeader(header), Buffer.alloc(16)])
    expect(parseMessage(message)).toBeDefined()
    for (const at of [2, 5]) {
      const changed = Buffer.from(message)
      changed[at] = 0xff
      expect(parseMessage(changed)).toBeUndefined()
    }
  })

  it('parses to what was encoded', () => {
    const name = fc.string({ minLength: 1, maxLength: 60, unit: 'binary-ascii' })
    const whole = fc.nat({ max: Number.MAX_SAFE_INTEGER })
    const bootId = fc.uint8Array({ minLength: 16, maxLength: 16 }).map((bytes) => Buffer.from(bytes))
    fc.assert(
      fc.property(
        fc.record({ keyId: name, sender: name, bootId, counter: whole, sentAt: whole }),
        (header) => {
          const headerBytes = encodeHeader(header)
          expect(parseMessage(Buffer.concat([headerBytes, Buffer.alloc(16)]))).toMatchObject({
            header,
            headerBytes,
          })
        },
      ),
    )
  })

  it('gives a nonce of its own to each counter', () => {
    expect(nonceOf(1).toString('hex')).toBe('000000000100000000000000')
    expect(nonceOf(2 ** 40).toString('hex')).toBe('000000000000000000010000')
    fc.assert(
      fc.property(fc.maxSafeNat(), fc.maxSafeNat(), (earlier, counter) => {
        const nonce = nonceOf(counter, nonceOf(earlier))
        expect(nonce.readBigUInt64LE(4)).toBe(BigInt(counter))
        expect(nonce.readUInt32LE(0)).toBe(0)
      }),
    )
  })
})

describe('the replay window', () => {
  it('accepts each counter at most once, and all that are new and recent', () => {
    fc.assert(
      fc.property(fc.array(fc.oneof(fc.nat(200), fc.nat(20_000)), { maxLength: 300 }), (counters) => {
        const window = new ReplayWindow()
        const accepted = new Set<number>()
        let highest = -1
        for (const counter of counters) {
          const isNew = !accepted.has(counter) && counter > highest - 4096
          expect(window.accept(counter)).toBe(isNew)
          if (isNew) accepted.add(counter)
          highest = Math.max(highest, counter)
        }
      }),
    )
  })
})
