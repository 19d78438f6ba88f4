import { format, inspect } from 'node:util'
import { expect, it } from 'vitest'
import { Secret } from '../../src/client/index.ts'

it('a secret prints itself masked however it is printed', () => {
  const secret = new Secret(Buffer.from('seed seed seed seed seed seed se'))
  const holder = { nested: [secret] }
  const printed = [
    String(secret),
    `${secret}`,
    JSON.stringify(holder),
    inspect(holder, { depth: 9, showHidden: true }),
    format('%s %o %O %j', secret, secret, secret, secret),
    JSON.stringify(Object.entries(secret)),
  ]
  for (const text of printed) expect(text).not.toMatch(/seed|73 ?65|115/)
  expect(secret.expose().toString()).toContain('seed')
  secret.destroy()
  expect(secret.expose().every((byte) => byte === 0)).toBe(true)
})
