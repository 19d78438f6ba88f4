import { chmodSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type KeyringContent, writeKeyring } from '../../../src/client/index.ts'
import {
  MessageOpener,
  type OpenedMessage,
  type OpeningContext,
} from '../../../src/client/messages/message-opener.ts'
import { type ChannelName, MessageSealer } from '../../../src/client/messages/message-sealer.ts'
import { expectGolden } from '../../support/golden.ts'
import { cppMissing, describeGroup } from '../../support/groups.ts'
import { histories, type Step } from './message-histories.ts'
import { keyring, type MessageVectors, messageVectors } from './message-vectors.ts'
import { compile, LineProgram, nativeFolder, sanitized } from './native-program.ts'
import { sealWith } from './sealed-messages.ts'

const vectorsFile = join(import.meta.dirname, 'golden/messages.json')
/** Histories that both judge; `npm run chaos` has many, and time for them. */
const runs = Number(process.env.APPIA_NATIVE ?? 150)
const longRun = 1_800_000
const common = ['malformed', 'replayed', 'tampered', 'too-old', 'unknown-key', 'wrong-sender']
const flows: ChannelName = { from: 'sniffer', to: 'detector' }
const now = 1_800_000_000_000
const [k1, k2] = keyring.keys
if (k1 === undefined || k2 === undefined) throw new Error('the keyring of the vectors has two keys')

function contextOf({ keys, limits }: KeyringContent, at: number, channel = flows): OpeningContext {
  const seedOf = (id: string) => keys.find((key) => key.id === id)?.seed
  return { channel, seedOf, now: at, longestMessageAge: limits.longestMessageAge }
}

/** As the program says it. */
function verdictOf(opened: OpenedMessage): string {
  const hex = (text: string | Buffer) => Buffer.from(text).toString('hex') || '-'
  return opened.kind === 'opened'
    ? `opened ${hex(opened.plain)} ${hex(opened.sender)} ${hex(opened.keyId)}`
    : `rejected ${opened.reason} ${hex(opened.keyId ?? '')}`
}

function withBit(message: Buffer, bit: number): Buffer {
  const changed = Buffer.from(message)
  const at = Math.floor(bit / 8) % message.length
  changed[at] = (changed[at] ?? 0) ^ (1 << (bit % 8))
  return changed
}

describe('the vectors of messages', () => {
  it('are what is sealed today', () => {
    expectGolden(vectorsFile, `${JSON.stringify(messageVectors(), null, 2)}\n`)
  })

  it('are opened and refused by appia/client as they say', () => {
    const { vectors, notBefore } = JSON.parse(readFileSync(vectorsFile, 'utf8')) as MessageVectors
    const opener = new MessageOpener({ notBefore, boots: [] })
    for (const { what, channel, message, verdict } of vectors) {
      const opened = opener.open(Buffer.from(message, 'hex'), contextOf(keyring, now, channel))
      expect(verdictOf(opened), what).toMatch(new RegExp(`^(rejected )?${verdict} `))
    }
  })
})

