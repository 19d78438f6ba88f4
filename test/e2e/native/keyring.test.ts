import { createCipheriv, hkdfSync } from 'node:crypto'
import {
  chmodSync,
  chownSync,
  linkSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { encodeKeyring, type KeyringContent, writeKeyring } from '../../../src/client/index.ts'
import { cppMissing, describeGroup, sharedFolder, sharedMissing } from '../../support/groups.ts'
import { compile, LineProgram, nativeFolder, sanitized } from './native-program.ts'

const seed = Buffer.from('5eedc0de'.repeat(8), 'hex')
const other = Buffer.from('0badf00d'.repeat(8), 'hex')
const limits = { longestMessageAge: 30_000, messageCap: 100 }
const content: KeyringContent = {
  member: 'detector@gw-01',
  generation: 7,
  limits,
  primary: 'k1',
  keys: [{ id: 'k1', seed }],
}

describeGroup('cpp', cppMissing(), 'a keyring in C++', () => {
  const folder = nativeFolder()
  const path = join(folder.memory, 'keyring')
  let program: LineProgram

  beforeAll(async () => {
    await compile(
      'clang++',
      ['-std=c++17', ...sanitized, '-o', join(folder.disk, 'driver')],
      ['keyring_driver.cpp'],
    )
    program = new LineProgram(join(folder.disk, 'driver'))
  })
  afterAll(async () => {
    const code = await program.end()
    folder.remove()
    expect(program.output).not.toContain('runtime error')
    expect(program.output).not.toMatch(/5eedc0de|0badf00d/i)
    expect(code, program.output).toBe(0)
  })

  async function write(change: Partial<KeyringContent> = {}, to = path): Promise<void> {
    await writeKeyring(to, { ...content, ...change })
  }

  function writeBytes(bytes: Buffer, mode = 0o400): void {
    const temporary = `${path}.new`
    writeFileSync(temporary, bytes)
    chmodSync(temporary, mode)
    renameSync(temporary, path)
  }

  it('is what the agent wrote', async () => {
    const keys = [...content.keys, { id: 'k2', seed: other }]
    await write({ keys })
    expect(await program.ask('open', path, 'detector@gw-01')).toBe('ok')
    expect(await program.ask('status')).toBe('detector@gw-01 7 k1 0 : k1 k2')
  })

  describe('is refused', () => {
    it.each<[string, string, () => void | Promise<void>]>([
      ['absent', 'is not there: does the agent of this member run?', () => rmSync(path, { force: true })],
      [
        'wrong-mode',
        'has mode 0440, not 0400: who else could read it may know the keys',
        () => writeBytes(encodeKeyring(content), 0o440),
      ],
      ['wrong-mode', 'has mode 0600', () => writeBytes(encodeKeyring(content), 0o600)],
      ['wrong-mode', 'has mode 4400', () => writeBytes(encodeKeyring(content), 0o4400)],
      [
        'not-a-file',
        'is not a file',
        () => {
          rmSync(path, { force: true })
          mkdirSync(path)
        },
      ],
      [
        'not-a-file',
        'is a link',
        () => {
          rmSync(path, { recursive: true })
          symlinkSync('/dev/null', path)
        },
      ],
      ['damaged', 'is not a keyring', () => writeBytes(Buffer.alloc(0))],
      ['damaged', 'is not a keyring', () => writeBytes(Buffer.from('{"seed": "..."}'))],
      ['damaged', 'is damaged', () => writeBytes(encodeKeyring(content).subarray(0, -1))],
      ['damaged', 'is damaged', () => writeBytes(Buffer.concat([encodeKeyring(content), Buffer.of(0)]))],
      ['damaged', 'is too large for a keyring', () => writeBytes(Buffer.alloc(100 * 1024 * 1024))],
      [
        'unknown-version',
        'has version 2 and this component reads 1',
        () => {
          const bytes = encodeKeyring(content)
          bytes.writeUInt8(2, 13)
          writeBytes(bytes)
        },
      ],
      [
        'other-member',
        'holds the keys of sniffer@gw-01, not of detector@gw-01',
        () => write({ member: 'sniffer@gw-01' }),
      ],
    ])('as %s: it %s', async (code, message, arrange) => {
      await arrange()
      const answer = await program.ask('open', path, 'detector@gw-01')
      expect(answer).toContain(`error ${code} ${path} ${message}`)
    })

    it('with any byte changed, and never ends the program', async () => {
      const bytes = encodeKeyring(content)
      for (let at = 0; at < bytes.length; at++) {
        const changed = Buffer.from(bytes)
        changed[at] = (changed[at] ?? 0) ^ 0x41
        writeBytes(changed)
        expect(await program.ask('open', path, '-')).toMatch(/^error (damaged|unknown-version) /)
      }
    })

    it('on a disk, unless a developer allows it', async () => {
      const onDisk = join(folder.disk, 'keyring')
      await write({}, onDisk)
      expect(await program.ask('open', onDisk, '-')).toContain('error on-disk')
      expect(await program.ask('open', onDisk, '-', 'disk')).toBe('ok')
    })

    it.skipIf(process.getuid?.() !== 0)('as wrong-owner where another user owns it', async () => {
      await write()
      chownSync(path, 65_534, 65_534)
      expect(await program.ask('open', path, '-')).toMatch(
        /error wrong-owner .* belongs to user 65534, and this process runs as 0/,
      )
    })
  })

  describe('that is replaced', () => {
    const channel = ['detector', 'firewall'] as const

    async function open(): Promise<void> {
      await write()
      expect(await program.ask('open', path, '-')).toBe('ok')
    }

    it('is read again at the next message, and sealed under its primary key', async () => {
      await open()
      await write({ generation: 8, primary: 'k2', keys: [...content.keys, { id: 'k2', seed: other }] })
      expect(await program.ask('seal', ...channel, Buffer.from('x'))).toMatch(/^sealed 01026b32/)
    })

    it.each<[string, () => void | Promise<void>]>([
      ['absent', () => rmSync(path)],
      ['damaged', () => writeBytes(encodeKeyring(content).subarray(1))],
      ['wrong-mode', () => writeBytes(encodeKeyring({ ...content, generation: 9 }), 0o444)],
      ['other-member', () => write({ member: 'rag@gw-01' })],
      ['generation-behind', () => write({ generation: 6 })],
    ])('by one that is refused as %s leaves the keys that are held', async (code, arrange) => {
      await open()
      await arrange()
      expect(await program.ask('refresh')).toContain(`error ${code} `)
      expect(await program.ask('refresh')).toBe('unchanged')
      expect(await program.ask('seal', ...channel, Buffer.from('x'))).toMatch(/^sealed 01026b31/)
      await write({ generation: 8, primary: null })
      expect(await program.ask('refresh')).toBe('changed')
      expect(await program.ask('seal', ...channel, Buffer.from('x'))).toBe('error waiting-for-key')
    })

    it('by an equal one, or only given another name, changes nothing for messages', async () => {
      await open()
      linkSync(path, `${path}.link`)
      rmSync(`${path}.link`)
      expect(await program.ask('refresh')).toBe('changed')
      expect(await program.ask('refresh')).toBe('unchanged')
      expect(await program.ask('seal', ...channel, Buffer.from('x'))).toMatch(/^sealed/)
    })

    it('keeps counting what was sealed under a key that stays, though another was primary meanwhile, to its cap', async () => {
      const both = {
        keys: [...content.keys, { id: 'k2', seed: other }],
        limits: { ...limits, messageCap: 3 },
      }
      const seal = () => program.ask('seal', ...channel, Buffer.from('x'))
      await open()
      for (let count = 0; count < 2; count++) await seal()
      await write({ ...both, generation: 8, primary: 'k2' })
      expect(await seal()).toMatch(/^sealed 01026b32/)
      await write({ ...both, generation: 9, primary: 'k1' })
      expect(await seal()).toMatch(/^sealed 01026b31/)
      expect(await program.ask('status')).toBe('detector@gw-01 9 k1 3 : k1 k2')
      expect(await seal()).toBe('error message-cap')
      await write({ ...both, generation: 10, primary: 'k2' })
      expect(await seal()).toMatch(/^sealed 01026b32/)
    })
  })

  it.each([
    ['secret', '', 'salt', 'info'],
    ['salt', 'secret', '', 'info'],
    ['info', 'secret', 'salt', ''],
  ])('derives with an empty %s what Node derives', async (_, secret, salt, info) => {
    const wanted = Buffer.from(hkdfSync('sha256', secret, salt, info, 32)).toString('hex')
    expect(await program.ask('hkdf', Buffer.from(secret), Buffer.from(salt), Buffer.from(info))).toBe(wanted)
  })

  it('opens and seals an empty text without associated data', async () => {
    const [key, nonce] = [Buffer.alloc(32, 7), Buffer.alloc(12)]
    const cipher = createCipheriv('chacha20-poly1305', key, nonce, { authTagLength: 16 })
    cipher.final()
    expect(await program.ask('aead', key, nonce, Buffer.alloc(0), cipher.getAuthTag())).toBe('plain -')
  })

  describeGroup('shared', sharedMissing(), 'and its ciphers', () => {
    interface Vectors {
      readonly testGroups: readonly { readonly tests: readonly { readonly [name: string]: string }[] }[]
    }
    function casesOf(file: string): readonly { readonly [name: string]: string }[] {
      const text = readFileSync(join(sharedFolder, 'vectors', file), 'utf8')
      return (JSON.parse(text) as Vectors).testGroups.flatMap(({ tests }) => tests)
    }
    const hex = (text = '') => Buffer.from(text, 'hex')

    it('meet the test vectors of HKDF-SHA-256, of which each output is cut or begun alike', async () => {
      const cases = casesOf('hkdf_sha256_test.json').filter(({ result }) => result === 'valid')
      expect(cases.length).toBeGreaterThan(70)
      for (const { tcId, ikm, salt, info, okm = '' } of cases) {
        const derived = await program.ask('hkdf', hex(ikm), hex(salt), hex(info))
        const length = Math.min(derived.length, okm.length)
        expect(derived.slice(0, length), `case ${tcId}`).toBe(okm.slice(0, length))
      }
    })

    it('meet the test vectors of ChaCha20-Poly1305', async () => {
      const cases = casesOf('chacha20_poly1305_test.json').filter(({ iv }) => hex(iv).length === 12)
      expect(cases.length).toBeGreaterThan(300)
      for (const { tcId, key, iv, aad, ct, tag, msg, result } of cases) {
        const answer = await program.ask('aead', hex(key), hex(iv), hex(aad), hex(`${ct}${tag}`))
        expect(answer, `case ${tcId}`).toBe(result === 'valid' ? `plain ${msg || '-'}` : 'tampered')
      }
    })
  })
})
