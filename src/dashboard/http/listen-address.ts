import { isIP } from 'node:net'
import { usageFailure } from '../../app/index.ts'

/** Where the page is served. */
export interface ListenAddress {
  readonly host: string
  /** 0: whichever is free. */
  readonly port: number
  readonly isLoopback: boolean
}

/** Reads `HOST:PORT`; an IPv6 address stands in brackets. Throws a usage `Failure`. */
export function parseListenAddress(text: string): ListenAddress {
  const [, bracketed, plain, port = ''] = /^(?:\[([^\]]*)\]|([^:\s[\]]+)):(\d{1,5})$/.exec(text) ?? []
  const host = bracketed ?? plain ?? ''
  const isAddress = bracketed === undefined ? /^[\w.-]+$/.test(host) : isIP(host) === 6
  if (!isAddress || Number(port) > 65_535)
    throw usageFailure(
      `--listen takes HOST:PORT, not "${text}"`,
      'for example: --listen 127.0.0.1:7480, --listen [::1]:0',
    )
  return { host, port: Number(port), isLoopback: isLoopbackHost(host) }
}

/** Reads a name that the server is called by, as it stands in `Host` without the port. Throws a usage `Failure`. */
export function parseHostName(text: string): string {
  if (/^[\w.-]+$/.test(text)) return text.toLowerCase()
  throw usageFailure(
    `--host takes a name, not "${text}"`,
    'without scheme, port and path: --host wall.example; an address in numbers needs none',
  )
}

/** `127.0.0.1:7480`, `[::1]:7480` */
export function addressText({ host, port }: Pick<ListenAddress, 'host' | 'port'>): string {
  return isIP(host) === 6 ? `[${host}]:${port}` : `${host}:${port}`
}

function isLoopbackHost(host: string): boolean {
  return host === 'localhost' || host === '::1' || (isIP(host) === 4 && host.startsWith('127.'))
}
