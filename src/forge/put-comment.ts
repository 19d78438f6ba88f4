import { setTimeout as pause } from 'node:timers/promises'
import type { Comment, Forge } from './forge.ts'
import { type ClientOptions, type ForgeClient, forgeClient } from './forge-client.ts'
import { ForgeError } from './forge-error.ts'

export interface PutRequest {
  readonly forge: Forge
  /** Of the interface: `https://api.github.com`. */
  readonly address: string
  /** The pull or merge request, or the commit that came in by it. */
  readonly on: { readonly request: number } | { readonly commit: string }
  /** What the comment begins with, and no other of ours. */
  readonly marker: string
  readonly body: string
  /** The account whose comments are ours, where the token does not tell. */
  readonly author?: string | undefined
}

export interface Patience {
  readonly signal: AbortSignal
  readonly now: () => Date
  /** How long all of it may take, in milliseconds. */
  readonly limit: number
}

/** What became of the comment. */
export interface WrittenComment {
  readonly action: 'created' | 'updated' | 'unchanged'
  readonly url: string
}

/** How long one request may take. */
const patience = 20_000
/** What a timer of Node counts to, 24 days. */
const longestLimit = 2 ** 31 - 1
const firstPause = 500
const longestPause = 30_000

/**
 * Writes our comment with this marker anew, or the first one. Only our own is taken: whoever else put the marker into
 * a comment could change afterwards what stands in it. What may succeed later is tried again, from the search on, so that
 * a comment whose answer was lost is found and not written twice. Throws a `ForgeError`.
 */
export async function putComment(
  request: PutRequest,
  { signal, now, limit: asked }: Patience,
): Promise<WrittenComment> {
  const limit = Math.min(asked, longestLimit)
  const until = performance.now() + limit
  const options: ClientOptions = {
    address: request.address,
    headers: request.forge.headers,
    signal: AbortSignal.any([signal, AbortSignal.timeout(limit)]),
    patience,
    now,
  }
  for (let tries = 0; ; tries++) {
    try {
      return await putOnce(request, forgeClient(options))
    } catch (error) {
      if (!(error instanceof ForgeError) || error.retryAfter === undefined || signal.aborted) throw error
      const wait = Math.max(error.retryAfter, Math.min(longestPause, firstPause * 2 ** tries))
      if (performance.now() + wait >= until) throw givenUp(error, tries + 1)
      await pause(wait, undefined, { signal })
    }
  }
}

function givenUp({ code, message, retryAfter = 0, cause }: ForgeError, tries: number): ForgeError {
  const asked = retryAfter > 0 ? `; it asks to wait for ${Math.ceil(retryAfter / 1000)} s` : ''
  return new ForgeError(code, `${message} (given up after ${tries} tries${asked})`, { cause })
}

async function putOnce(request: PutRequest, client: ForgeClient): Promise<WrittenComment> {
  const { forge, body } = request
  const author = request.author ?? (await forge.author(client))
  const number = await numberOf(request, client)
  const [first, ...others] = await findComments({ ...request, number, author }, client)
  const written = first && (await rewrite(first, { ...request, number }, client))
  // jobs that ran at once each wrote a first one: none may go on telling of an older plan
  for (const other of others) await rewrite(other, { ...request, number }, client)
  return written ?? { action: 'created', url: (await forge.create(client, number, body)).url }
}

/** undefined where somebody has deleted it meanwhile. */
async function rewrite(
  { id, body: before, url }: Comment,
  { forge, number, body }: Omit<Search, 'author'>,
  client: ForgeClient,
): Promise<WrittenComment | undefined> {
  // forges take blanks off the ends
  if (before.trim() === body.trim()) return { action: 'unchanged', url }
  try {
    await forge.update(client, { request: number, id }, body)
    return { action: 'updated', url }
  } catch (error) {
    if (error instanceof ForgeError && error.code === 'not-found') return undefined
    throw error
  }
}

async function numberOf({ forge, on }: PutRequest, client: ForgeClient): Promise<number> {
  if ('request' in on) return on.request
  const number = await forge.requestOf(client, on.commit)
  if (number !== undefined) return number
  throw new ForgeError('not-found', `no request of ${forge.name} brought in commit ${on.commit.slice(0, 12)}`)
}

interface Search extends PutRequest {
  readonly number: number
  readonly author: string
}

/** Oldest first. */
async function findComments(
  { forge, number, marker, author }: Search,
  client: ForgeClient,
): Promise<Comment[]> {
  const found: Comment[] = []
  for (let page = 1; ; page++) {
    const { json, headers } = await client.send({
      method: 'GET',
      path: `${forge.commentsPath(number)}&page=${page}`,
    })
    const ours = forge
      .commentsOf(json)
      .filter((comment) => comment.author === author && comment.body.startsWith(marker))
    found.push(...ours)
    if (!hasNext(headers)) return found
  }
}

/** Both say in a Link header (RFC 8288) whether there is a page more. */
function hasNext(headers: Headers): boolean {
  return /<[^>]*>\s*;[^,]*\brel="next"/.test(headers.get('link') ?? '')
}
