import { createServer } from 'node:http'
import { connect } from 'node:net'
import { describe, expect, it, onTestFinished } from 'vitest'
import type { Board, BoardChange } from '../../src/dashboard/board.ts'
import type { Asset } from '../../src/dashboard/http/assets.ts'
import { serveBoard } from '../../src/dashboard/http/serve-board.ts'
import { askFor, listenTo } from './asking.ts'
import { fleetOf, historyOf, keeperAt, opened, reported, start, wording } from './board-samples.ts'

const page: Asset = { type: 'text/html; charset=utf-8', bytes: Buffer.from('<!doctype html>') }

async function serve(token?: string) {
  const keeper = keeperAt({ now: start })
  keeper.observer.onObservation(opened)
  const bugs: unknown[] = []
  const served = await serveBoard({
    address: { host: '127.0.0.1', port: 0, isLoopback: true },
    guard: { names: ['localhost'], ...(token !== undefined && { token }) },
    ...{ keeper, wording, assets: new Map([['/', page]]), onBug: (error) => void bugs.push(error) },
  })
  onTestFinished(() => served.close())
  return { keeper, served, bugs, address: served.address }
}

describe('every answer', () => {
  it.each(['/', '/api/board', '/nowhere'])(
    '%s may be framed, sniffed, kept or read by nobody else',
    async (path) => {
      const { address } = await serve()
      const { headers } = await askFor(address, path)
      const policy = headers['content-security-policy'] ?? ''
      for (const part of [
        "default-src 'none'",
        "script-src 'self'",
        "frame-ancestors 'none'",
        "form-action 'none'",
      ])
        expect(policy).toContain(part)
      expect(policy).not.toContain('unsafe')
      expect(headers).toMatchObject({
        'x-content-type-options': 'nosniff',
        'x-frame-options': 'DENY',
        'referrer-policy': 'no-referrer',
        'cross-origin-resource-policy': 'same-origin',
        'cache-control': 'no-store',
      })
      expect(Object.keys(headers).filter((name) => name.startsWith('access-control'))).toEqual([])
      expect(headers['set-cookie']).toBe(undefined)
    },
  )

  it('a refusal has them too, and says why', async () => {
    const { address } = await serve()
    const said = await askFor(address, '/api/board', { headers: { host: 'evil.example' } })
    expect([said.status, said.headers['x-content-type-options']]).toEqual([403, 'nosniff'])
    expect(said.text).toContain('--host NAME')
    const post = await askFor(address, '/', { method: 'POST' })
    expect([post.status, post.headers.allow]).toEqual([405, 'GET, HEAD'])
  })

  it('HEAD gives what GET gives, without it', async () => {
    const { address } = await serve()
    const [head, get] = [await askFor(address, '/', { method: 'HEAD' }), await askFor(address, '/')]
    expect([head.text, head.headers['content-length']]).toEqual(['', String(page.bytes.length)])
    expect(get.text).toBe('<!doctype html>')
  })

  it('no path leads to a file of the disk', async () => {
    const { address } = await serve()
    for (const path of [
      '/../package.json',
      '/%2e%2e/package.json',
      '//etc/passwd',
      '/index.html',
      '/api/../main.js',
    ])
      expect((await askFor(address, path)).status).toBe(404)
  })
})

describe('with a token', () => {
  const token = 't'.repeat(24)

  it('events and board are for whoever shows it', async () => {
    const { address } = await serve(token)
    for (const path of ['/api/board', '/api/events', '/api/plan', '/api/samples'])
      expect((await askFor(address, path)).status).toBe(401)
    const headers = { authorization: `Bearer ${token}` }
    expect((await askFor(address, '/api/board', { headers })).status).toBe(200)
    expect((await askFor(address, '/')).status).toBe(200)
  })
})