describeGroup('cpp', cppMissing(), 'messages in C++', () => {
  const folder = nativeFolder()
  const path = join(folder.memory, 'keyring')
  const driver = join(folder.disk, 'driver')
  let program: LineProgram

  beforeAll(async () => {
    await compile('clang++', ['-std=c++20', ...sanitized, '-o', driver], ['keyring_driver.cpp'])
  })
  beforeAll(() => {
    program = new LineProgram(driver)
  })
  afterAll(async () => {
    const code = await program.end()
    folder.remove()
    expect(code, program.output.slice(-4000)).toBe(0)
  })

  /** A receiver and a sender anew, which know nothing of what was sent until `at`. */
  async function start(content: KeyringContent, at: number): Promise<void> {
    await writeKeyring(path, content)
    expect(await program.ask('open', path, '-')).toBe('ok')
    await program.ask('clock', at)
    await program.ask('opener', '-')
  }

  function read(message: Uint8Array, { from, to } = flows): Promise<string> {
    return program.ask('read', from, to, message)
  }

  it('are opened and refused as the vectors say', async () => {
    const { vectors, ...given } = JSON.parse(readFileSync(vectorsFile, 'utf8')) as MessageVectors
    writeFileSync(`${path}.new`, Buffer.from(given.keyring, 'hex'))
    chmodSync(`${path}.new`, 0o400)
    renameSync(`${path}.new`, path)
    await program.ask('open', path, '-')
    await program.ask('clock', given.notBefore)
    await program.ask('opener', '-')
    await program.ask('clock', given.now)
    for (const { what, channel, message, verdict } of vectors) {
      const answer = await read(Buffer.from(message, 'hex'), channel)
      expect(answer, what).toMatch(new RegExp(`^(rejected )?${verdict} `))
    }
  })

  it('that C++ sealed are opened by appia/client, over keys and channels', async () => {
    await start(keyring, now)
    const opener = new MessageOpener({ notBefore: 0, boots: [] })
    const open = (message: string, channel: ChannelName) =>
      opener.open(Buffer.from(message.replace('sealed ', ''), 'hex'), contextOf(keyring, now, channel))
    const plains = [Buffer.alloc(0), Buffer.from('verdict'), Buffer.alloc(10_000, 'long ')]
    for (const primary of ['k1-a', 'k2-b']) {
      await writeKeyring(path, { ...keyring, primary })
      for (const to of ['firewall', 'rag', 'firewall']) {
        for (const plain of plains) {
          const message = await program.ask('seal', 'detector', to, plain)
          const expected = { kind: 'opened', plain, sender: 'detector@gw-01', keyId: primary }
          expect(open(message, { from: 'detector', to })).toEqual(expected)
          expect(open(message, { from: 'detector', to })).toMatchObject({ reason: 'replayed' })
        }
      }
    }
  })

  it('under an unknown key are opened once the new keyring is there, with patience or at the next attempt', async () => {
    const old = { ...keyring, primary: 'k1-a', keys: [k1] }
    await start(old, now)
    const sealer = new MessageSealer('sniffer@gw-01', () => now + 1)
    const seal = () => sealer.seal(k2, flows, { plain: Buffer.from('x'), cap: 100 })
    expect(await read(seal())).toMatch(/^rejected unknown-key/)
    const patient = program.ask('read', flows.from, flows.to, seal(), 20_000)
    await new Promise((resolve) => setTimeout(resolve, 50))
    await writeKeyring(path, keyring)
    expect(await patient).toMatch(/^opened/)
    expect(await read(seal())).toMatch(/^opened/)
    expect(await program.ask('read', flows.from, flows.to, seal().fill('k3', 2, 4), 30)).toMatch(
      /^rejected unknown-key/,
    )
  })

  it(
    'are judged as appia/client judges them: keys, channels, clocks, replays and alterations in any order',
    async () => {
      const verdicts = new Map<string, number>()
      await fc.assert(
        fc.asyncProperty(histories(k1, k2), async (steps) => {
          for (const verdict of await judge(steps)) verdicts.set(verdict, (verdicts.get(verdict) ?? 0) + 1)
        }),
        { numRuns: runs },
      )
      // Otherwise the histories say less than they seem to.
      for (const verdict of [...common, 'opened']) {
        expect(verdicts.get(verdict), verdict).toBeGreaterThan(runs / 10)
      }
    },
    longRun,
  )

  /** Both judge each message of a history; gives the verdicts. */
  async function judge(steps: readonly Step[]): Promise<string[]> {
    let at = now
    let content: KeyringContent = { ...keyring, primary: null }
    const opener = new MessageOpener({ notBefore: at, boots: [] })
    const sealers = new Map<string, MessageSealer>()
    const messages: { bytes: Buffer; channel: ChannelName }[] = []
    const verdicts: string[] = []
    await start(content, at)
    await program.ask('clock', ++at)
    for (const step of steps) {
      if (step.do === 'seal') {
        const sealer = sealers.get(step.sender) ?? new MessageSealer(step.sender, () => at)
        sealers.set(step.sender, sealer)
        const bytes = sealer.seal(step.key, step.channel, { plain: Buffer.from('a flow'), cap: 1e9 })
        messages.push({ bytes, channel: step.channel })
      } else if (step.do === 'wait') {
        at += step.ms
        await program.ask('clock', at)
      } else if (step.do === 'keys') {
        content = { ...content, keys: step.keys }
        await writeKeyring(path, content)
        opener.forgetKeys((id) => step.keys.some((key) => key.id === id))
      } else {
        const sent = messages[step.message % Math.max(messages.length, 1)]
        if (sent === undefined) continue
        const bytes = step.bit === null ? sent.bytes : withBit(sent.bytes, step.bit)
        const channel = step.channel ?? sent.channel
        const verdict = verdictOf(opener.open(bytes, contextOf(content, at, channel)))
        expect(await read(bytes, channel)).toBe(verdict)
        verdicts.push(verdict.split(' ')[verdict.startsWith('opened') ? 0 : 1] ?? '')
      }
    }
    return verdicts
  }

  it(
    'are opened once each, whatever their counters, as appia/client has it',
    async () => {
      const counter = fc.oneof(
        fc.nat(200),
        fc.nat(20_000),
        fc.integer({ min: Number.MAX_SAFE_INTEGER - 5000, max: Number.MAX_SAFE_INTEGER }),
      )
      await fc.assert(
        fc.asyncProperty(fc.array(counter, { maxLength: 100 }), async (counters) => {
          await start(keyring, now)
          const opener = new MessageOpener({ notBefore: now, boots: [] })
          const header = {
            keyId: 'k1-a',
            sender: 'sniffer@gw-01',
            bootId: Buffer.alloc(16, 1),
            sentAt: now + 1,
          }
          const answers = counters.map(async (counter) => {
            const message = sealWith(
              { ...header, counter },
              { seed: k1.seed, channel: flows, plain: Buffer.of(1) },
            )
            const expected = verdictOf(opener.open(message, contextOf(keyring, now)))
            expect(await read(message)).toBe(expected)
          })
          await Promise.all(answers)
        }),
        { numRuns: Math.ceil(runs / 5) },
      )
    },
    longRun,
  )

  it('of more senders than are remembered are still opened once', async () => {
    await start(keyring, now)
    const message = (boot: number) => {
      const bootId = Buffer.alloc(16)
      bootId.writeUInt32BE(boot)
      return sealWith(
        { keyId: 'k1-a', sender: 'sniffer@gw-01', bootId, counter: 0, sentAt: now + 1 },
        { seed: k1.seed, channel: flows, plain: Buffer.of(1) },
      )
    }
    const many = Array.from({ length: 4200 }, (_, boot) => message(boot))
    const first = await Promise.all(many.map((each) => read(each)))
    const again = await Promise.all(many.map((each) => read(each)))
    expect(new Set(first.map((answer) => answer.split(' ')[0]))).toEqual(new Set(['opened']))
    expect(new Set(again)).toEqual(new Set([`rejected replayed ${Buffer.from('k1-a').toString('hex')}`]))
  })

  describe('over a restart of their receiver', () => {
    const seen = join(folder.disk, 'seen')
    const begin = async () => {
      await program.ask('open', path, '-')
      await program.ask('opener', seen)
    }
    const sealer = new MessageSealer('sniffer@gw-01', () => now + 1)
    const seal = () => sealer.seal(k1, flows, { plain: Buffer.from('x'), cap: 1e9 })

    it('that ended in order: those that waited are opened, those that were seen are not', async () => {
      await start(keyring, now)
      await begin()
      const [one, two] = [seal(), seal()]
      expect(await read(one)).toMatch(/^opened/)
      await program.ask('close')
      await program.ask('clock', now + 5)
      await begin()
      expect(await read(one)).toMatch(/^rejected replayed/)
      expect(await read(two)).toMatch(/^opened/)
    })

    it('that crashed, or whose file was damaged: what was sent before is refused', async () => {
      await start(keyring, now)
      await begin()
      const one = seal()
      program.kill()
      program = new LineProgram(driver)
      await program.ask('clock', now + 5)
      await begin()
      expect(await read(one)).toMatch(/^rejected before-start/)
      await program.ask('close')
      writeFileSync(seen, readFileSync(seen).subarray(1))
      await begin()
      expect(await read(one)).toMatch(/^rejected before-start/)
    })

    it('that began twice from one file: only one knows', async () => {
      await start(keyring, now)
      await begin()
      const one = seal()
      const second = new LineProgram(driver)
      await second.ask('open', path, '-')
      await second.ask('clock', now + 5)
      await second.ask('opener', seen)
      expect(await read(one)).toMatch(/^opened/)
      await program.ask('close')
      expect(await second.ask('read', flows.from, flows.to, one)).toMatch(/^rejected before-start/)
      expect(await second.end()).toBe(0)
    })
  })
})
