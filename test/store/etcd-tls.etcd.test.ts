import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { openEtcdStore } from '../../src/store/index.ts'
import { type EtcdServer, etcdMissing, startEtcd } from '../support/etcd.ts'
import { describeGroup, findExecutable } from '../support/groups.ts'
import { codeOf } from './contract/tools.ts'

const missing = etcdMissing() ?? (findExecutable('openssl') === undefined ? 'no openssl in PATH' : undefined)

describeGroup('etcd', missing, 'etcd over TLS', () => {
  const folder = mkdtempSync(join(tmpdir(), 'appia-tls-'))
  const path = (name: string) => join(folder, name)
  const openssl = (...parameters: string[]) =>
    execFileSync('openssl', parameters, { cwd: folder, stdio: 'pipe' })
  let server: EtcdServer

  beforeAll(async () => {
    makeAuthority('ca')
    makeCertificate('server')
    makeCertificate('client')
    makeAuthority('stranger')
    server = await startEtcd({
      tls: { cert: path('server.crt'), key: path('server.key'), ca: path('ca.crt') },
    })
  })
  afterAll(async () => {
    await server.stop()
    rmSync(folder, { recursive: true, force: true })
  })

  function makeAuthority(name: string): void {
    openssl(
      'req',
      '-x509',
      '-newkey',
      'rsa:2048',
      '-nodes',
      '-days',
      '2',
      '-subj',
      `/CN=${name}`,
      '-keyout',
      `${name}.key`,
      '-out',
      `${name}.crt`,
    )
  }

  function makeCertificate(name: string): void {
    writeFileSync(path('san'), 'subjectAltName=IP:127.0.0.1\nextendedKeyUsage=serverAuth,clientAuth')
    openssl(
      'req',
      '-newkey',
      'rsa:2048',
      '-nodes',
      '-subj',
      `/CN=${name}`,
      '-keyout',
      `${name}.key`,
      '-out',
      `${name}.csr`,
    )
    openssl(
      'x509',
      '-req',
      '-in',
      `${name}.csr`,
      '-CA',
      'ca.crt',
      '-CAkey',
      'ca.key',
      '-CAcreateserial',
      '-days',
      '2',
      '-extfile',
      'san',
      '-out',
      `${name}.crt`,
    )
  }

  async function read(names: { ca?: string; cert?: string; key?: string }): Promise<unknown> {
    const pem = Object.fromEntries(
      Object.entries(names).map(([name, file]) => [name, readFileSync(path(file))]),
    )
    const store = await openEtcdStore({
      endpoints: [server.secureEndpoint],
      timeoutMilliseconds: 3_000,
      ...pem,
    })
    try {
      const { revision } = await store.range({ key: 'a' })
      const [status] = await store.status()
      expect(status?.quotaBytes, status?.metricsProblem).toBeGreaterThan(1 << 30)
      const watch = store.watch({ key: 'a', startRevision: 1 })
      await watch.opened
      return revision
    } catch (error) {
      return codeOf(error)
    } finally {
      await store.close()
    }
  }

  it('answers a client that it knows, calls and watches', async () => {
    expect(await read({ ca: 'ca.crt', cert: 'client.crt', key: 'client.key' })).toBe(1)
  })

  it('is not trusted under another authority', async () => {
    expect(await read({ ca: 'stranger.crt', cert: 'client.crt', key: 'client.key' })).toBe('unreachable')
    expect(await read({ cert: 'client.crt', key: 'client.key' })).toBe('unreachable')
  })

  it('does not answer a client without a certificate', async () => {
    expect(await read({ ca: 'ca.crt' })).toBe('unreachable')
  })
})
