import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { exposureOf, openEtcdStore } from '../../src/store/index.ts'
import { codeOf } from './contract/tools.ts'

const nothing = { hasAuthority: false, hasCertificate: false, isPlaintextPasswordAllowed: false }

describe('what must not be sent to an endpoint', () => {
  it.each([
    '10.0.0.1:2379',
    'http://10.0.0.1:2379',
    'etcd.example:2379',
    'localhost.example:2379',
    'http://127.0.0.1.example:2379',
    '1127.0.0.1:2379',
    '[::2]:2379',
    '0.0.0.0:2379',
  ])('a password does not go to %s without TLS', async (endpoint) => {
    expect(exposureOf({ ...nothing, endpoint, password: 'x' })?.kind).toBe('plaintext-password')
    expect(
      exposureOf({ ...nothing, endpoint, password: 'x', isPlaintextPasswordAllowed: true }),
    ).toBeUndefined()
    expect(exposureOf({ ...nothing, endpoint })).toBeUndefined()
    const opening = openEtcdStore({ endpoints: ['127.0.0.1:1', endpoint], user: 'a', password: 'x' })
    expect(await opening.catch(codeOf)).toBe('invalid')
  })

  it.each(['127.0.0.1:2379', 'http://localhost:2379', '[::1]:2379', 'https://10.0.0.1:2379'])(
    'a password goes to %s',
    (endpoint) => {
      expect(exposureOf({ ...nothing, endpoint, password: 'x' })).toBeUndefined()
    },
  )

  it('certificates make TLS of an endpoint without a scheme', () => {
    const endpoint = 'etcd.example:2379'
    expect(exposureOf({ ...nothing, endpoint, password: 'x', hasAuthority: true })).toBeUndefined()
    expect(exposureOf({ ...nothing, endpoint, password: 'x', hasCertificate: true })).toBeUndefined()
  })

  it.each([{ hasAuthority: true }, { hasCertificate: true }])(
    'certificates for an endpoint without TLS are an error, permitted or not: %o',
    (given) => {
      const endpoint = 'http://127.0.0.1:2379'
      for (const isPlaintextPasswordAllowed of [true, false]) {
        const approach = { ...nothing, ...given, endpoint, isPlaintextPasswordAllowed }
        expect(exposureOf(approach)?.kind).toBe('no-tls')
      }
    },
  )

  it('no message holds the password', () => {
    const passwords = fc.string({ minLength: 12 }).map((text) => `<${text}>`)
    fc.assert(
      fc.property(passwords, (password) => {
        expect(exposureOf({ ...nothing, endpoint: '10.0.0.1:1', password })?.message).not.toContain(password)
      }),
    )
  })
})
