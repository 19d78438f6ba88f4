import { commandSpeller, usageFailure } from '../../app/index.ts'
import { type Plan, shellWord } from '../../model/index.ts'
import type { Invocation } from '../command.ts'
import { type Budget, budgetHere, budgetNames, budgets } from '../render/markdown/budget.ts'
import { repositoryFolder } from '../render/repository-folder.ts'
import { type SourceLink, sourceLinks } from '../render/source-links.ts'

/** Options of commands that give Markdown. */
export const markdownOptions = {
  fit: {
    type: 'string',
    value: 'WHERE',
    completes: budgetNames,
    description: `with --format markdown: as much as fits into a ${budgetNames.join(', ')}`,
  },
  'source-link': {
    type: 'string',
    value: 'URL',
    description: 'with --format markdown or html: where sources are seen, with {commit}, {path} and {line}',
  },
} as const

/** Throws a usage `Failure` where they were given for something else. */
export function refuseMarkdownOptions({ options }: Pick<Invocation, 'options'>, format: string): void {
  if (format === 'markdown') return
  const names = Object.keys(markdownOptions).filter((name) => name !== 'source-link' || format !== 'html')
  const given = names.find((name) => options.text(name) !== undefined)
  if (given !== undefined)
    throw usageFailure(`--${given} is of Markdown, and this is ${format}`, 'say it too: --format markdown')
}

/** What Markdown about a plan needs to know of where it will stand. */
export interface MarkdownPlace {
  readonly sourceLink: SourceLink
  readonly budget: Budget
  /** The command that shows all of it. */
  readonly whole: string
}

/** Of sources in `directory`, and of the file that the plan is saved to. */
export function markdownPlaceOf(
  {
    directory,
    file,
    plan,
  }: { readonly directory: string; readonly file: string | undefined; readonly plan: Plan | undefined },
  invocation: Invocation,
): MarkdownPlace {
  const { options, variables } = invocation
  const commit = plan?.commit ?? variables.GITHUB_SHA ?? variables.CI_COMMIT_SHA
  const spell = commandSpeller(invocation, file === undefined ? plan?.environment : undefined)
  return {
    sourceLink: sourceLinks({
      template: options.text('source-link'),
      variables,
      commit,
      folder: repositoryFolder(directory),
    }),
    budget: budgetOf(invocation),
    whole: spell(file === undefined ? 'plan --all' : `show ${shellWord(file)} --all`),
  }
}

function budgetOf({ options, variables }: Invocation): Budget {
  const named = options.text('fit')
  if (named === undefined) return budgetHere(variables)
  const name = budgetNames.find((each) => each === named)
  if (name !== undefined) return budgets[name]
  throw usageFailure(`--fit takes ${budgetNames.join(', ')}, not "${named}"`)
}
