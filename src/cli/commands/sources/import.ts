import { importFiles, importSchema } from '../../../app/importing/index.ts'
import { usageFailure } from '../../../app/index.ts'
import { exitCodes } from '../../../model/index.ts'
import type { Command, Invocation, Report } from '../../command.ts'
import { importText, schemaText } from '../../render/importing.ts'

export const importCommand: Command = {
  name: 'import',
  summary: 'bring files, folders or what lies in an etcd into the workspace, as modules and draft schemas',
  usage: 'FILE… | DIR… | --from-etcd PREFIX | --schema FILE',
  details: `Writes a module for each document, a draft of each schema and the index; nothing is written to a store. Folders and
prefixes that are called like environments (dev, prod, …), or several folders of the same files, become environments: what
is equal stands once, what differs as an override. Secrets are told by name and by look, and written nowhere. What the
workspace has already is left as it is; what it has otherwise is an error unless --force. With --schema, a published schema of any draft becomes one of the workspace.`,
  options: {
    'from-etcd': {
      type: 'string',
      value: 'PREFIX',
      description: 'what lies under this prefix of the environment’s store, or of --endpoints',
    },
    key: {
      type: 'string',
      value: 'PATTERN',
      description: 'the key of a file, {name} for its path without ending; default /config/{name}/json',
    },
    environments: {
      type: 'string',
      value: 'LIST',
      description: 'names that are environments, commas between',
    },
    plain: {
      type: 'string',
      multiple: true,
      value: 'KEY#/POINTER',
      description: 'write this value although it looks like a secret',
    },
    text: {
      type: 'string',
      multiple: true,
      value: 'KEY',
      description: 'with --from-etcd: this value is a text, though it looks like YAML, TOML or an env file',
    },
    schema: {
      type: 'string',
      value: 'FILE',
      description: 'convert this published schema, and say what is not carried over',
    },
    name: {
      type: 'string',
      value: 'NAME',
      description: 'name of the workspace, where there is none yet; with --schema, of the schema',
    },
    prefix: {
      type: 'string',
      value: 'PREFIX',
      description: 'of the environment that the keys lie in: /site-a',
    },
    force: { type: 'boolean', description: 'write modules anew that say otherwise' },
    'dry-run': { type: 'boolean', description: 'say what would be written, and write nothing' },
  },
  completes: 'file',
  positionals: [0, 10_000],
  async run(invocation) {
    const { options, positionals } = invocation
    const fromStore = options.text('from-etcd')
    const schema = options.text('schema')
    const sources = [fromStore, schema, positionals[0]].filter((each) => each !== undefined)
    if (sources.length !== 1)
      throw usageFailure(
        'say what to import',
        'appia import FILE… | DIR… | --from-etcd PREFIX | --schema FILE',
      )
    if (schema !== undefined) return await runSchema(schema, invocation)
    const keyPattern = options.text('key')
    const name = options.text('name')
    const report = await importFiles(
      {
        paths: positionals,
        environments: options.text('environments')?.split(',') ?? [],
        plain: options.list('plain'),
        texts: options.list('text'),
        isForced: options.flag('force'),
        isDry: options.flag('dry-run'),
        ...(fromStore !== undefined && { fromStore }),
        ...(keyPattern !== undefined && { keyPattern }),
        ...(name !== undefined && { name }),
      },
      invocation,
    )
    return { exitCode: exitCodes.done, text: importText(report), json: report }
  },
}

async function runSchema(file: string, invocation: Invocation): Promise<Report> {
  const { options } = invocation
  const name = options.text('name')
  const report = await importSchema(
    {
      file,
      isForced: options.flag('force'),
      isDry: options.flag('dry-run'),
      ...(name !== undefined && { name }),
    },
    invocation,
  )
  return { exitCode: exitCodes.done, text: schemaText(report), json: report }
}
