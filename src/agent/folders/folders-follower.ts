import { loadFormats } from '../../formats/index.ts'
import { configKey, type Effect } from '../../model/index.ts'
import { FileKeeper, type Offered } from '../files/file-keeper.ts'
import { contentOf, effectOfBytes, mayHoldSecret } from '../files/files-follower.ts'
import { planDocument } from '../files/plan-document.ts'
import type {
  FollowedDocument,
  Follower,
  FollowerHost,
  FollowerPlan,
  PlannedDocument,
} from '../followers/index.ts'
import type { AgentSettings, FolderSettings } from '../settings/settings.ts'
import { decodeFolder, encodeFolder } from './folder-content.ts'
import { folderPlace } from './folder-place.ts'

/** The folders that settings name, each as one. Throws `AgentError` where a schema cannot be read. */
export async function planFolders(
  { folders = {} }: AgentSettings,
  component: string,
): Promise<FollowerPlan | undefined> {
  const planned = await Promise.all(
    Object.entries(folders).map(async ([name, settings]): Promise<PlannedFolder> => {
      const files = await Promise.all(
        Object.entries(settings.files).map(async ([file, document]): Promise<[string, PlannedDocument]> => {
          const { key = configKey(component) } = document
          return [file, await planDocument(`folders:${name}:${file}`, document, key)]
        }),
      )
      return { name, settings, files: new Map(files) }
    }),
  )
  if (planned.length === 0) return undefined
  return {
    documents: planned.flatMap(({ files }) => [...files.values()]),
    open: (host) => openFolders(planned, host),
  }
}

interface PlannedFolder {
  readonly name: string
  readonly settings: FolderSettings
  /** By the name of the file. */
  readonly files: ReadonlyMap<string, PlannedDocument>
}

function openFolders(planned: readonly PlannedFolder[], host: FollowerHost): Follower {
  const keepers = new Map(planned.map((folder) => [folder.name, keeperOf(folder, host)]))
  return {
    name: 'folders',
    async start() {
      for (const { name, files } of planned) {
        const keeper = keepers.get(name)
        await loadFormats([...files.values()].map(({ format }) => format))
        await keeper?.start()
        host.followTogether([...files.values()], {
          onDocuments: (documents) => keeper?.offer(offered([...files.keys()], documents)),
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

function keeperOf({ name, settings, files }: PlannedFolder, host: FollowerHost): FileKeeper {
  const { stateFolder, onEvent, onStatus } = host
  return new FileKeeper({
    ...{ name: `folders/${name}`, stateFolder, onEvent, onStatus, settings },
    place: folderPlace(settings.path, settings),
    effectOf: (before, after) => effectOfFolder(files, before, after),
    mayHoldSecret: [...files.values()].some(({ schema }) => mayHoldSecret(schema)),
  })
}

/** The most that any of its files asks for. */
function effectOfFolder(
  files: ReadonlyMap<string, PlannedDocument>,
  before: Buffer | undefined,
  after: Buffer,
): Effect {
  const [was, is] = [decodeFolder(before), decodeFolder(after)]
  const effects = [...new Set([...was.keys(), ...is.keys()])].map((name): Effect => {
    const { format, schema } = files.get(name) ?? {}
    return effectOfBytes(was.get(name), is.get(name), { ...(format && { format }), schema })
  })
  return effects.includes('restart') ? 'restart' : effects.includes('live') ? 'live' : 'none'
}

function offered(names: readonly string[], documents: readonly FollowedDocument[]): Offered {
  const contents = documents.map(contentOf)
  const files = contents.map(({ bytes }, index): [string, Buffer] => [names[index] ?? '', bytes])
  return {
    ...{ bytes: encodeFolder(new Map(files)), isOpened: contents.some(({ isOpened }) => isOpened) },
    ...standingOf(documents),
  }
}

/** Which documents these are, as a status tells it. */
export function standingOf(
  documents: readonly FollowedDocument[],
): Required<Pick<Offered, 'revision' | 'documents'>> {
  return {
    revision: Math.max(0, ...documents.map(({ revision }) => revision)),
    documents: Object.fromEntries(
      documents.map(({ key, revision, sha256, apply, isSecret }) => [
        key,
        { revision, apply, ...(!isSecret && { sha256 }) },
      ]),
    ),
  }
}
