import { loadFormats, readDocument } from '../../formats/index.ts'
import { configKey, decodeBytes, type Effect } from '../../model/index.ts'
import { isSecretAt, type Schema } from '../../schema/index.ts'
import type {
  FollowedDocument,
  Follower,
  FollowerHost,
  FollowerPlan,
  PlannedDocument,
} from '../followers/index.ts'
import type { AgentSettings, FileSettings } from '../settings/settings.ts'
import { effectOfChange } from './effect-of-change.ts'
import { FileKeeper, type FileKeeperOptions, type Offered } from './file-keeper.ts'
import { filePlace } from './file-place.ts'
import { planDocument } from './plan-document.ts'

/** The files that settings name, each by itself. Throws `AgentError` where a schema cannot be read. */
export async function planFiles(
  { files = {} }: AgentSettings,
  component: string,
): Promise<FollowerPlan | undefined> {
  const planned = await Promise.all(
    Object.entries(files).map(async ([name, settings]): Promise<PlannedFile> => {
      const { key = configKey(component) } = settings
      return { settings, document: await planDocument(name, settings, key) }
    }),
  )
  if (planned.length === 0) return undefined
  return { documents: planned.map(({ document }) => document), open: (host) => openFiles(planned, host) }
}

interface PlannedFile {
  readonly settings: FileSettings
  readonly document: PlannedDocument
}

function openFiles(planned: readonly PlannedFile[], host: FollowerHost): Follower {
  const { stateFolder, onEvent, onStatus } = host
  const keepers = new Map(
    planned.map(({ settings, document: { name, schema } }) => {
      const told = { name, stateFolder, onEvent, onStatus }
      return [name, new FileKeeper({ ...told, ...fileOptions(settings, schema) })]
    }),
  )
  return {
    name: 'files',
    async start() {
      await loadFormats(planned.map(({ document }) => document.format))
      for (const { document } of planned) {
        const keeper = keepers.get(document.name)
        await keeper?.start()
        host.follow(document, {
          onDocument: (document) => {
            const { revision, key, apply } = document
            keeper?.offer({ ...contentOf(document), revision, key, apply })
          },
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

/** What a document's file holds: what was sealed for the member is open there. */
export function contentOf({
  text,
  openedText,
}: Pick<FollowedDocument, 'text' | 'openedText'>): Required<Pick<Offered, 'bytes' | 'isOpened'>> {
  return { bytes: Buffer.from(decodeBytes(openedText ?? text)), isOpened: openedText !== undefined }
}

/** How one file is kept. Its format has to be loaded. */
export function fileOptions(
  settings: FileSettings,
  schema: Schema | undefined,
): Pick<FileKeeperOptions, 'place' | 'settings' | 'effectOf' | 'mayHoldSecret'> {
  return {
    place: filePlace(settings.path, settings),
    settings,
    effectOf: (before, after) => effectOfBytes(before, after, { format: settings.format, schema }),
    mayHoldSecret: mayHoldSecret(schema),
  }
}

/** What cannot be read, or was not there, needs all. */
export function effectOfBytes(
  before: Buffer | undefined,
  after: Buffer | undefined,
  { format, schema }: Pick<PlannedDocument, 'format'> & { readonly schema?: Schema | undefined },
): Effect {
  const [was, is] = [before, after].map((bytes) => bytes && readDocument(bytes, format))
  return was === undefined || is === undefined ? 'restart' : effectOfChange(was, is, schema)
}

/** True of documents whose hash would confirm guesses of a secret. */
export function mayHoldSecret(schema: Schema | undefined): boolean {
  return schema !== undefined && isSecretAt(schema, '')
}
