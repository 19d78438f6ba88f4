import { createHash } from 'node:crypto'
import { type FSWatcher, watch } from 'node:fs'
import { readdir, readFile, rm, statfs } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { encodeKeyring, type FollowedStatus, keyringMarker, writeKeyring } from '../../client/index.ts'
import { rotationKeys } from '../../model/index.ts'
import { neverReloaded, reloadedAgain } from '../actions/reloaded.ts'
import { runAction } from '../actions/run-action.ts'
import { AgentError } from '../agent-error.ts'
import type { FileEvent } from '../files/file-event.ts'
import { cannotBeUsed } from '../files/file-place.ts'
import { ownerNumbers } from '../files/install-file.ts'
import { type Follower, type FollowerHost, type FollowerPlan, Upkeep } from '../followers/index.ts'
import type { AgentSettings, KeyringSettings } from '../settings/settings.ts'

/** File systems that are memory (linux/magic.h: TMPFS_MAGIC, RAMFS_MAGIC). */
const memoryFileSystems = new Set([0x01021994, 0x858458f6])

/** ms until what failed is tried again. */
const retryPause = 5000

/** The keyring that settings name, if any. */
export function planKeys({ keys }: AgentSettings): FollowerPlan | undefined {
  if (keys === undefined) return undefined
  let opened: (follower: KeysFollower) => void = () => undefined
  const follower = new Promise<KeysFollower>((resolve) => {
    opened = resolve
  })
  return {
    documents: [],
    open: (host) => {
      const made = new KeysFollower(keys, host)
      opened(made)
      return made
    },
    keysHandedOn: async () => (await follower).handOn(),
  }
}

/** Keeps a keyring file at the keys that this member can open, whole at every instant. No seed is kept beside the client's ring. */
class KeysFollower implements Follower {
  readonly name = 'keys'
  private readonly settings: KeyringSettings
  private readonly host: FollowerHost
  private readonly upkeep = new Upkeep(() => this.work())
  /** True once it has started; false where it ended before. */
  private readonly begun: Promise<boolean>
  private begin: (isBegun: boolean) => void = () => undefined
  private watcher: FSWatcher | undefined
  private forget: () => void = () => undefined
  /** Of the file's bytes as they were written. */
  private written: string | undefined
  private isWritten = false
  /** Of a file that the component has not heard of. */
  private untold: FileEvent | undefined
  private standing: Pick<FollowedStatus, 'revision' | 'key_ids'> = { revision: 0 }
  private problem: string | null = null
  private reloaded = neverReloaded

  constructor(settings: KeyringSettings, host: FollowerHost) {
    this.settings = settings
    this.host = host
    this.begun = new Promise((resolve) => {
      this.begin = resolve
    })
  }

  get status(): { readonly [item: string]: FollowedStatus } {
    const { prefix } = this.host
    const { standing, problem, reloaded } = this
    return {
      keyring: { key: rotationKeys(prefix).keyset, apply: null, ...standing, problem, ...reloaded },
    }
  }

  async start(): Promise<void> {
    const { path } = this.settings
    const folder = dirname(path)
    const { type } = await statfs(folder).catch(cannotBeUsed(folder))
    if (!memoryFileSystems.has(type))
      throw new AgentError(
        `${folder} is no file system in memory: seeds would stay on the disk; use a folder below /run`,
      )
    const left = (await readdir(folder)).filter((name) => name.startsWith(keyringMarker(path)))
    await Promise.all(left.map((name) => rm(join(folder, name), { force: true })))
    this.watcher = watch(folder, (_, name) => {
      if (name === null || name === basename(path)) this.upkeep.look()
    })
    this.forget = this.host.client.watchKeyring(() => this.upkeep.look())
    this.begin(true)
    this.upkeep.look()
  }

  async stop(): Promise<void> {
    this.begin(false)
    this.forget()
    this.watcher?.close()
    await this.upkeep.close()
  }

  /** Whether the file holds every key that the client has now. Nothing is written to a folder that was not looked at yet. */
  async handOn(): Promise<boolean> {
    if (!(await this.begun)) return false
    this.upkeep.look()
    await this.upkeep.settle()
    return this.isWritten
  }

  private async work(): Promise<void> {
    try {
      await this.handle()
    } catch (error) {
      const { code, message } = error as NodeJS.ErrnoException
      this.problem = `not written: ${code ?? message}`
      this.fail(this.problem)
    }
    this.host.onStatus()
  }

  private async handle(): Promise<void> {
    this.isWritten = false
    const { path } = this.settings
    const present = hashOf(await readFile(path).catch(absent))
    const owner = await this.owner()
    const { content, state, revision } = this.host.client.keyring()
    if (content === undefined) {
      this.problem = `no keys yet: ${state}`
      return
    }
    // Nothing is awaited between the two encodings: a rotation may drop and zero a seed meanwhile.
    const wanted = hashOf(encodeKeyring(content))
    const isEdited = wanted === this.written
    if (present !== wanted) {
      await writeKeyring(path, content, owner)
      this.untold = { kind: isEdited ? 'restored' : 'installed', file: 'keys/keyring', revision }
    }
    this.written = wanted
    this.isWritten = true
    this.standing = { revision, key_ids: content.keys.map(({ id }) => id) }
    this.problem = (await this.reload()) ?? (state === 'ready' ? null : state)
  }

  /** Makes the component take the keys up; tried again until it does. */
  private async reload(): Promise<string | undefined> {
    const { untold } = this
    if (untold === undefined) return undefined
    const { reload } = this.settings
    if (reload !== undefined) {
      this.reloaded = reloadedAgain(this.reloaded)
      const { problem, output } = await runAction(reload, this.upkeep.signal)
      if (problem !== undefined) {
        this.fail(problem, output)
        return problem
      }
    }
    this.untold = undefined
    this.host.onEvent(untold)
    return undefined
  }

  /** Both or none: a file of the component's user is of its group, too. */
  private async owner(): Promise<{ readonly uid: number; readonly gid: number } | undefined> {
    const { owner, group } = this.settings
    const { uid, gid } = await ownerNumbers({ owner, group })
    if (uid === undefined && gid === undefined) return undefined
    return { uid: uid ?? process.getuid?.() ?? 0, gid: gid ?? process.getgid?.() ?? 0 }
  }

  private fail(problem: string, output?: string): void {
    const { revision } = this.standing
    this.host.onEvent({
      ...{ kind: 'failed', file: 'keys/keyring', revision, problem },
      ...(output !== undefined && { output }),
    })
    this.upkeep.lookAgainIn(retryPause)
  }
}

function absent(error: NodeJS.ErrnoException): undefined {
  if (error.code !== 'ENOENT') throw error
}

/** Of bytes that hold seeds, which are zeroed. */
function hashOf(bytes: Buffer | undefined): string | undefined {
  if (bytes === undefined) return undefined
  const hash = createHash('sha256').update(bytes).digest('hex')
  bytes.fill(0)
  return hash
}
