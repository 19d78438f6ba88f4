import { defaultName, initWorkspace } from '../../../app/importing/index.ts'
import { Failure } from '../../../app/index.ts'
import { exitCodes } from '../../../model/index.ts'
import type { Command, Invocation } from '../../command.ts'
import { leftText, writtenText } from '../../render/importing.ts'

export const init: Command = {
  name: 'init',
  summary: 'begin a workspace: one component that passes check',
  usage: '[DIR] [--name NAME] [--endpoints LIST] [--yes]',
  details: `Writes configs/, schemas/, package.json (Appia pinned), tsconfig.json, .gitignore and README.md. On a terminal it asks
for what was not said; elsewhere, and with --yes, the name is the folder's and the store the embedded one. Never overwrites:
package.json, tsconfig.json, .gitignore and README.md of a project stay as they are; where configs/, schemas/ or generated/
hold another file of the same name, nothing is written (exit 7).`,
  options: {
    name: { type: 'string', value: 'NAME', description: 'name of the workspace; default: the folder’s' },
    yes: { type: 'boolean', short: 'y', description: 'do not ask' },
  },
  completes: 'folder',
  positionals: [0, 1],
  async run(invocation) {
    const { options, positionals } = invocation
    const folder = positionals[0] ?? '.'
    const asks = invocation.terminal.canAsk && !options.flag('yes') && !options.flag('json')
    const name = options.text('name') ?? (asks ? await askName(folder, invocation) : undefined)
    const endpoints = invocation.endpoints ?? (asks ? await askEndpoints(invocation) : undefined)
    const list = endpoints
      ?.split(',')
      .map((each) => each.trim())
      .filter((each) => each !== '')
    const done = await initWorkspace(
      { folder, ...(name && { name }), ...(list?.length && { endpoints: list }) },
      invocation,
    )
    const step = folder === '.' ? '' : `cd ${folder} && `
    const next = `next: ${step}npm install && npx appia check\n`
    const text =
      done.files.length === 0
        ? `${done.name}: everything is there already\n`
        : `${writtenText(done.files)}${leftText(done.left)}${next}`
    return {
      exitCode: exitCodes.done,
      text,
      json: { name: done.name, directory: done.directory, files: done.files, left: done.left },
    }
  },
}

async function askName(folder: string, invocation: Invocation): Promise<string> {
  const fallback = defaultName(folder, invocation)
  return (await ask(`Name of the workspace [${fallback}]: `, invocation)) || fallback
}

async function askEndpoints(invocation: Invocation): Promise<string> {
  return await ask('Endpoints of your etcd, commas between [none: the embedded store]: ', invocation)
}

async function ask(question: string, { terminal, signal }: Invocation): Promise<string> {
  const answer = await terminal.ask(question, signal)
  if (answer === undefined) throw new Failure(exitCodes.interrupted, 'nothing written: interrupted')
  return answer.trim()
}
