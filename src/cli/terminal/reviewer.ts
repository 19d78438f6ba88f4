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
  const refused = question.task === 'trim' ? 'not trimmed' : 'not applied'
  if (!terminal.canAsk || options.flag('json')) {
    throw new Failure(exitCodes.refused, `${refused}: nobody can be asked here`, {
      help: 'say it with --yes',
    })
  }
  const answer = await terminal.ask(`${questionText(question)} Only "yes" is taken: `, signal)
  if (signal.aborted) throw new Failure(exitCodes.interrupted, `${refused}: interrupted`)
  if (answer?.trim() !== 'yes') throw new Failure(exitCodes.refused, `${refused}: the answer was not "yes"`)
}

function questionText({ task, environment, storeName }: Question): string {
  const subject = task === 'trim' ? `trim the history of ${environment}` : `${task} on ${environment}`
  return `${subject} (${storeName})?`
}
