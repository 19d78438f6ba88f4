import { describe, expect, it } from 'vitest'
import { findSecrets } from '../../src/importing/secrets/find-secrets.ts'
import { documentOf, imported } from './a-document.ts'

const isSecret = (name: string, value: string | number) => findSecrets('app', { [name]: value }).length === 1

describe('a secret is known', () => {
  it.each([
    'password',
    'dbPassword',
    'DB_PASSWD',
    'api_key',
    'apiKey',
    'client-secret',
    'passphrase',
    'authToken',
    'privateKey',
  ])('by the name %s', (name) => expect(isSecret(name, 'hunter2')).toBe(true))

  it.each([
    'AKIAIOSFODNN7EXAMPLE',
    'ghp_16C7e42F292c6912E7710c838347Ae178B4a',
    'eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0In0.dozjgNryP4J3jVmNHl0w5N_XgL0n3I9PlFUP0THsR8U',
    'amqp://guest:guest@mq:5672/',
    'redis://:hunter2@cache:6379',
    'q8Zt3LkP0vXw7RbN2mYc5HsJ9dFg1TaE',
    '3f1d9a7c5e8b2046fa1c3d5e7b9a0c2d',
  ])('by its look: %s', (value) => expect(isSecret('value', value)).toBe(true))

  it.each([
    ['password_file', '/run/secrets/db'],
    ['token_ttl', '3600'],
    ['secretName', 'db-credentials'],
    ['max_tokens', '4096'],
    ['tokenizer', 'wordpiece'],
    ['access_key_id', 'some-id'],
    ['key_rotation_hours', 24],
    ['password', ''],
    ['password', ['$', '{DB_PASSWORD}'].join('')],
    ['password', '<password>'],
    ['sha256', '3f1d9a7c5e8b2046fa1c3d5e7b9a0c2d3f1d9a7c5e8b2046fa1c3d5e7b9a0c2d'],
    ['id', '7f9c24e8-3b12-4d2a-9c1f-0a1b2c3d4e5f'],
    ['model', 'tinyllama-1.1b-chat-v1.0.Q4_0.gguf'],
    ['endpoint', 'https://search.internal:9200/index'],
    ['description', 'WAN-facing interface of 192.168.56.20'],
    ['image', 'registry.example/team/Service-Name2'],
    ['monkey', 'banana'],
  ])('%s: %s is none', (name, value) => expect(isSecret(name, value)).toBe(false))
})

describe('a secret that was found', () => {
  const text = JSON.stringify({
    db: { password: 'hunter2-canary' },
    keys: ['AKIAIOSFODNN7CANARY0'.slice(0, 20)],
  })

  it('stands in no file', async () => {
    const made = await imported([documentOf('app', text)])
    expect(made.secrets.map(({ pointer, name }) => [pointer, name])).toEqual([
      ['/db/password', 'app-db-password'],
      ['/keys/0', 'app-keys-1'],
    ])
    expect(JSON.stringify(made)).not.toMatch(/hunter2|CANARY/)
    expect(made.schemas[0]?.text).toContain('"x-secret": "plain"')
  })

  it('keeps its type: a number stays one, a text in one environment and a number in another is either', async () => {
    const schemaOf = async (...texts: string[]) => {
      const documents = texts.map((each, index) =>
        documentOf('app', each, texts.length > 1 ? `e${index}` : ''),
      )
      const made = await imported(documents)
      expect(JSON.stringify(made)).not.toMatch(/12345|54321|hunter2/)
      return JSON.parse(made.schemas[0]?.text ?? '{}').properties.password
    }
    const whole = { minimum: Number.MIN_SAFE_INTEGER, maximum: Number.MAX_SAFE_INTEGER }
    expect(await schemaOf('{"password":12345}')).toEqual({
      ...{ type: ['integer', 'null'], ...whole, 'x-secret': 'plain' },
    })
    expect(await schemaOf('{"password":12345.5}')).toEqual({ type: ['number', 'null'], 'x-secret': 'plain' })
    expect(await schemaOf('{"password":"hunter2"}')).toEqual({
      type: ['string', 'null'],
      'x-secret': 'plain',
    })
    expect(await schemaOf('{"password":12345}', '{"password":"hunter2"}')).toEqual({
      ...{ type: ['integer', 'string', 'null'], ...whole, 'x-secret': 'plain' },
    })
    expect(await schemaOf('{"password":12345}', '{"password":54321.5}')).toMatchObject({
      type: ['number', 'null'],
    })
  })

  it('is written where somebody says that it is none', async () => {
    const made = await imported([documentOf('app', text)], { plain: ['/config/app/json#/db/password'] })
    expect(made.secrets.map(({ pointer }) => pointer)).toEqual(['/keys/0'])
    expect(made.modules[0]?.text).toContain("password: 'hunter2-canary'")
  })
})
