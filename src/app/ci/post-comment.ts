import { readFile } from 'node:fs/promises'
import {
  type Forge,
  ForgeError,
  type ForgeErrorCode,
  github,
  gitlab,
  putComment,
  type WrittenComment,
} from '../../forge/index.ts'
import { type ExitCode, exitCodes } from '../../model/index.ts'
import type { Context } from '../context.ts'
import { Failure, usageFailure } from '../failure.ts'
import { toolVersion } from '../workspace/tool-version.ts'
import type { ForgeName } from './forge-of.ts'

export interface CommentRequest {
  readonly forge: ForgeName
  readonly marker: string
  readonly body: string
  /** The pull or merge request; else the one of this job, or that which its commit came in by. */
  readonly request?: number
  /** The account whose comments are ours, where the token does not tell. */
  readonly author?: string
  /** How long it may take, in milliseconds. */
  readonly limit: number
}

/** Writes our comment with the marker on the request of this job. A forge that says no, or nothing, is a `Failure`. */
export async function postComment(request: CommentRequest, context: Context): Promise<WrittenComment> {
  const target = request.forge === 'github' ? gitHubTarget(context) : gitLabTarget(context)
  refusePlaintext(target.address)
  const on = await requestOf(request, context)
  const { marker, body, author, limit } = request
  const { signal, now } = context
  try {
    return await putComment({ ...target, on, marker, body, author }, { signal, now, limit })
  } catch (error) {
    if (signal.aborted) throw new Failure(exitCodes.interrupted, 'no comment: interrupted')
    if (!(error instanceof ForgeError)) throw error
    throw failureOf(error, target)
  }
}

interface Target {
  readonly forge: Forge
  readonly address: string
  readonly token: string
}

function gitHubTarget({ variables }: Context): Target {
  const token = tokenIn(variables, ['GITHUB_TOKEN', 'GH_TOKEN'])
  const repository = variables.GITHUB_REPOSITORY ?? ''
  if (!/^[\w.-]+\/[\w.-]+$/.test(repository))
    throw usageFailure('GITHUB_REPOSITORY does not name the repository', 'set it: owner/name')
  return {
    forge: github({ repository, token, agent: agentName() }),
    address: variables.GITHUB_API_URL ?? 'https://api.github.com',
    token,
  }
}

function gitLabTarget({ variables }: Context): Target {
  const token = tokenIn(variables, ['GITLAB_TOKEN'])
  const { CI_PROJECT_ID: project, CI_API_V4_URL: address, CI_PROJECT_URL: url = '' } = variables
  if (!project || !address)
    throw usageFailure(
      'CI_API_V4_URL and CI_PROJECT_ID do not name the project',
      'set them: https://gitlab.example.com/api/v4, and the number or path of the project',
    )
  return { forge: gitlab({ project, url, token, agent: agentName() }), address, token }
}

function agentName(): string {
  return `appia/${toolVersion()}`
}

/** What is no token is not sent: an error about it would have it in its text. */
function tokenIn(variables: Context['variables'], names: readonly string[]): string {
  const name = names.find((each) => variables[each])
  if (name === undefined)
    throw new Failure(exitCodes.unreachable, `no token: ${names.join(' or ')} is not set`, {
      help: 'what a job has to be given: docs/ci/README.md; a pull request from a fork has no token that may comment',
    })
  const token = (variables[name] ?? '').trim()
  if (/^[!-~]+$/.test(token)) return token
  throw new Failure(exitCodes.unreachable, `what ${name} holds is no token: it has blanks or breaks in it`)
}

/** The token goes over TLS, or to this machine. */
function refusePlaintext(address: string): void {
  const url = URL.canParse(address) ? new URL(address) : undefined
  const isHere = ['localhost', '127.0.0.1', '[::1]'].includes(url?.hostname ?? '')
  if (url?.protocol === 'https:' || (url?.protocol === 'http:' && isHere)) return
  throw usageFailure(`"${address}" is no https address: the token would be sent in the clear, or nowhere`)
}

async function requestOf({ forge, request }: CommentRequest, { variables }: Context) {
  if (request !== undefined) return { request }
  const commit = forge === 'github' ? variables.GITHUB_SHA : variables.CI_COMMIT_SHA
  const number = forge === 'github' ? await pullRequestOf(variables) : Number(variables.CI_MERGE_REQUEST_IID)
  if (number !== undefined && Number.isSafeInteger(number) && number > 0) return { request: number }
  if (commit) return { commit }
  throw usageFailure('which pull or merge request is meant?', 'say it: --request NUMBER')
}

/** That of the ref, else of the event: a closed request, and a comment on one, run on a branch that is not theirs. */
async function pullRequestOf({ GITHUB_REF: ref, GITHUB_EVENT_PATH: file }: Context['variables']) {
  const [, number] = /^refs\/pull\/(\d+)\//.exec(ref ?? '') ?? []
  if (number !== undefined) return Number(number)
  if (!file) return undefined
  const event: unknown = await readFile(file, 'utf8')
    .then(JSON.parse)
    .catch(() => undefined)
  const { pull_request: pull, issue } = (event ?? {}) as RequestEvent
  const found = pull ?? (issue?.pull_request ? issue : undefined)
  return typeof found?.number === 'number' ? found.number : undefined
}

/** To a comment, a pull request is an issue that has one. */
interface RequestEvent {
  readonly pull_request?: { readonly number?: unknown }
  readonly issue?: { readonly number?: unknown; readonly pull_request?: unknown }
}

const codes: { readonly [code in ForgeErrorCode]: ExitCode } = {
  refused: exitCodes.unreachable,
  'not-found': exitCodes.unreachable,
  'rate-limited': exitCodes.unreachable,
  unreachable: exitCodes.unreachable,
  invalid: exitCodes.invalid,
}

function failureOf(error: ForgeError, { forge, token, address }: Target): Failure {
  const message = error.message.replaceAll(token, '(token)')
  const help = helpOf(error.code, forge.name, address)
  return new Failure(codes[error.code], `no comment on ${forge.name}: ${message}`, {
    cause: error,
    ...(help !== undefined && { help }),
  })
}

function helpOf(code: ForgeErrorCode, name: Forge['name'], address: string): string | undefined {
  const right =
    name === 'GitHub'
      ? 'the job needs permissions: { pull-requests: write }; that of a fork cannot have it'
      : 'GITLAB_TOKEN needs the scope api and the role Reporter; a job token may not comment'
  const helps: { readonly [code in ForgeErrorCode]: string | undefined } = {
    refused: right,
    'not-found': `${right}; is the number of the request right? --request NUMBER`,
    'rate-limited': 'run the job again later, or give it more time: --within 10m',
    unreachable: `does ${address} answer from here? more time: --within 10m`,
    invalid: undefined,
  }
  return helps[code]
}
