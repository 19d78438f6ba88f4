import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { onTestFinished } from 'vitest'

/**
 * What a forge does instead of its work, once. `lost`: it does its work, and the answer never arrives. `deleted`: somebody
 * deletes every comment before it does its work.
 */
export type Trouble =
  | { readonly status: number; readonly headers?: Record<string, string>; readonly body?: string }
  | 'silent'
  | 'reset'
  | 'lost'
  | 'deleted'

interface Stored {
  readonly id: number
  body: string
  readonly author: string
}

export interface FakeForge {
  readonly address: string
  readonly token: string
  /** Of request 7, oldest first. */
  readonly comments: Stored[]
  /** `POST /repos/acme/gateways/issues/7/comments`, in order. */
  readonly asked: string[]
  /** What goes wrong next: of each request the first that its method begins. */
  readonly troubles: { readonly on: string; readonly trouble: Trouble }[]
  readonly variables: Readonly<Record<string, string>>
  /** By which commit request 7 came in, and the last commit of its branch. */
  merged: { readonly commit: string; readonly head: string }
  /** What earlier jobs kept: on GitHub the run of each name, on GitLab the text of each address. */
  readonly kept: Map<string, string>
}

type Respond = (status: number, json: unknown, headers?: Record<string, string>) => void

interface Call {
  readonly method: string
  readonly url: URL
  readonly body: { readonly body?: string }
  readonly headers: IncomingMessage['headers']
  readonly respond: Respond
}

const pageSize = 100

/** GitHub's API as a workflow's token meets it: answers, limits and errors in its forms. */
export async function fakeGitHub(): Promise<FakeForge> {
  const token = 'ghs_0123456789abcdefTOKEN'
  const commentJson = ({ id, body, author }: Stored) => ({
    id,
    body,
    user: author === '' ? null : { login: author, type: 'Bot' },
    html_url: `https://github.example/acme/gateways/pull/7#issuecomment-${id}`,
  })
  return await start(
    token,
    (forge, { method, url, body, headers, respond }) => {
      const { pathname } = url
      const refused = (status: number, message: string, more: object = {}) =>
        respond(status, {
          message,
          documentation_url: 'https://docs.github.com/rest',
          status: String(status),
          ...more,
        })
      if (!headers['user-agent']) return respond(403, 'Request forbidden by administrative rules.')
      if (headers.authorization !== `Bearer ${token}`) return refused(401, 'Bad credentials')
      if (pathname === '/user') return refused(403, 'Resource not accessible by integration')
      if (pathname === `/repos/acme/gateways/commits/${forge.merged.commit}/pulls`)
        return respond(200, [
          { number: 3, merge_commit_sha: 'other', head: { sha: 'other' } },
          { number: 7, merge_commit_sha: forge.merged.commit, head: { sha: forge.merged.head } },
        ])
      if (/^\/repos\/acme\/gateways\/commits\/\w+\/pulls$/.test(pathname)) return respond(200, [])
      if (pathname === '/repos/acme/gateways/actions/artifacts')
        return respond(
          200,
          artifactsOf(forge.kept.get(url.searchParams.get('name') ?? ''), forge.merged.head),
        )
      if ((body.body ?? '').length > 0 && Buffer.byteLength(body.body ?? '') > 262_144)
        return refused(422, 'Validation Failed', {
          errors: [
            {
              resource: 'IssueComment',
              code: 'unprocessable',
              field: 'data',
              message: 'Body is too long (maximum is 65536 characters)',
            },
          ],
        })
      if (pathname === '/repos/acme/gateways/issues/7/comments') {
        if (method === 'POST')
          return respond(201, commentJson(forge.add(body.body ?? '', 'github-actions[bot]')))
        return respond(200, ...forge.page(url, commentJson))
      }
      const [, id] = /^\/repos\/acme\/gateways\/issues\/comments\/(\d+)$/.exec(pathname) ?? []
      const found = forge.comments.find((comment) => comment.id === Number(id))
      if (method !== 'PATCH' || found === undefined) return refused(404, 'Not Found')
      found.body = body.body ?? ''
      respond(200, commentJson(found))
    },
    (address) => ({
      GITHUB_ACTIONS: 'true',
      GITHUB_API_URL: address,
      GITHUB_REPOSITORY: 'acme/gateways',
      GITHUB_REF: 'refs/pull/7/merge',
      GITHUB_TOKEN: token,
    }),
  )
}

