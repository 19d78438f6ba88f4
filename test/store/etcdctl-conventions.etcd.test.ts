import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { type EtcdStoreOptions, openEtcdStore } from '../../src/store/index.ts'
import { type EtcdServer, etcdMissing, freePort, startEtcd } from '../support/etcd.ts'
import { describeGroup, findExecutable } from '../support/groups.ts'
import { startTcpProxy } from '../support/tcp-proxy.ts'

const missing = etcdMissing() ?? (findExecutable('openssl') === undefined ? 'no openssl in PATH' : undefined)

describeGroup('etcd', missing, 'what etcdctl can be told of a connection', () => {
  const folder = mkdtempSync(join(tmpdir(), 'appia-conventions-'))
  const path = (name: string) => join(folder, name)
  const pem = (name: string) => readFileSync(path(name))
  const openssl = (...words: string[]) => execFileSync('openssl', words, { cwd: folder, stdio: 'pipe' })
  let server: EtcdServer
  let guarded: EtcdServer
  let expired: EtcdServer
  let socket: string

  beforeAll(async () => {
    openssl(...selfSigned, '-days', '2', '-subj', '/CN=authority', '-keyout', 'ca.key', '-out', 'ca.crt')
    // Over before any server has begun; a day that is past is refused by OpenSSL 3.5.
    certify('stale', ['-days', '0'])
    for (const name of ['server', 'client']) certify(name, ['-days', '2'])
    openssl('pkey', '-in', 'client.key', '-aes256', '-passout', 'pass:x', '-out', 'encrypted.key')
    const file = `localhost:${await freePort()}`
    socket = `unix://${path(file)}`
    const tls = { cert: path('server.crt'), key: path('server.key') }
    ;[server, guarded, expired] = await Promise.all([
      startEtcd({ tls, directory: folder, listen: [`unix://${file}`] }),
      startEtcd({ tls: { ...tls, ca: path('ca.crt') } }),
      startEtcd({ tls: { cert: path('stale.crt'), key: path('stale.key') } }),
    ])
  })
  afterAll(async () => {
    await Promise.all([server, guarded, expired].map((one) => one.stop()))
    rmSync(folder, { recursive: true, force: true })
  })

  const selfSigned = ['req', '-x509', '-newkey', 'rsa:2048', '-nodes']
  function certify(name: string, validity: readonly string[]): void {
    writeFileSync(path('extensions'), 'subjectAltName=IP:127.0.0.1\nextendedKeyUsage=serverAuth,clientAuth')
    const request = ['req', '-newkey', 'rsa:2048', '-nodes', '-subj', `/CN=${name}`]
    openssl(...request, '-keyout', `${name}.key`, '-out', `${name}.csr`)
    const authority = ['-CA', 'ca.crt', '-CAkey', 'ca.key', '-CAcreateserial', '-extfile', 'extensions']
    openssl('x509', '-req', '-in', `${name}.csr`, ...authority, ...validity, '-out', `${name}.crt`)
  }

  /** The key that was read, or the words of the error. */
  async function read(options: EtcdStoreOptions): Promise<string> {
    try {
      const store = await openEtcdStore({ timeoutMilliseconds: 5_000, ...options })
      try {
        const { revision } = await store.range({ key: 'a' })
        const watch = store.watch({ key: 'a', startRevision: 1 })
        await watch.opened
        return `revision ${revision}`
      } finally {
        await store.close()
      }
    } catch (error) {
      return error instanceof Error ? error.message : String(error)
    }
  }

  it('a socket of Unix is read and watched', async () => {
    expect(await read({ endpoints: [socket] })).toBe('revision 1')
    expect(await read({ endpoints: [`unix://${path('nothing')}`] })).toBe(
      `no such socket: ${path('nothing')}`,
    )
  })

  it('a certificate of an authority unknown here is taken only where it is not verified, with a warning', async () => {
    const warnings: string[] = []
    const endpoints = [server.secureEndpoint]
    expect(await read({ endpoints })).toContain('its certificate is of no authority known here')
    expect(await read({ endpoints, skipsVerification: true, onWarning: (text) => warnings.push(text) })).toBe(
      'revision 1',
    )
    expect(warnings).toEqual([
      'certificates are not verified (ETCDCTL_INSECURE_SKIP_TLS_VERIFY): whoever is in between reads and changes everything',
    ])
  })

  it('nothing is warned of where there is no certificate to verify', async () => {
    const warnings: string[] = []
    const onWarning = (text: string) => warnings.push(text)
    expect(await read({ endpoints: [server.endpoint], skipsVerification: true, onWarning })).toBe(
      'revision 1',
    )
    expect(warnings).toEqual([])
  })

  it.each([
    [
      'https to a plain port',
      () => `https://${server.endpoint}`,
      {},
      'it ended the connection before TLS was agreed on; if it does not speak TLS, write http://',
    ],
    [
      'http to a port with TLS',
      () => server.secureEndpoint.replace('https://', 'http://'),
      {},
      'no etcd answers there; if it speaks TLS, write https://',
    ],
    [
      'a server with an expired certificate',
      () => expired.secureEndpoint,
      { ca: 'ca.crt' },
      'its certificate has expired: etcd needs a new one',
    ],
    [
      'an expired certificate of ours',
      () => guarded.secureEndpoint,
      { ca: 'ca.crt', cert: 'stale.crt', key: 'stale.key' },
      'it wants a certificate of ours that it knows and that has not expired',
    ],
    [
      'a name that the certificate does not have',
      () => server.secureEndpoint.replace('127.0.0.1', 'localhost'),
      { ca: 'ca.crt' },
      'its certificate is for another name than localhost',
    ],
    [
      'no certificate where one is wanted',
      () => guarded.secureEndpoint,
      { ca: 'ca.crt' },
      'it wants a certificate of ours that it knows and that has not expired (ETCDCTL_CERT and ETCDCTL_KEY)',
    ],
    [
      'an encrypted key',
      () => guarded.secureEndpoint,
      { ca: 'ca.crt', cert: 'client.crt', key: 'encrypted.key' },
      'the private key is encrypted, and nobody is asked: openssl pkey -in KEY -out PLAIN',
    ],
  ] as const)('%s is refused in words', async (_, endpoint, files, words) => {
    const given = Object.fromEntries(Object.entries(files).map(([name, file]) => [name, pem(file)]))
    expect(await read({ endpoints: [endpoint()], ...given })).toContain(words)
  })

  it('times are those that were given', async () => {
    const silent = await startTcpProxy(server.endpoint)
    silent.set('black-hole')
    const start = performance.now()
    const words = await read({ endpoints: [silent.endpoint], timeoutMilliseconds: 300 })
    expect(words).toContain('no answer within')
    expect(performance.now() - start).toBeLessThan(3_000)
    await silent.close()
  })
})
