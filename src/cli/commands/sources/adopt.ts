import { type Adoption, type AdoptResult, adoptDrift } from '../../../app/adopting/index.ts'
import { exitCodes } from '../../../model/index.ts'
import type { Command, Invocation, Report } from '../../command.ts'
import { adoptedText, patchesOf, proposalText } from '../../render/adoption.ts'
import { reviewerAt } from '../../terminal/reviewer.ts'

export const adopt: Command = {
  name: 'adopt',
  summary: 'write what was changed outside into the sources: the literals themselves, shown as a patch first',
  usage: '[KEY[#/POINTER]…] [--dry-run] [--yes]',
  details: `The reverse of apply, for drift that is to stay. What was applied last is the base: what was changed outside since
becomes part of the sources, at the literals that appia explain names, in modules and in the YAML, TOML, JSON, CSV and text
files that they import; formatting and comments stay. What other environments have from the same literal becomes an
override of this one. The edited sources are compiled first and must give what is live, or nothing is written. Refused, in
words: computed values, secrets, and what the sources say otherwise meanwhile.`,
  options: {
    'dry-run': { type: 'boolean', description: 'show the patch, and write nothing' },
    yes: { type: 'boolean', short: 'y', description: 'do not ask' },
    shared: {
      type: 'boolean',
      description: 'change a literal although others have it too; they are listed',
    },
    plain: {
      type: 'string',
      multiple: true,
      value: 'KEY#/POINTER',
      description: 'write this value although it looks like a secret',
    },
  },
  completes: 'part',
  positionals: [0, 10_000],
  writes: true,
  async run(invocation) {
    const { options, positionals } = invocation
    const request = {
      parts: positionals,
      plain: options.list('plain'),
      isShared: options.flag('shared'),
      isDry: options.flag('dry-run'),
    }
    const reviewer = reviewerAt<Adoption>(invocation, (shown) =>
      proposalText(shown, invocation.terminal.paint),
    )
    return await reportOf(await adoptDrift(request, invocation, reviewer), invocation)
  },
}

async function reportOf(result: AdoptResult, { options }: Invocation): Promise<Report> {
  if (result.kind === 'refused') {
    const { diagnostics, directory, exitCode } = result
    return {
      exitCode,
      text: 'nothing written\n',
      json: { kind: result.kind },
      diagnostics,
      workspaceDirectory: directory,
    }
  }
  const { adoption, kind } = result
  const { environment, revision, keys, others, leftAlone } = adoption
  const files = options.flag('json') ? await patchesOf(adoption) : []
  return {
    exitCode: exitCodes.done,
    text: adoptedText(result),
    json: { kind, environment, revision, keys, files, others, leftAlone },
  }
}