describe('events', () => {
  it('begin with the whole board, and go on with what changes', async () => {
    const { address, keeper } = await serve()
    keeper.observer.onObservation(fleetOf([reported('a@n1'), reported('b@n1')]))
    const listening = await listenTo(address)
    await listening.until(({ name }) => name === 'board')
    keeper.observer.onObservation(fleetOf([reported('a@n1', { running: null }), reported('b@n1')]))
    await listening.until(({ name }) => name === 'change')
    const [whole, change] = listening.events.map(({ data }) => JSON.parse(data) as Board & BoardChange)
    expect(whole?.members.map(({ name }) => name)).toEqual(['a@n1', 'b@n1'])
    expect(change?.changedMembers?.map(({ name, state }) => [name, state])).toEqual([['a@n1', 'behind']])
    listening.close()
  })

  it('end when the server does', async () => {
    const { address, served } = await serve()
    const listening = await listenTo(address)
    await served.close()
    await listening.ended
  })

  it('a reader that takes nothing is cut off, and holds up nobody', async () => {
    const { address, keeper } = await serve()
    const deaf = connect(address.port, address.host)
    onTestFinished(() => void deaf.destroy())
    deaf.write(`GET /api/events HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n`)
    await new Promise((resolve) => deaf.once('data', resolve))
    deaf.pause()
    const closed = new Promise((resolve) => deaf.once('close', resolve))
    const large = 'x'.repeat(100_000)
    for (let round = 0; round < 120; round++)
      keeper.observer.onObservation(fleetOf([reported('a@n1', { agentProblems: [`${round} ${large}`] })]))
    deaf.resume()
    await closed
    const listening = await listenTo(address)
    await listening.until(({ name }) => name === 'board')
    listening.close()
  })
})

describe('what is asked for', () => {
  it('older applies come in pages', async () => {
    const { address, keeper } = await serve()
    keeper.observer.onObservation({ kind: 'applies', entries: historyOf(2000) })
    const { text } = await askFor(address, '/api/applies?before=1951&limit=2')
    const { applies } = JSON.parse(text) as { applies: { seq: number }[] }
    expect(applies.map(({ seq }) => seq)).toEqual([1950, 1949])
    expect((await askFor(address, '/api/applies?before=x')).status).toBe(400)
    const many = JSON.parse((await askFor(address, '/api/applies?before=1951&limit=9999')).text) as {
      applies: object[]
    }
    expect(many.applies).toHaveLength(200)
  })

  it('nothing is compared before etcd was reached', async () => {
    const { address } = await serve()
    const { status, text } = await askFor(address, '/api/diff?from=@1')
    expect([status, JSON.parse(text)]).toEqual([503, { problem: 'etcd was not reached yet' }])
  })

  it('a fault of ours is told where it runs, and says nothing to the page', async () => {
    const { address, keeper, bugs } = await serve()
    const broken = () => Promise.reject(new Error('inner words'))
    keeper.observer.onOpen({ diff: broken, plan: broken })
    const { status, text } = await askFor(address, '/api/plan')
    expect([status, text]).toEqual([500, 'this is a bug: see where appia dashboard runs\n'])
    expect(bugs.map(String)).toEqual(['Error: inner words'])
  })
})

describe('texts of strangers', () => {
  it('steer nothing, and hold no private key', async () => {
    const { address, keeper } = await serve()
    const identity = `AGE-SECRET-KEY-1${'Q'.repeat(58)}`
    keeper.observer.onObservation(
      fleetOf([reported('a@n1', { agentProblems: [`a\u202eb\u0007\n</script>\u2028 ${identity}`] })]),
    )
    const { text } = await askFor(address, '/api/board')
    const [member] = (JSON.parse(text) as Board).members
    expect(member?.words).toContain('a\\u{202e}b\\u{7}\\u{a}</script>\\u{2028}')
    expect(text).not.toContain(identity)
  })
})

it('a port in use is said with the way out', async () => {
  const other = createServer()
  await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => void other.close())
  const { port } = other.address() as { port: number }
  const serving = serveBoard({
    address: { host: '127.0.0.1', port, isLoopback: true },
    guard: { names: [] },
    ...{ keeper: keeperAt({ now: start }), wording, assets: new Map(), onBug: () => undefined },
  })
  await expect(serving).rejects.toMatchObject({
    exitCode: 1,
    message: expect.stringContaining(`127.0.0.1:${port} is in use`),
    help: expect.stringContaining('--listen 127.0.0.1:0'),
  })
})
