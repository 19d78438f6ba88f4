import { once } from 'node:events'
import { readFile } from 'node:fs/promises'
import { type ConfigDocument, type ConnectOptions, UnifiedEtcdClient } from '../client/index.ts'
import { configKey, decodeBytes } from '../model/index.ts'
import { parseSchemas, type Schema } from '../schema/index.ts'
import { AgentError } from './agent-error.ts'
import type { FileEvent } from './files/file-event.ts'
import { FileKeeper } from './files/file-keeper.ts'
import { serveStatus } from './serve-status.ts'
import type { AgentSettings, FileSettings } from './settings/settings.ts'

/** A line of an agent's log. */
export type AgentEvent =
  | FileEvent
  | { readonly kind: 'started' | 'stopped'; readonly member: string }
  /** What the client library has to say: connection, cache. */
  | { readonly kind: 'client'; readonly event: string; readonly text: string }
  /** A document that is not used: codes and places. */
  | { readonly kind: 'invalid'; readonly file: string; readonly revision: number; readonly problem: string }

/** Whom an agent serves, and how. */
export interface AgentOptions {
  readonly component: string
  readonly node: string
  readonly settings: AgentSettings
  /** How etcd is reached; wins over what the settings say. */
  readonly connection: Pick<ConnectOptions, 'store' | 'endpoints' | 'allowPlaintextPassword'>
  readonly onEvent: (event: AgentEvent) => void
  /** Aborted when the agent is to stop. */
  readonly signal: AbortSignal
}

/**
 * Keeps the files of one component as etcd has them, until it is told to stop. An etcd that is away changes nothing: the
 * files stay, and hand edits of them are put back. Throws `AgentError` for what it cannot begin with.
 */
export async function runAgent(options: AgentOptions): Promise<void> {
  const { component, node, settings, onEvent, signal } = options
  const files = await Promise.all(Object.entries(settings.files).map(fileOf))
  const client = await connect(options, files)
  const agent = new Agent(client, { ...options, main: mainFile(component, files).name })
  const member = `${component}@${node}`
  const keepers = agent.keepers
  const server = await serveStatus(settings.status, { client, keepers }).catch(async (error: unknown) => {
    await client.close()
    throw error
  })
  try {
    for (const file of files) await agent.keep(file)
    onEvent({ kind: 'started', member })
    if (!signal.aborted) await once(signal, 'abort')
  } finally {
    await Promise.all([...keepers.values()].map((keeper) => keeper.close()))
    server.close()
    await client.close()
  }
  onEvent({ kind: 'stopped', member })
}

/** A file, and the schema of the installed component. */
interface AgentFile {
  readonly name: string
  readonly settings: FileSettings
  readonly schema?: Schema
}

async function fileOf([name, settings]: [string, FileSettings]): Promise<AgentFile> {
  if (settings.schema === undefined) return { name, settings }
  const text = await readFile(settings.schema, 'utf8').catch((error: NodeJS.ErrnoException) => {
    throw new AgentError(`the schema of ${name} cannot be read: ${settings.schema}: ${error.code}`)
  })
  const { schemas, diagnostics } = parseSchemas([{ file: `${name}.schema.json`, text }])
  const schema = schemas.get(name)
  if (schema === undefined)
    throw new AgentError(
      `${settings.schema} is no schema: ${diagnostics.map(({ message }) => message).join('; ')}`,
    )
  return { name, settings, schema }
}

/** The component's own document: that of its name, or the first. */
function mainFile(component: string, files: readonly AgentFile[]): AgentFile {
  const main = files.find(({ name }) => name === component) ?? files[0]
  if (main === undefined) throw new AgentError('the settings name no file')
  return main
}

function connect(
  { component, node, settings, connection, onEvent }: AgentOptions,
  files: readonly AgentFile[],
): Promise<UnifiedEtcdClient> {
  const main = mainFile(component, files)
  const called = files.map((file) => ({ ...file, name: file === main ? component : file.name }))
  const { prefix = '' } = settings
  const endpoints = connection.endpoints ?? settings.endpoints
  return UnifiedEtcdClient.connect({
    ...connection,
    ...(endpoints && { endpoints }),
    ...{ component, node, prefix, startTimeoutMs: 0 },
    documents: Object.fromEntries(
      called.map(({ name, settings: { key = configKey(component), format } }) => [name, { key, format }]),
    ),
    schemas: Object.fromEntries(
      called.flatMap(({ name, schema }) => (schema === undefined ? [] : [[name, schema.document]])),
    ),
    onEvent: ({ kind, text }) => onEvent({ kind: 'client', event: kind, text }),
  })
}

/** Files that follow their documents, and what is told of them in the member's status. */
class Agent {
  readonly keepers = new Map<string, FileKeeper>()
  private readonly client: UnifiedEtcdClient
  private readonly options: AgentOptions & { readonly main: string }
  private newest: ConfigDocument | undefined

  constructor(client: UnifiedEtcdClient, options: AgentOptions & { readonly main: string }) {
    this.client = client
    this.options = options
  }

  async keep({ name, settings, schema }: AgentFile): Promise<void> {
    const { component, main, onEvent } = this.options
    const { stateFolder } = this.options.settings
    const keeper = new FileKeeper({
      ...{ name, settings, stateFolder, onEvent, onStatus: () => this.publish() },
      ...(schema && { schema }),
    })
    await keeper.start()
    this.keepers.set(name, keeper)
    this.client.watchConfig(
      name === main ? component : name,
      (_, document) => {
        if (name === main) this.newest = document
        keeper.offer({ bytes: Buffer.from(decodeBytes(document.text)), revision: document.revision })
      },
      ({ revision, messages }) =>
        onEvent({ kind: 'invalid', file: name, revision, problem: messages.join('; ') }),
    )
  }

  /** The component runs what its file holds: what the newest document says once that is in effect. */
  private publish(): void {
    const { newest } = this
    const files = Object.fromEntries([...this.keepers].map(([name, { status }]) => [name, { ...status }]))
    this.client.publishStatus({ files })
    if (newest !== undefined && this.keepers.get(this.options.main)?.status.revision === newest.revision)
      this.client.publishRunning({ key: newest.key, sha256: newest.sha256, revision: newest.revision })
  }
}
