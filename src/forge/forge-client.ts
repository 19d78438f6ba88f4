import { ForgeError, type ForgeErrorCode } from './forge-error.ts'

/** Sends requests to one forge. */
export interface ForgeClient {
  send(request: ForgeRequest): Promise<Answer>
}

interface ForgeRequest {
  readonly method: 'GET' | 'POST' | 'PATCH' | 'PUT'
  /** Below the interface's address, beginning with a slash. */
  readonly path: string
  readonly body?: object
}

interface Answer {
  readonly json: unknown
  readonly headers: Headers
}

export interface ClientOptions {
  /** `https://api.github.com` */
  readonly address: string
  readonly headers: Readonly<Record<string, string>>
  readonly signal: AbortSignal
  /** How long one request may take, in milliseconds. */
  readonly patience: number
  readonly now: () => Date
}

/** How much of an answer is read: a page of the largest comments. */
const mostBytes = 128 * 1024 * 1024

/** A client of the interface at `address`. It sends the token nowhere else: no redirect is followed. */
export function forgeClient({ address, headers, signal, patience, now }: ClientOptions): ForgeClient {
  return {
    async send({ method, path, body }) {
      const asked = `${method} ${path.replace(/\?.*/, '')}`
      try {
        const response = await fetch(`${address.replace(/\/$/, '')}${path}`, {
          method,
          headers: { ...headers, ...(body && { 'content-type': 'application/json' }) },
          redirect: 'manual',
          signal: AbortSignal.any([signal, AbortSignal.timeout(patience)]),
          ...(body && { body: JSON.stringify(body) }),
        })
        const text = await readAll(response)
        if (!response.ok) throw errorOf(response, text, { asked, now: now() })
        return { json: parsed(text, asked), headers: response.headers }
      } catch (error) {
        if (error instanceof ForgeError) throw error
        throw new ForgeError('unreachable', `${asked}: ${reasonOf(error)}`, { retryAfter: 0, cause: error })
      }
    },
  }
}

async function readAll(response: Response): Promise<string> {
  const chunks: Uint8Array[] = []
  let length = 0
  for await (const chunk of response.body ?? []) {
    length += chunk.length
    if (length > mostBytes) throw new ForgeError('unreachable', 'an answer without an end')
    chunks.push(chunk)
  }
  return Buffer.concat(chunks).toString()
}

function parsed(text: string, asked: string): unknown {
  try {
    return JSON.parse(text)
  } catch (cause) {
    throw new ForgeError('unreachable', `${asked}: the answer is no JSON`, { retryAfter: 0, cause })
  }
}

function errorOf(response: Response, text: string, { asked, now }: { asked: string; now: Date }): ForgeError {
  const { status, headers } = response
  const message = `${asked}: ${status}${messageIn(text)}`
  const wait = waitOf(headers, now)
  if (isRateLimit(response, text)) return new ForgeError('rate-limited', message, { retryAfter: wait ?? 0 })
  if (status >= 500 || status === 408 || status === 425)
    return new ForgeError('unreachable', message, { retryAfter: wait ?? 0 })
  if (status >= 300 && status < 400)
    return new ForgeError('not-found', `${message} moved to ${headers.get('location') ?? 'nowhere'}`)
  const codes: { readonly [status: number]: ForgeErrorCode } = {
    401: 'refused',
    403: 'refused',
    404: 'not-found',
  }
  return new ForgeError(codes[status] ?? 'invalid', message)
}

/** GitHub says 403 as well as 429 for too many requests, primary and secondary limits apart. */
function isRateLimit({ status, headers }: Response, text: string): boolean {
  if (status === 429) return true
  if (status !== 403) return false
  return (
    headers.has('retry-after') || headers.get('x-ratelimit-remaining') === '0' || /rate limit/i.test(text)
  )
}

/** Milliseconds that the forge asks us to wait: seconds or a date, or the time at which its limit starts anew. */
function waitOf(headers: Headers, now: Date): number | undefined {
  const after = headers.get('retry-after')
  const reset = headers.get('x-ratelimit-remaining') === '0' ? headers.get('x-ratelimit-reset') : null
  const at =
    after === null
      ? reset === null
        ? Number.NaN
        : Number(reset) * 1000
      : /^\d+$/.test(after)
        ? now.getTime() + Number(after) * 1000
        : Date.parse(after)
  return Number.isNaN(at) ? undefined : Math.max(0, at - now.getTime())
}

/** What the answer says in words: GitHub has a message and errors, GitLab a message, which may be an object, or an error. */
function messageIn(text: string): string {
  try {
    const { message, error, errors } = JSON.parse(text) as Record<string, unknown>
    const details = Array.isArray(errors)
      ? errors.map((each: { message?: unknown; code?: unknown } | string) =>
          typeof each === 'string' ? each : (each?.message ?? each?.code),
        )
      : []
    const words = [message ?? error, ...details].filter((word) => word !== undefined && word !== null)
    return ` ${words.map((word) => (typeof word === 'string' ? word : JSON.stringify(word))).join('; ')}`.slice(
      0,
      500,
    )
  } catch {
    return text === '' ? '' : ` ${text.trim().slice(0, 200)}`
  }
}

/** What fetch failed of stands in its cause. */
function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error)
  if (error.name === 'TimeoutError') return 'no answer in time'
  return error.cause instanceof Error ? error.cause.message || String(error.cause) : error.message
}
