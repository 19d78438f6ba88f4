import type { SrvRecord } from 'node:dns'
import { resolveSrv } from 'node:dns/promises'
import { StoreError } from '../../model/index.ts'
import type { SrvDiscovery } from './etcdctl-variables.ts'

/** Looks a service up in DNS; rejects where there is no such record. */
export type ResolveSrv = (name: string) => Promise<readonly SrvRecord[]>

/**
 * The endpoints that DNS names for a domain, as etcd's `--discovery-srv` publishes them for clients: first those with TLS
 * (`_etcd-client-ssl._tcp`), then those without (`_etcd-client._tcp`), by priority and weight. Rejects with `StoreError`
 * where there are none.
 */
export async function discoverEndpoints(
  { domain, name, isPlainAllowed }: SrvDiscovery,
  resolve: ResolveSrv = resolveSrv,
): Promise<readonly string[]> {
  const suffix = name === undefined ? '' : `-${name}`
  const secure = `_etcd-client-ssl${suffix}._tcp.${domain}`
  const plain = `_etcd-client${suffix}._tcp.${domain}`
  const errors: unknown[] = []
  const find = async (service: string, scheme: string) => {
    try {
      const records = [...(await resolve(service))]
      records.sort((a, b) => a.priority - b.priority || b.weight - a.weight)
      return records.map((record) => `${scheme}://${record.name}:${record.port}`)
    } catch (error) {
      errors.push(error)
      return []
    }
  }
  const found = await Promise.all([find(secure, 'https'), ...(isPlainAllowed ? [find(plain, 'http')] : [])])
  const endpoints = found.flat()
  if (endpoints.length > 0) return endpoints
  const services = isPlainAllowed ? `${secure} or ${plain}` : secure
  const message = `DNS names no etcd: no SRV records of ${services}`
  throw new StoreError('unreachable', message, { outcome: 'not-applied', cause: errors[0] })
}
