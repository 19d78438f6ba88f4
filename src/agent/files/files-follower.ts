import { readFile } from 'node:fs/promises'
import { configKey, decodeBytes } from '../../model/index.ts'
import { parseSchemas, type Schema } from '../../schema/index.ts'
import { AgentError } from '../agent-error.ts'
import type { Follower, FollowerHost, FollowerPlan, PlannedDocument } from '../followers/index.ts'
import type { AgentSettings, FileSettings } from '../settings/settings.ts'
import { FileKeeper } from './file-keeper.ts'

/** The files that settings name, each by itself. Throws `AgentError` where a schema cannot be read. */
export async function planFiles(
  { files = {} }: AgentSettings,
  { component }: { readonly component: string },
): Promise<FollowerPlan> {
  const planned = await Promise.all(
    Object.entries(files).map(async ([name, settings]): Promise<PlannedFile> => {
      const { key = configKey(component), format, schema } = settings
      const parsed = schema === undefined ? undefined : await readSchema(name, schema)
      return { settings, document: { name, key, format, ...(parsed && { schema: parsed }) } }
    }),
  )
  return {
    documents: planned.map(({ document }) => document),
    open: (host) => openFiles(planned, host),
  }
}

interface PlannedFile {
  readonly settings: FileSettings
  readonly document: PlannedDocument
}

/** The schema of the installed component. */
async function readSchema(name: string, path: string): Promise<Schema> {
  const text = await readFile(path, 'utf8').catch((error: NodeJS.ErrnoException) => {
    throw new AgentError(`the schema of ${name} cannot be read: ${path}: ${error.code}`)
  })
  const { schemas, diagnostics } = parseSchemas([{ file: `${name}.schema.json`, text }])
  const schema = schemas.get(name)
  if (schema === undefined)
    throw new AgentError(`${path} is no schema: ${diagnostics.map(({ message }) => message).join('; ')}`)
  return schema
}

function openFiles(planned: readonly PlannedFile[], host: FollowerHost): Follower {
  const { stateFolder, onEvent, onStatus } = host
  const keepers = new Map(
    planned.map(({ settings, document: { name, schema } }) => {
      const keeper = new FileKeeper({
        ...{ name, settings, stateFolder, onEvent, onStatus },
        ...(schema && { schema }),
      })
      return [name, keeper]
    }),
  )
  return {
    name: 'files',
    async start() {
      for (const { document } of planned) {
        const keeper = keepers.get(document.name)
        await keeper?.start()
        host.follow(document, {
          onDocument: ({ text, revision, key, apply }) =>
            keeper?.offer({ bytes: Buffer.from(decodeBytes(text)), revision, key, apply }),
          onRefused: (problem) => keeper?.refuse(problem),
        })
      }
    },
    async stop() {
      await Promise.all([...keepers.values()].map((keeper) => keeper.close()))
    },
    get status() {
      return Object.fromEntries([...keepers].map(([name, { status }]) => [name, status]))
    },
  }
}
