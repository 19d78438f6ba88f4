import type { Comment, Forge } from './forge.ts'
import { ForgeError } from './forge-error.ts'
import { memberOf, numberIn, objectsIn, textIn } from './read-answer.ts'

/** Who comments with the token that a workflow is given. */
const actionsAuthor = 'github-actions[bot]'

/** GitHub's REST interface, 2022-11-28; `repository` is `owner/name`. */
export function github({
  repository,
  token,
  agent,
}: {
  readonly repository: string
  readonly token: string
  readonly agent: string
}): Forge {
  const [owner = '', name = ''] = repository.split('/')
  const root = `/repos/${encodeURIComponent(owner)}/${encodeURIComponent(name)}`
  return {
    name: 'GitHub',
    headers: {
      accept: 'application/vnd.github+json',
      authorization: `Bearer ${token}`,
      'user-agent': agent,
      'x-github-api-version': '2022-11-28',
    },
    /** The token of a workflow is an app's, which has no user to ask for. */
    async author(client) {
      try {
        return textIn((await client.send({ method: 'GET', path: '/user' })).json, 'login')
      } catch (error) {
        if (error instanceof ForgeError && error.code === 'refused' && error.message.includes(': 403'))
          return actionsAuthor
        throw error
      }
    },
    async requestOf(client, commit) {
      const { json } = await client.send({
        method: 'GET',
        path: `${root}/commits/${encodeURIComponent(commit)}/pulls`,
      })
      const pulls = objectsIn(json)
      const merged = pulls.find(({ merge_commit_sha: sha }) => sha === commit) ?? pulls[0]
      return merged && numberIn(merged, 'number')
    },
    commentsPath: (request) => `${root}/issues/${request}/comments?per_page=100`,
    commentsOf: (page) => objectsIn(page).map(commentOf),
    async create(client, request, body) {
      const path = `${root}/issues/${request}/comments`
      return commentOf((await client.send({ method: 'POST', path, body: { body } })).json)
    },
    async update(client, { id }, body) {
      const path = `${root}/issues/comments/${id}`
      return commentOf((await client.send({ method: 'PATCH', path, body: { body } })).json)
    },
  }
}

/** A comment of a deleted account has no user. */
function commentOf(json: unknown): Comment {
  const user = memberOf(json, 'user')
  return {
    id: numberIn(json, 'id'),
    body: textIn(json, 'body'),
    author: user === null ? '' : textIn(user, 'login'),
    url: textIn(json, 'html_url'),
  }
}
