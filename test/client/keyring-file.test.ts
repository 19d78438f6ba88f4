import { createHash } from 'node:crypto'
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, it, onTestFinished } from 'vitest'
import { decodeKeyring, encodeKeyring, type KeyringContent, writeKeyring } from '../../src/client/index.ts'

const limits = { longestMessageAge: 30_000, messageCap: 2 ** 32 }
const seed = Buffer.from(Array.from({ length: 32 }, (_, index) => index))
const small: KeyringContent = {
  member: 'a@b',
  generation: 7,
  limits,
  primary: 'k1',
  keys: [{ id: 'k1', seed }],
}

const name = fc.string({ minLength: 1, maxLength: 8, unit: 'grapheme' })
const contents = fc
  .record({
    member: name,
    generation: fc.nat({ max: Number.MAX_SAFE_INTEGER }),
    limits: fc.record({
      longestMessageAge: fc.nat({ max: Number.MAX_SAFE_INTEGER }),
      messageCap: fc.nat({ max: Number.MAX_SAFE_INTEGER }),
    }),
    keys: fc.uniqueArray(fc.record({ id: name, seed: fc.uint8Array({ minLength: 32, maxLength: 32 }) }), {
      selector: ({ id }) => id,
      maxLength: 5,
    }),
    primaryAt: fc.nat(5),
  })
  .map(
    ({ primaryAt, ...content }): KeyringContent => ({
      ...content,
      primary: content.keys[primaryAt]?.id ?? null,
    }),
  )

describe('a keyring file', () => {
  it('has the bytes that docs/native-keys.md describes', () => {
    const head = [
      '61707069612d6b657972696e67 01', // appia-keyring, version 1
      '0000000000000007 0000000000007530 0000000100000000', // generation, longest message age, message cap
      '03 614062', // member a@b
      '02 6b31', // primary k1
      `01 02 6b31 ${seed.toString('hex')}`,
    ]
    const bytes = Buffer.from(head.join('').replaceAll(' ', ''), 'hex')
    const checksum = createHash('sha256').update(bytes).digest()
    expect(encodeKeyring(small)).toEqual(Buffer.concat([bytes, checksum]))
  })

  it('reads back as it was written', () => {
    fc.assert(
      fc.property(contents, (content) => {
        const keys = content.keys.map((key) => ({ ...key, seed: Buffer.from(key.seed) }))
        expect(decodeKeyring(encodeKeyring(content))).toEqual({ ...content, keys })
      }),
    )
  })

  it('is refused with any byte changed or cut short, and with bytes behind it', () => {
    const bytes = encodeKeyring(small)
    for (let at = 0; at < bytes.length; at++) {
      const changed = Buffer.from(bytes)
      changed[at] = (changed[at] ?? 0) ^ 1
      expect(decodeKeyring(changed)).toBeUndefined()
      expect(decodeKeyring(bytes.subarray(0, at))).toBeUndefined()
    }
    expect(decodeKeyring(Buffer.concat([bytes, Buffer.of(0)]))).toBeUndefined()
  })

  it.each([
    ['a field that runs past the end', (bytes: Buffer) => bytes.writeUInt8(250, 38)],
    ['a member without a name', (bytes: Buffer) => bytes.writeUInt8(0, 38)],
    ['a primary that it does not hold', (bytes: Buffer) => bytes.write('k2', 43)],
    ['a name that is not UTF-8', (bytes: Buffer) => bytes.writeUInt8(0xff, 39)],
    ['a number beyond 2^53', (bytes: Buffer) => bytes.writeUInt8(0x20, 15)],
    ['another version', (bytes: Buffer) => bytes.writeUInt8(2, 13)],
  ])('is refused with %s, though its checksum is right', (_what, change) => {
    const bytes = encodeKeyring(small)
    change(bytes)
    createHash('sha256')
      .update(bytes.subarray(0, -32))
      .digest()
      .copy(bytes, bytes.length - 32)
    expect(decodeKeyring(bytes)).toBeUndefined()
  })

  it('is not made of what a component could not use', () => {
    const many = Array.from({ length: 256 }, (_, index) => ({ id: `k${index}`, seed }))
    expect(() => encodeKeyring({ ...small, primary: 'k2' })).toThrow('primary key k2 is not in the keyring')
    expect(() => encodeKeyring({ ...small, keys: [{ id: 'k1', seed: seed.subarray(1) }] })).toThrow(
      '31 bytes',
    )
    expect(() => encodeKeyring({ ...small, member: '' })).toThrow('1 to 255 bytes')
    expect(() => encodeKeyring({ ...small, primary: null, keys: many })).toThrow('255 keys at most')
  })

  it('rounds limits so that they decide as they did', () => {
    const odd = { longestMessageAge: 1500.7, messageCap: 2.5 }
    expect(decodeKeyring(encodeKeyring({ ...small, limits: odd }))?.limits).toEqual({
      longestMessageAge: 1500,
      messageCap: 3,
    })
    const huge = { longestMessageAge: 1e300, messageCap: 1e300 }
    expect(decodeKeyring(encodeKeyring({ ...small, limits: huge }))?.limits).toEqual({
      longestMessageAge: Number.MAX_SAFE_INTEGER,
      messageCap: Number.MAX_SAFE_INTEGER,
    })
  })

  it('is replaced whole, readable by its owner alone, and leaves nothing beside it', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'appia-keyring-'))
    onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
    const path = join(folder, 'keyring')
    await writeKeyring(path, small)
    const before = statSync(path)
    const umask = process.umask(0o777)
    await writeKeyring(path, { ...small, generation: 8 }).finally(() => process.umask(umask))
    expect(decodeKeyring(readFileSync(path))?.generation).toBe(8)
    expect(statSync(path).mode & 0o7777).toBe(0o400)
    expect(statSync(path).ino).not.toBe(before.ino)
    expect(readdirSync(folder)).toEqual(['keyring'])
    await expect(writeKeyring(join(folder, 'absent/keyring'), small)).rejects.toThrow('ENOENT')
  })
})
