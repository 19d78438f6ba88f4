import { describe, expect, it } from 'vitest'
import { type GuardedRequest, refuse } from '../../src/dashboard/http/guard-request.ts'

const guard = { names: ['localhost', 'board.example'] }
const host = '127.0.0.1:7480'

function asked(headers: GuardedRequest['headers'], path = '/api/board', method = 'GET') {
  return refuse({ method, path, headers: { host, ...headers } }, guard)?.status
}

describe('what a request must be', () => {
  it.each(['GET', 'HEAD'])('%s is answered', (method) => {
    expect(asked({}, '/api/board', method)).toBe(undefined)
  })

  it.each(['POST', 'PUT', 'DELETE', 'PATCH', 'OPTIONS', 'TRACE', 'get'])('%s is refused', (method) => {
    expect(asked({}, '/', method)).toBe(405)
  })
})

describe('what the server is called', () => {
  it.each([
    '127.0.0.1:7480',
    '127.0.0.1',
    '10.1.2.3:7480',
    '[::1]:7480',
    'localhost:7480',
    'LOCALHOST',
    'board.example',
  ])('%s is a name of it', (name) => {
    expect(asked({ host: name })).toBe(undefined)
  })

  it.each([
    'evil.example:7480',
    'localhost.evil.example',
    '127.0.0.1.evil.example:7480',
    '127.0.0.1:7480@evil.example',
    '[::1].evil.example',
    '[localhost]:7480',
    '2130706433:7480',
    '127.1',
    '',
  ])('"%s", which somebody may have resolved to it, is none', (name) => {
    expect(asked({ host: name })).toBe(403)
  })
})

describe('who asks', () => {
  it.each([{ 'sec-fetch-site': 'same-origin' }, { 'sec-fetch-site': 'none' }, { origin: `http://${host}` }])(
    '%o may',
    (headers) => {
      expect(asked(headers)).toBe(undefined)
    },
  )

  it.each([
    { 'sec-fetch-site': 'cross-site' },
    { 'sec-fetch-site': 'same-site' },
    { origin: 'http://evil.example' },
    { origin: 'null' },
    { origin: 'http://127.0.0.1:9999' },
    { origin: `http://${host}.evil.example` },
  ])('%o is another site', (headers) => {
    expect(asked(headers)).toBe(403)
  })

  const link = { 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'navigate' }

  it('a link elsewhere leads to the page, and to nothing that tells something', () => {
    expect(asked({ ...link, 'sec-fetch-dest': 'document' }, '/')).toBe(undefined)
    expect(asked({ ...link, 'sec-fetch-dest': 'document' }, '/api/board')).toBe(403)
  })

  it('the page is in no frame of another', () => {
    expect(asked({ ...link, 'sec-fetch-dest': 'iframe' }, '/')).toBe(403)
  })
})

describe('with a token', () => {
  const token = 'a'.repeat(32)
  const withToken = (authorization: string | undefined, path = '/api/board') =>
    refuse({ method: 'GET', path, headers: { host, authorization } }, { ...guard, token })?.status

  it('data go to whoever shows it', () => {
    expect(withToken(`Bearer ${token}`)).toBe(undefined)
  })

  it.each([
    undefined,
    '',
    'Bearer',
    'Bearer ',
    `Bearer ${'a'.repeat(31)}`,
    `Bearer ${token}b`,
    `Basic ${token}`,
    token,
  ])('and not for %s', (authorization) => {
    expect(withToken(authorization)).toBe(401)
  })

  it('the page itself, which asks for it, needs none', () => {
    expect(withToken(undefined, '/')).toBe(undefined)
  })
})