/** GitLab's API as a project's token meets it. */
export async function fakeGitLab(): Promise<FakeForge> {
  const token = 'glpat-0123456789TOKEN'
  const noteJson = ({ id, body, author }: Stored) => ({
    id,
    body,
    author: { username: author },
    noteable_iid: 7,
    noteable_type: 'MergeRequest',
    system: false,
  })
  return await start(
    token,
    (forge, { method, url, body, headers, respond }) => {
      const { pathname } = url
      if (headers['private-token'] !== token) return respond(401, { message: '401 Unauthorized' })
      if (pathname === '/user') return respond(200, { id: 12, username: 'project_42_bot' })
      if (pathname === `/projects/42/repository/commits/${forge.merged.commit}/merge_requests`)
        return respond(200, [
          { iid: 3, state: 'closed', sha: 'other' },
          { iid: 7, state: 'merged', sha: forge.merged.head },
        ])
      if (/^\/projects\/42\/repository\/commits\/\w+\/merge_requests$/.test(pathname)) return respond(200, [])
      const file = forge.kept.get(`${pathname}${url.search}`)
      if (file !== undefined) return respond(200, file)
      if ([...(body.body ?? '')].length > 1_000_000)
        return respond(400, {
          message: '400 Bad request - Note {:note=>["is too long (maximum is 1000000 characters)"]}',
        })
      if (!pathname.startsWith('/projects/42/')) return respond(404, { message: '404 Project Not Found' })
      const notes = '/projects/42/merge_requests/7/notes'
      // it takes blanks off the ends
      const text = (body.body ?? '').trim()
      if (pathname === notes) {
        if (method === 'POST') return respond(201, noteJson(forge.add(text, 'project_42_bot')))
        return respond(200, ...forge.page(url, noteJson))
      }
      const found = forge.comments.find(({ id }) => pathname === `${notes}/${id}`)
      if (method !== 'PUT' || found === undefined) return respond(404, { message: '404 Not found' })
      found.body = text
      respond(200, noteJson(found))
    },
    (address) => ({
      GITLAB_CI: 'true',
      CI_API_V4_URL: address,
      CI_PROJECT_ID: '42',
      CI_PROJECT_URL: 'https://gitlab.example/acme/gateways',
      CI_MERGE_REQUEST_IID: '7',
      GITLAB_TOKEN: token,
    }),
  )
}

/** Of one name, one for each run; the newest have expired, or are of others: a fork, or another commit. */
function artifactsOf(run: string | undefined, head: string): object {
  if (run === undefined) return { total_count: 0, artifacts: [] }
  const [own, fork] = [42, 43]
  const artifact = (id: number, hour: number, from = own, commit = head) => ({
    id,
    expired: false,
    created_at: `2026-11-30T0${hour}:00:00Z`,
    workflow_run: { id, repository_id: own, head_repository_id: from, head_sha: commit },
  })
  const artifacts = [
    { ...artifact(1, 3), expired: true },
    artifact(2, 1),
    artifact(Number(run), 2),
    artifact(4, 4, fork),
    artifact(5, 5, own, 'c0ffee'),
  ]
  return { total_count: artifacts.length, artifacts }
}

interface Running extends FakeForge {
  add(body: string, author: string): Stored
  page(url: URL, json: (stored: Stored) => object): [object[], Record<string, string>]
}

async function start(
  token: string,
  answer: (forge: Running, call: Call) => void,
  variablesAt: (address: string) => Record<string, string>,
): Promise<FakeForge> {
  const comments: Stored[] = []
  const asked: string[] = []
  const troubles: FakeForge['troubles'][number][] = []
  const server = createServer((request, response) => void serve(request, response))
  const address = await listen(server)
  const forge: Running = {
    address,
    token,
    comments,
    asked,
    troubles,
    variables: variablesAt(address),
    merged: { commit: '5eed', head: 'ad0be' },
    kept: new Map(),
    add(body, author) {
      const stored = { id: 1_000 + comments.length, body, author }
      comments.push(stored)
      return stored
    },
    page(url, json) {
      const page = Number(url.searchParams.get('page') ?? '1')
      const size = Math.min(pageSize, Number(url.searchParams.get('per_page') ?? '30'))
      const shown = comments.slice((page - 1) * size, page * size).map(json)
      const next = new URL(url)
      next.searchParams.set('page', String(page + 1))
      const links = [
        ...(page * size < comments.length ? [`<${next}>; rel="next"`] : []),
        `<${url}>; rel="last"`,
      ]
      return [shown, { link: links.join(', ') }]
    },
  }
  async function serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const chunks: Buffer[] = []
    for await (const chunk of request) chunks.push(chunk as Buffer)
    const url = new URL(request.url ?? '/', address)
    const method = request.method ?? ''
    asked.push(`${method} ${url.pathname}`)
    const index = troubles.findIndex(({ on }) => `${method} ${url.pathname}`.startsWith(on))
    const trouble = index < 0 ? undefined : troubles.splice(index, 1)[0]?.trouble
    if (trouble === 'silent') return
    if (trouble === 'reset') return void request.socket.destroy()
    if (trouble === 'deleted') comments.length = 0
    const text = Buffer.concat(chunks).toString()
    const respond: Respond = (status, json, headers = {}) => {
      if (trouble === 'lost') return void request.socket.destroy()
      response.writeHead(status, { 'content-type': 'application/json', ...headers })
      response.end(typeof json === 'string' ? json : JSON.stringify(json))
    }
    if (typeof trouble === 'object')
      return respond(trouble.status, trouble.body ?? '{"message":"trouble"}', trouble.headers)
    const body = (text === '' ? {} : JSON.parse(text)) as Call['body']
    answer(forge, { method, url, body, headers: request.headers, respond })
  }
  onTestFinished(async () => {
    server.closeAllConnections()
    await new Promise((resolve) => server.close(resolve))
  })
  return forge
}

async function listen(server: Server): Promise<string> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`
}
