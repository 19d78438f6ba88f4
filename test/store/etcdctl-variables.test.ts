import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { discoverEndpoints } from '../../src/store/etcd/discover-endpoints.ts'
import { etcdctlVariables } from '../../src/store/etcd/etcdctl-variables.ts'
import { etcdOptions } from '../../src/store/index.ts'
import { findExecutable } from '../support/groups.ts'

const plain = etcdOptions({ flags: {}, environment: {} })
const read = (environment: Record<string, string>) => etcdOptions({ flags: {}, environment })
const names = Object.keys(etcdctlVariables) as (keyof typeof etcdctlVariables)[]

/** A value of each, and what it changes. */
const effects: {
  readonly [name in keyof typeof etcdctlVariables]: readonly [value: string, effect: object]
} = {
  ETCDCTL_API: ['3', {}],
  ETCDCTL_AUTH_JWT_TOKEN: ['a.b.c', { token: 'a.b.c' }],
  ETCDCTL_CACERT: ['/ca.pem', { caFile: '/ca.pem' }],
  ETCDCTL_CERT: ['/cert.pem', { certFile: '/cert.pem' }],
  ETCDCTL_COMMAND_TIMEOUT: ['1m30s', { timeoutMilliseconds: 90_000 }],
  ETCDCTL_DEBUG: ['true', {}],
  ETCDCTL_DIAL_TIMEOUT: ['1.5s', { dialMilliseconds: 1_500 }],
  ETCDCTL_DISCOVERY_SRV: ['example.org', { discovery: { domain: 'example.org', isPlainAllowed: true } }],
  ETCDCTL_DISCOVERY_SRV_NAME: ['blue', {}],
  ETCDCTL_ENDPOINTS: ['unix:///run/etcd.sock', { endpoints: ['unix:///run/etcd.sock'] }],
  ETCDCTL_HEX: ['true', {}],
  ETCDCTL_INSECURE_DISCOVERY: ['false', {}],
  ETCDCTL_INSECURE_SKIP_TLS_VERIFY: ['1', { skipsVerification: true }],
  ETCDCTL_INSECURE_TRANSPORT: ['true', {}],
  ETCDCTL_KEEPALIVE_TIME: ['2s', { keepalive: { timeMilliseconds: 2_000 } }],
  ETCDCTL_KEEPALIVE_TIMEOUT: ['6s', { keepalive: { timeoutMilliseconds: 6_000 } }],
  ETCDCTL_KEY: ['/key.pem', { keyFile: '/key.pem' }],
  ETCDCTL_MAX_RECV_BYTES: ['1048576', { messageBytes: { received: 1_048_576 } }],
  ETCDCTL_MAX_REQUEST_BYTES: ['1048576', { messageBytes: { sent: 1_048_576 } }],
  ETCDCTL_PASSWORD: ['secret', {}],
  ETCDCTL_USER: ['alice', { user: 'alice' }],
  ETCDCTL_WATCH_KEY: ['a', {}],
  ETCDCTL_WATCH_RANGE_END: ['b', {}],
  ETCDCTL_WRITE_OUT: ['json', {}],
}

/** Those that say nothing alone. */
const companions = [
  [
    { ETCDCTL_USER: 'alice', ETCDCTL_PASSWORD: 'secret' },
    { user: 'alice', password: 'secret' },
  ],
  [
    { ETCDCTL_DISCOVERY_SRV: 'a.org', ETCDCTL_DISCOVERY_SRV_NAME: 'blue', ETCDCTL_INSECURE_DISCOVERY: 'f' },
    { discovery: { domain: 'a.org', name: 'blue', isPlainAllowed: false } },
  ],
  [
    { ETCDCTL_ENDPOINTS: 'a:1,http://b:1', ETCDCTL_INSECURE_TRANSPORT: 'false' },
    { endpoints: ['https://a:1', 'http://b:1'] },
  ],
] as const

