import { mkdtempSync, rmSync } from 'node:fs'
import { createServer, type RequestListener, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, expect, it } from 'vitest'
import { readMetrics } from '../../src/store/etcd/read-metrics.ts'

let server: Server
afterEach(() => {
  server.closeAllConnections()
  server.close()
})

const text = `# TYPE etcd_server_quota_backend_bytes gauge
etcd_server_quota_backend_bytes 2.147483648e+09
etcd_debugging_mvcc_watch_stream_total 3
`

async function serve(listener: RequestListener, path?: string): Promise<string> {
  server = createServer(listener)
  await new Promise<void>((resolve) => {
    if (path === undefined) server.listen(0, '127.0.0.1', resolve)
    else server.listen(path, resolve)
  })
  return path === undefined ? `127.0.0.1:${(server.address() as AddressInfo).port}` : `unix://${path}`
}

const read = (endpoint: string) => readMetrics({ endpoint, timeoutMilliseconds: 1000 })

it('quota and watches are read from /metrics alone', async () => {
  const asked: (string | undefined)[] = []
  const endpoint = await serve(({ url }, response) => {
    asked.push(url)
    response.end(text)
  })
  for (const each of [endpoint, `http://${endpoint}`, `http://${endpoint}/`])
    expect(await read(each)).toEqual({ quotaBytes: 2 ** 31, watchStreams: 3 })
  expect(asked).toEqual(['/metrics', '/metrics', '/metrics'])
})

it('also at a socket', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'appia-metrics-'))
  try {
    const endpoint = await serve((_, response) => response.end(text), join(folder, 'etcd'))
    expect(await read(endpoint)).toEqual({ quotaBytes: 2 ** 31, watchStreams: 3 })
  } finally {
    rmSync(folder, { recursive: true })
  }
})

it('what is not named there, or is no number, is not known', async () => {
  const endpoint = await serve((_, response) => response.end('etcd_server_quota_backend_bytes many\n'))
  expect(await read(endpoint)).toEqual({})
})

it.each(['-1', '0'])('a quota of %s is none', async (quota) => {
  const endpoint = await serve((_, response) => response.end(`etcd_server_quota_backend_bytes ${quota}\n`))
  expect(await read(endpoint)).toEqual({})
})

it('an answer without an end is cut off', async () => {
  const endpoint = await serve((_, response) => {
    const more = () => {
      while (!response.destroyed && response.write(Buffer.alloc(1 << 20, '#'))) {}
    }
    response.on('drain', more)
    more()
  })
  expect(await read(endpoint)).toEqual({ metricsProblem: '/metrics: too long' })
})

it.each<[string, RequestListener, string]>([
  ['refused', (_, response) => response.writeHead(404).end(text), 'status 404'],
  ['cut off', (_, response) => response.socket?.destroy(), 'ECONNRESET'],
  [
    'cut off in the midst',
    (_, response) => response.write(text, () => response.socket?.destroy()),
    'ECONNRESET',
  ],
  ['silence', () => undefined, 'no answer'],
])('%s is said, and no error', async (_title, listener, problem) => {
  expect(await read(await serve(listener))).toEqual({ metricsProblem: `/metrics: ${problem}` })
})
