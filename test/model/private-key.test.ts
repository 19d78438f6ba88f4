import { generateKeyPairSync } from 'node:crypto'
import { generateHybridIdentity, generateX25519Identity, identityToRecipient } from 'age-encryption'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { hidePrivateKeys, holdsPrivateKey } from '../../src/model/index.ts'
import { createIdentityFile } from '../../src/rotation/index.ts'

/** A private key of Node's own making. */
function pem(type: 'pkcs8' | 'pkcs1' | 'sec1', curve?: string): string {
  const { privateKey } =
    curve === undefined
      ? generateKeyPairSync('rsa', { modulusLength: 2048 })
      : curve === 'ed25519'
        ? generateKeyPairSync('ed25519')
        : generateKeyPairSync('ec', { namedCurve: curve })
  return privateKey.export({ format: 'pem', type: type as 'pkcs8' }).toString()
}

const base64 = (text: string) => Buffer.from(text).toString('base64')
const letters = (length: number) => 'aB3dE5gH7jK9mN2p'.repeat(10).slice(0, length)
const armoured = (label: string) =>
  `-----BEGIN ${label}-----\n${letters(64)}\n${letters(20)}==\n-----END ${label}-----\n`
const unarmoured = (text: string) => text.replaceAll(/-----.*-----\n|\n/g, '')
const opensshBody = base64(`openssh-key-v1\0${letters(90)}`)
const jwk = generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey.export({ format: 'jwk' })

const keys: readonly [form: string, text: string, secret: string][] = await Promise.all(
  (
    [
      ['age X25519', await generateX25519Identity()],
      ['age X25519 as keygen writes it', createIdentityFile().content.toString().split('\n')[1] ?? ''],
      ['age in small letters', (await generateX25519Identity()).toLowerCase()],
      ['age post-quantum', await generateHybridIdentity()],
      ['an age plugin', 'AGE-PLUGIN-YUBIKEY-1QGZQVQYXLRH5E0DSE8Q3'],
      ['PKCS #8', pem('pkcs8')],
      ['PKCS #8 of Ed25519', pem('pkcs8', 'ed25519')],
      ['PKCS #1', pem('pkcs1')],
      ['SEC 1', pem('sec1', 'P-256')],
      ['OpenSSH', `-----BEGIN OPENSSH PRIVATE KEY-----\n${opensshBody}\n-----END OPENSSH PRIVATE KEY-----\n`],
      ['encrypted PEM', armoured('ENCRYPTED PRIVATE KEY')],
      ['PGP', armoured('PGP PRIVATE KEY BLOCK')],
      [
        'SSH2',
        `---- BEGIN SSH2 ENCRYPTED PRIVATE KEY ----\nComment: "me"\n${letters(70)}\n---- END SSH2 ENCRYPTED PRIVATE KEY ----`,
      ],
      ['OpenSSH without its armour', opensshBody],
      ['PKCS #8 without its armour', unarmoured(pem('pkcs8'))],
      ['PKCS #8 of Ed25519 without its armour', unarmoured(pem('pkcs8', 'ed25519'))],
      ['PKCS #8 of a curve without its armour', unarmoured(pem('pkcs8', 'P-384'))],
      ['PKCS #1 without its armour', unarmoured(pem('pkcs1'))],
      ['SEC 1 without its armour', unarmoured(pem('sec1', 'P-521'))],
      ['PEM in base64', base64(pem('pkcs8', 'P-256'))],
      ['PuTTY', `PuTTY-User-Key-File-3: ssh-ed25519\nPrivate-Lines: 1\n${letters(48)}\nPrivate-MAC: 00`],
      ['WireGuard', `[Interface]\nPrivateKey = ${base64(letters(32))}`],
      ['minisign', `untrusted comment: minisign encrypted secret key\nRWR${letters(80)}`],
      ['BIP 32', `xprv${letters(107)}`],
      ['Nostr', `nsec1${'q2w3e4r5t6'.repeat(6).slice(0, 58)}`],
      ['JWK', JSON.stringify(jwk)],
    ] as const
  ).map(async ([form, text]) => [form, text, form === 'JWK' ? String(jwk.d).slice(10, 22) : secretOf(text)]),
)

/** Twelve characters out of the middle of the longest run of base64, past the head that names the form. */
function secretOf(text: string): string {
  const runs = text.match(/[A-Za-z0-9+/=_]{12,}/g) ?? []
  const longest = runs.reduce((a, b) => (b.length > a.length ? b : a), '')
  const middle = Math.floor(longest.length / 2)
  return longest.slice(Math.max(0, middle - 2), middle + 10)
}