describe("a variable of etcdctl's", () => {
  it.each(names)('%s is used, or says nothing of a connection', (name) => {
    const [value, effect] = effects[name]
    expect(read({ [name]: value })).toEqual({ ...plain, ...effect })
  })

  it.each(companions)('%o has its effect', (environment, effect) => {
    expect(read(environment)).toEqual({ ...plain, ...effect })
  })

  it.each([
    ['ETCDCTL_DIAL_TIMEOUT', '5'],
    ['ETCDCTL_COMMAND_TIMEOUT', '-5s'],
    ['ETCDCTL_KEEPALIVE_TIME', '0s'],
    ['ETCDCTL_KEEPALIVE_TIMEOUT', 'soon'],
    ['ETCDCTL_INSECURE_SKIP_TLS_VERIFY', 'yes'],
    ['ETCDCTL_INSECURE_TRANSPORT', 'on'],
    ['ETCDCTL_INSECURE_DISCOVERY', '2'],
    ['ETCDCTL_MAX_RECV_BYTES', '1MB'],
    ['ETCDCTL_API', '2'],
  ])('%s=%s is refused in words', (name, value) => {
    expect(read({ [name]: value }).problems).toEqual([expect.stringContaining(`${name}=${value} is not `)])
  })

  it('that nobody knows is warned of, with the one that was meant', () => {
    expect(read({ ETCDCTL_ENDPOINT: 'a:1', OTHER: 'x', ETCDCTL_EMPTY: '' }).warnings).toEqual([
      "ETCDCTL_ENDPOINT is no variable of etcdctl's API 3 and is ignored; did you mean ETCDCTL_ENDPOINTS?",
    ])
  })

  it('stands in docs/etcd.md with what it does', () => {
    const documented = readFileSync(join(import.meta.dirname, '../../docs/etcd.md'), 'utf8')
    for (const name of names) expect(documented).toContain(`\`${name}\``)
  })

  it.skipIf(findExecutable('etcdctl') === undefined)(
    'is in the table when the etcdctl in PATH has it',
    () => {
      const help = execFileSync('etcdctl', ['--help'], {
        env: { ...process.env, ETCDCTL_API: '3' },
      }).toString()
      const flags = [...help.slice(help.indexOf('OPTIONS:')).matchAll(/--([a-z-]+)/g)].map(
        ([, flag]) => flag ?? '',
      )
      expect(flags.length).toBeGreaterThan(15)
      const variables = flags
        .filter((flag) => flag !== 'help')
        .map((flag) => flag.toUpperCase().replaceAll('-', '_'))
      expect(names).toEqual(expect.arrayContaining(variables.map((variable) => `ETCDCTL_${variable}`)))
    },
  )
})

describe('endpoints that DNS names', () => {
  const records: Record<string, { name: string; port: number; priority: number; weight: number }[]> = {
    '_etcd-client-ssl._tcp.a.org': [{ name: 'tls', port: 2379, priority: 0, weight: 0 }],
    '_etcd-client._tcp.a.org': [
      { name: 'last', port: 2379, priority: 2, weight: 0 },
      { name: 'light', port: 2379, priority: 1, weight: 1 },
      { name: 'heavy', port: 2380, priority: 1, weight: 9 },
    ],
    '_etcd-client-blue._tcp.a.org': [{ name: 'blue', port: 1, priority: 0, weight: 0 }],
  }
  const resolve = async (name: string) => {
    const found = records[name]
    if (found === undefined) throw new Error(`ENOTFOUND ${name}`)
    return found
  }

  it.each([
    [
      { domain: 'a.org', isPlainAllowed: true },
      ['https://tls:2379', 'http://heavy:2380', 'http://light:2379', 'http://last:2379'],
    ],
    [{ domain: 'a.org', isPlainAllowed: false }, ['https://tls:2379']],
    [{ domain: 'a.org', name: 'blue', isPlainAllowed: true }, ['http://blue:1']],
  ])('%o are %j', async (discovery, endpoints) => {
    expect(await discoverEndpoints(discovery, resolve)).toEqual(endpoints)
  })

  it('and that are not there are an error with what was looked for', async () => {
    const nowhere = discoverEndpoints({ domain: 'b.org', isPlainAllowed: true }, resolve)
    await expect(nowhere).rejects.toThrow(
      'DNS names no etcd: no SRV records of _etcd-client-ssl._tcp.b.org or _etcd-client._tcp.b.org',
    )
  })

  it('come instead of those of the environment; those named on the command line before them', () => {
    const environment = { ETCDCTL_DISCOVERY_SRV: 'a.org', ETCDCTL_ENDPOINTS: 'a:1' }
    expect(etcdOptions({ flags: {}, environment }).discovery).toMatchObject({ domain: 'a.org' })
    expect(etcdOptions({ flags: { endpoints: ['b:1'] }, environment }).discovery).toBeUndefined()
    expect(etcdOptions({ flags: { discoverySrv: 'c.org' }, environment }).discovery?.domain).toBe('c.org')
  })
})
