import { forgeNames, forgeOf, postComment, readCommentFile } from '../../../app/ci/index.ts'
import { Failure, usageFailure } from '../../../app/index.ts'
import { exitCodes } from '../../../model/index.ts'
import type { Command, Invocation, Report } from '../../command.ts'
import { duration } from '../../options/duration.ts'
import { wholeNumber } from '../../options/whole-number.ts'
import { budgets } from '../../render/markdown/budget.ts'
import { commentBody } from '../../render/markdown/comment-body.ts'

export const ci: Command = {
  name: 'ci',
  summary: 'write a plan, or what came of it, as a comment on the pull or merge request of a CI job',
  usage: 'comment FILE [--name NAME] [--forge github|gitlab] [--request N] [--author LOGIN] [--within TIME]',
  details: `FILE is what "appia plan --format markdown" gave, or any text, of which the end is shown. A comment of the same
workspace and environment, or the same --name, that the same account wrote is written anew. The token is GITHUB_TOKEN or
GITLAB_TOKEN; it is sent to the forge's API over TLS, and printed nowhere. Where the forge refuses or does not answer, FILE is
printed, so that it stands in the job's log: exit 6, or 4 where it does not take the text. docs/ci/README.md has whole workflows.`,
  options: {
    name: {
      type: 'string',
      value: 'NAME',
      description: 'what a text is called: its title, and how its comment is found; for logs',
    },
    forge: {
      type: 'string',
      value: 'FORGE',
      completes: forgeNames,
      description: 'github or gitlab; default: that of the job',
    },
    request: {
      type: 'string',
      value: 'N',
      description: 'pull or merge request; default: that of the job, or of its commit',
    },
    author: {
      type: 'string',
      value: 'LOGIN',
      description: 'account of the token, for an app of your own: my-app[bot]',
    },
    within: { type: 'string', value: 'TIME', description: 'how long to try, 60s unless given' },
  },
  completes: ['comment'],
  positionals: [1, 2],
  async run(invocation) {
    const [verb, file] = invocation.positionals
    if (verb !== 'comment') throw usageFailure(`appia ci takes comment, not "${verb}"`)
    if (file === undefined)
      throw usageFailure('appia ci comment takes a FILE', 'make it: appia plan --format markdown > FILE')
    return await comment(file, invocation)
  },
}

async function comment(file: string, invocation: Invocation): Promise<Report> {
  const { options, terminal } = invocation
  const forge = forgeOf(options.text('forge'), invocation)
  const [number, author, within] = ['request', 'author', 'within'].map((name) => options.text(name))
  const limit = duration(within ?? '60s', '--within')
  const request = number === undefined ? {} : { request: wholeNumber(number, '--request') }
  const budget = budgets[forge === 'github' ? 'github-comment' : 'gitlab-note']
  const text = await readCommentFile(file, invocation)
  try {
    const body = commentBody(text, { name: options.text('name'), budget })
    if (budget.measure(body.body) > budget.most)
      throw new Failure(exitCodes.invalid, `${file} is longer than a comment may be: ${budget.name}`, {
        help: `make it fit: appia plan --format markdown --fit ${forge === 'github' ? 'github-comment' : 'gitlab-note'}`,
      })
    const written = await postComment(
      { forge, ...body, ...request, ...(author !== undefined && { author }), limit },
      invocation,
    )
    return {
      exitCode: exitCodes.done,
      text: `comment ${written.action}: ${written.url}\n`,
      json: { comment: written },
    }
  } catch (error) {
    // what was to be read on the forge is read here instead
    if (!options.flag('json')) terminal.write(text.endsWith('\n') ? text : `${text}\n`)
    throw error
  }
}
