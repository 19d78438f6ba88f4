import { execFileSync } from 'node:child_process'
import { generateKeyPairSync } from 'node:crypto'
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, it, onTestFinished } from 'vitest'
import { isSignedBy, readPublicKey, readSigningKey, signText } from '../../src/signing/index.ts'

const hasSshKeygen = existsSync('/usr/bin/ssh-keygen')
const signed = { namespace: 'appia-plan', text: 'digest checksum\n' }

function pkcs8(type: 'ed25519' | 'x25519' = 'ed25519'): string {
  const { privateKey } = generateKeyPairSync(type as 'ed25519')
  return privateKey.export({ format: 'pem', type: 'pkcs8' }).toString()
}

function sshKey(...options: string[]): {
  readonly file: string
  readonly pem: string
  readonly line: string
} {
  const folder = mkdtempSync(join(tmpdir(), 'appia-key-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  const file = join(folder, 'id')
  execFileSync('ssh-keygen', ['-q', '-C', 'anna@laptop', '-f', file, ...options])
  return { file, pem: readFileSync(file, 'utf8'), line: readFileSync(`${file}.pub`, 'utf8').trim() }
}

describe('a signature', () => {
  it('is good for its text, namespace and key, and for nothing else', () => {
    const [key, other] = [readSigningKey(pkcs8()), readSigningKey(pkcs8())]
    const signature = signText(signed, key)
    const publicKey = readPublicKey(key.publicKey)
    const stranger = readPublicKey(other.publicKey)
    if (publicKey === undefined || stranger === undefined) throw new Error('not read')
    expect(isSignedBy(signed, signature, publicKey)).toBe(true)
    expect(isSignedBy(signed, signature, stranger)).toBe(false)
    expect(isSignedBy({ ...signed, namespace: 'file' }, signature, publicKey)).toBe(false)
    fc.assert(
      fc.property(fc.nat(signed.text.length - 1), fc.string({ maxLength: 2 }), (at, piece) => {
        const text = signed.text.slice(0, at) + piece + signed.text.slice(at + 1)
        expect(isSignedBy({ ...signed, text }, signature, publicKey)).toBe(text === signed.text)
      }),
    )
    fc.assert(
      fc.property(fc.base64String({ maxLength: 100 }), (forged) => {
        expect(isSignedBy(signed, forged, publicKey)).toBe(false)
      }),
    )
  })

  it.skipIf(!hasSshKeygen)('is the one that ssh-keygen makes and takes', () => {
    const { file, pem, line } = sshKey('-t', 'ed25519', '-N', '')
    const key = readSigningKey(pem)
    expect(key.publicKey).toBe(line)
    const message = join(file, '../message')
    writeFileSync(message, signed.text)
    execFileSync('ssh-keygen', ['-q', '-Y', 'sign', '-n', signed.namespace, '-f', file, message], {
      stdio: 'ignore',
    })
    const theirs = Buffer.from(
      readFileSync(`${message}.sig`, 'utf8').replace(/-----[^\n]*-----|\n/g, ''),
      'base64',
    )
    expect(signText(signed, key)).toBe(theirs.subarray(-64).toString('base64'))
  })
})

describe('a key file', () => {
  it('in PKCS #8 is read, and has no name', () => {
    const { publicKey } = readSigningKey(pkcs8())
    expect(publicKey).toMatch(/^ssh-ed25519 AAAAC3NzaC1lZDI1NTE5[A-Za-z0-9+/]{48}$/)
    expect(readPublicKey(publicKey)?.name).toBe(publicKey.slice(-12))
  })

  it.skipIf(!hasSshKeygen).each([
    ['with a passphrase', ['-t', 'ed25519', '-N', 'marker-passphrase'], 'it has a passphrase'],
    ['of another type', ['-t', 'ecdsa', '-N', ''], 'it is a key of type ecdsa-sha2-nistp256'],
    ['of RSA', ['-t', 'rsa', '-b', '1024', '-N', ''], 'it is a key of type ssh-rsa'],
  ])('%s is refused in words', (_, options, says) => {
    expect(() => readSigningKey(sshKey(...options).pem)).toThrow(says)
  })

  it('of PKCS #8 of another type, or with a passphrase, is refused in words', () => {
    expect(() => readSigningKey(pkcs8('x25519'))).toThrow('it is a key of type x25519')
    const { privateKey } = generateKeyPairSync('ed25519')
    const cipher = { cipher: 'aes-256-cbc', passphrase: 'p' } as const
    const encrypted = privateKey.export({ format: 'pem', type: 'pkcs8', ...cipher }).toString()
    expect(() => readSigningKey(encrypted)).toThrow('it has a passphrase')
  })

  it('that is damaged is refused, whatever is damaged, and nothing of it is told', () => {
    const whole = hasSshKeygen ? sshKey('-t', 'ed25519', '-N', '').pem : pkcs8()
    const place = fc.nat(whole.length - 1)
    fc.assert(
      fc.property(place, place, (from, to) => {
        const cut = whole.slice(0, Math.min(from, to)) + whole.slice(Math.max(from, to))
        try {
          readSigningKey(cut)
        } catch (error) {
          expect(error).toMatchObject({ name: 'SigningKeyError' })
          const longest = whole.split('\n')[1] as string
          expect(String(error)).not.toContain(longest.slice(0, 20))
        }
      }),
      { numRuns: 300 },
    )
  })

  it.each(['', 'ssh-ed25519', 'ssh-rsa AAAAB3NzaC1yc2E', `ssh-ed25519 ${'A'.repeat(68)} name`, 'null'])(
    'a line that is no key is none: %s',
    (line) => {
      expect(readPublicKey(line)).toBeUndefined()
    },
  )
})
