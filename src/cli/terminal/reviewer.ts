import { Failure, type Question, type Reviewer } from '../../app/index.ts'
import { exitCodes } from '../../model/index.ts'
import type { Invocation } from '../command.ts'

/** A person at the terminal, who reads what `render` makes of it and is asked; where nobody can be, only `--yes` agrees. */
export function reviewerAt<Shown>(
  invocation: Invocation,
  render: (shown: Shown) => string | Promise<string>,
): Reviewer<Shown> {
  const { options, terminal } = invocation
  return {
    show: async (shown) => {
      if (!options.flag('json')) terminal.write(`${await render(shown)}\n`)
    },
    agree: (question) => agree(question, invocation),
  }
}

async function agree(question: Question, { options, terminal, signal }: Invocation): Promise<void> {
  const refused = refusals[question.task]
  if (!terminal.canAsk || options.flag('json')) {
    throw new Failure(exitCodes.refused, `${refused}: nobody can be asked here`, {
      help: 'say it with --yes',
    })
  }
  const answer = await terminal.ask(`${questionText(question)} Only "yes" is taken: `, signal)
  if (signal.aborted) throw new Failure(exitCodes.interrupted, `${refused}: interrupted`)
  if (answer?.trim() !== 'yes') throw new Failure(exitCodes.refused, `${refused}: the answer was not "yes"`)
}

const refusals = {
  apply: 'not applied',
  rollback: 'not applied',
  trim: 'not trimmed',
  sign: 'not signed',
  'sign-applied': 'not signed',
  adopt: 'nothing written',
} as const satisfies Record<Question['task'], string>

function questionText({ task, environment, storeName }: Question): string {
  const subject = subjectText(task, environment)
  return `${subject} (${storeName})?`
}

function subjectText(task: Question['task'], environment: string): string {
  if (task === 'adopt') return `write this into the sources, as ${environment} has it`
  if (task === 'trim') return `trim the history of ${environment}`
  if (task === 'sign-applied') return `sign this, as it stands in ${environment}`
  return task === 'sign' ? `sign this plan for ${environment}` : `${task} on ${environment}`
}
