import type { Comment, Forge } from './forge.ts'
import { memberOf, numberIn, objectsIn, textIn } from './read-answer.ts'

/** GitLab's REST interface, v4; `project` is its number or its path, `url` where it is seen. */
export function gitlab({
  project,
  url,
  token,
  agent,
}: {
  readonly project: string
  readonly url: string
  readonly token: string
  readonly agent: string
}): Forge {
  const root = `/projects/${encodeURIComponent(project)}`
  const commentOf = (json: unknown, request: number): Comment => {
    const id = numberIn(json, 'id')
    return {
      id,
      body: textIn(json, 'body'),
      author: textIn(memberOf(json, 'author'), 'username'),
      url: url === '' ? '' : `${url}/-/merge_requests/${request}#note_${id}`,
    }
  }
  const notes = (request: number) => `${root}/merge_requests/${request}/notes`
  return {
    name: 'GitLab',
    headers: { accept: 'application/json', 'private-token': token, 'user-agent': agent },
    async author(client) {
      return textIn((await client.send({ method: 'GET', path: '/user' })).json, 'username')
    },
    async requestOf(client, commit) {
      const path = `${root}/repository/commits/${encodeURIComponent(commit)}/merge_requests`
      const requests = objectsIn((await client.send({ method: 'GET', path })).json)
      const merged = requests.find(({ state }) => state === 'merged') ?? requests[0]
      return merged && numberIn(merged, 'iid')
    },
    commentsPath: (request) => `${notes(request)}?per_page=100&sort=asc&order_by=created_at`,
    commentsOf: (page) => objectsIn(page).map((note) => commentOf(note, numberIn(note, 'noteable_iid'))),
    async create(client, request, body) {
      return commentOf(
        (await client.send({ method: 'POST', path: notes(request), body: { body } })).json,
        request,
      )
    },
    async update(client, { request, id }, body) {
      const path = `${notes(request)}/${id}`
      return commentOf((await client.send({ method: 'PUT', path, body: { body } })).json, request)
    },
  }
}
