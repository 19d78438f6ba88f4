import { createHash, timingSafeEqual } from 'node:crypto'
import type { IncomingHttpHeaders } from 'node:http'
import { isIP } from 'node:net'

/** What is asked of every request. */
export interface Guard {
  /** Names that the server is called by beside addresses: `localhost`, and those that were given. Lower case. */
  readonly names: readonly string[]
  /** Whoever asks for data must know it, where there is one. */
  readonly token?: string
}

/** What is looked at of a request. */
export interface GuardedRequest {
  readonly method: string
  /** Without the query. */
  readonly path: string
  readonly headers: IncomingHttpHeaders
}

/** Why a request is refused, in a sentence. */
export interface Refusal {
  readonly status: 400 | 401 | 403 | 405
  readonly text: string
}

/**
 * Undefined where a request may be answered. A name that some page had resolved to this host (DNS rebinding) is no name of
 * ours; what another origin sends is refused by what browsers say of it; nothing but reading is there.
 */
export function refuse(request: GuardedRequest, guard: Guard): Refusal | undefined {
  const { method, headers } = request
  if (method !== 'GET' && method !== 'HEAD')
    return { status: 405, text: 'this page only shows: GET and HEAD' }
  const host = headers.host ?? ''
  if (!isOwnName(host, guard.names))
    return {
      status: 403,
      text: 'not a name of this server: open it by its address, or start it with --host NAME',
    }
  if (isCrossSite(request, host)) return { status: 403, text: 'another site may not read this' }
  if (!isData(request.path) || guard.token === undefined || hasToken(headers.authorization, guard.token))
    return undefined
  return { status: 401, text: 'the token is missing, or another: see where appia dashboard was started' }
}

/** True of what tells something of an environment; the page itself is the same everywhere. */
function isData(path: string): boolean {
  return path.startsWith('/api/')
}

/** An address in numbers is nothing that somebody else's name server gives. */
function isOwnName(host: string, names: readonly string[]): boolean {
  const [, bracketed, plain] = /^(?:\[([^\]]*)\]|([^:]*))(?::\d{1,5})?$/.exec(host) ?? []
  if (bracketed !== undefined) return isIP(bracketed) === 6
  return plain !== undefined && (isIP(plain) === 4 || names.includes(plain.toLowerCase()))
}

/** A link on another site may lead to the page, which holds no data; nothing else may be asked for from there. */
function isCrossSite({ path, headers }: GuardedRequest, host: string): boolean {
  const { origin } = headers
  if (origin !== undefined && origin !== `http://${host}` && origin !== `https://${host}`) return true
  const site = headers['sec-fetch-site']
  if (site === undefined || site === 'same-origin' || site === 'none') return false
  return !(
    path === '/' &&
    headers['sec-fetch-mode'] === 'navigate' &&
    headers['sec-fetch-dest'] === 'document'
  )
}

/** Hashes are compared: of a wrong guess the time tells nothing. */
function hasToken(authorization: string | undefined, token: string): boolean {
  const [, given = ''] = /^Bearer (.+)$/.exec(authorization ?? '') ?? []
  return timingSafeEqual(hash(given), hash(token))
}

function hash(text: string): Buffer {
  return createHash('sha256').update(text).digest()
}