describe('a private key', () => {
  it.each(keys)('of the form %s is hidden wherever it stands', (_, text, secret) => {
    expect(secret).toHaveLength(12)
    const places = [
      text,
      `got "${text}"`,
      JSON.stringify({ a: text, b: [1] }),
      JSON.stringify({ a: `x ${text} y` }, null, 2),
    ]
    for (const place of places) {
      const hidden = hidePrivateKeys(place)
      expect(hidden).not.toContain(secret)
      expect(hidden).toHaveLength(place.length)
      expect(hidden.split('\n').map(({ length }) => length)).toEqual(
        place.split('\n').map(({ length }) => length),
      )
      expect(hidePrivateKeys(hidden)).toBe(hidden)
    }
    expect(Object.keys(JSON.parse(hidePrivateKeys(JSON.stringify({ a: text, b: 1 }))))).toEqual(['a', 'b'])
    expect(holdsPrivateKey({ list: [text] })).toBe(true)
  })

  it.each(keys.filter(([, text]) => text.length > 50))(
    'of the form %s is hidden when it was cut off',
    (_, text, secret) => {
      const end = text.indexOf(secret) + secret.length
      for (const tail of ['', '…', '..."', '"'])
        expect(hidePrivateKeys(`${text.slice(0, end)}${tail}`)).not.toContain(secret)
    },
  )

  it('as an object is one too', () => {
    expect(holdsPrivateKey({ key: jwk as { [name: string]: string } })).toBe(true)
    const { d: _, ...rest } = jwk
    expect(holdsPrivateKey({ key: rest as { [name: string]: string } })).toBe(false)
  })
})

const harmless: readonly [what: string, text: string][] = [
  ['an age recipient', await identityToRecipient(await generateX25519Identity())],
  [
    'a public key',
    generateKeyPairSync('ed25519').publicKey.export({ format: 'pem', type: 'spki' }).toString(),
  ],
  [
    'a public key of RSA',
    generateKeyPairSync('rsa', { modulusLength: 2048 })
      .publicKey.export({ format: 'pem', type: 'pkcs1' })
      .toString(),
  ],
  ['a certificate', armoured('CERTIFICATE')],
  ['an OpenSSH public key', `ssh-ed25519 ${base64('\0\0\0\x0bssh-ed25519\0\0\0 ')}${letters(40)} me@host`],
  ['a hash', '7f6249acb1d2e3f4a5b6c7d8e9f0a1b2c3d4e5f6a7b8c9d0e1f2a3b4c5d6e7f8'],
  [
    'an encrypted file of age',
    '-----BEGIN AGE ENCRYPTED FILE-----\nYWdlLWVuY3J5cHRpb24ub3JnL3Yx\n-----END AGE ENCRYPTED FILE-----\n',
  ],
  [
    'words about keys',
    'put the PRIVATE KEY under /etc/keys; AGE-SECRET-KEY- begins an identity, age-plugin-yubikey is a program',
  ],
]

describe('what is no private key', () => {
  it.each(harmless)('is left alone: %s', (_, text) => {
    expect(hidePrivateKeys(text)).toBe(text)
    expect(hidePrivateKeys(JSON.stringify({ text }))).toBe(JSON.stringify({ text }))
    expect(holdsPrivateKey(text)).toBe(false)
  })

  it('is left alone beside one', () => {
    const [, text] = keys[5] as [string, string, string]
    const around = hidePrivateKeys(
      `before the key\n${text}after the key, which is long enough to be more than base64\n`,
    )
    expect(around).toMatch(/^before the key\n-----BEGIN PRIVATE KEY-----\n/)
    expect(around).toContain('-----END PRIVATE KEY-----\nafter the key, which is long enough')
  })

  it('costs little to find out about, however long the text is', () => {
    const long = JSON.stringify(
      Array.from({ length: 20_000 }, (_, id) => ({ id, text: 'MIIA'.repeat(id % 40) })),
    )
    const started = performance.now()
    expect(hidePrivateKeys(long.repeat(3))).toHaveLength(3 * long.length)
    expect(performance.now() - started).toBeLessThan(3000)
    expect(hidePrivateKeys('-----BEGIN PRIVATE KEY-----'.repeat(2000))).toHaveLength(54_000)
    expect(performance.now() - started).toBeLessThan(6000)
  })

  it('is left alone, whatever it is', () => {
    fc.assert(fc.property(fc.json(), (json) => hidePrivateKeys(json) === json))
  })
})
