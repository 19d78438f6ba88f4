import { randomUUID } from 'node:crypto'
import { type FSWatcher, watch } from 'node:fs'
import {
  chmod,
  chown,
  lstat,
  mkdir,
  readdir,
  readFile,
  readlink,
  rename,
  rm,
  symlink,
} from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { syncFolder } from '../../files/index.ts'
import { AgentError } from '../agent-error.ts'
import { cannotBeUsed } from '../files/file-place.ts'
import { type InstallOptions, marker, ownerNumbers, writeNew } from '../files/install-file.ts'
import type { Place, Prepared } from '../files/place.ts'
import { decodeFolder, encodeFolder } from './folder-content.ts'

/**
 * A folder of files that change together: `path` is a link that is turned from one complete folder to the next, both beside
 * it. The folder before stays until the component has taken up the new one.
 */
export function folderPlace(path: string, options: InstallOptions): Place {
  const folder = new LinkedFolder(path, options)
  return {
    begin: () => folder.begin(),
    read: () => folder.read(),
    prepare: (content) => folder.prepare(content),
    restore: (content) => folder.restore(content),
    remove: () => folder.remove(),
    settle: () => folder.settle(),
    watch: (onChange) => folder.watch(onChange),
  }
}

class LinkedFolder {
  private readonly path: string
  private readonly options: InstallOptions
  private readonly parent: string
  private inside: FSWatcher | undefined
  private onChange: (() => void) | undefined

  constructor(path: string, options: InstallOptions) {
    this.path = path
    this.options = options
    this.parent = dirname(path)
  }

  async begin(): Promise<void> {
    const there = await lstat(this.path).catch(() => undefined)
    if (there !== undefined && !there.isSymbolicLink())
      throw new AgentError(`${this.path} is no link: move it away, the agent puts a link there`)
    await this.settle().catch(cannotBeUsed(this.parent))
  }

  async read(): Promise<Buffer | undefined> {
    const version = await this.linked()
    return version === undefined ? undefined : await contentOf(join(this.parent, version))
  }

  async prepare(content: Buffer): Promise<Prepared> {
    const version = `${this.marker}${randomUUID()}`
    const folder = join(this.parent, version)
    const discard = () => rm(folder, { recursive: true, force: true })
    try {
      await this.write(folder, content)
    } catch (error) {
      await discard()
      throw error
    }
    return { path: folder, install: () => this.turnTo(version), discard }
  }

  /** The folder before is there as a rule, so that a full disk keeps nobody from it. */
  async restore(content: Buffer): Promise<void> {
    for (const version of await this.versions()) {
      const found = await contentOf(join(this.parent, version))
      if (found?.equals(content)) return await this.turnTo(version)
    }
    const prepared = await this.prepare(content)
    await prepared.install()
  }

  async remove(): Promise<void> {
    await rm(this.path, { force: true })
    await syncFolder(this.parent)
    await this.settle()
  }

  /** Removes every folder but the one that is linked. */
  async settle(): Promise<void> {
    const linked = await this.linked()
    const left = (await readdir(this.parent)).filter(
      (name) => name.startsWith(this.marker) && name !== linked,
    )
    await Promise.all(left.map((name) => rm(join(this.parent, name), { recursive: true, force: true })))
  }

  watch(onChange: () => void): { close: () => void } {
    this.onChange = onChange
    const outside = watch(this.parent, (_, name) => {
      if (name !== null && name !== basename(this.path)) return
      void this.watchInside()
      onChange()
    })
    void this.watchInside()
    return {
      close: () => {
        this.onChange = undefined
        outside.close()
        this.inside?.close()
      },
    }
  }

  private async watchInside(): Promise<void> {
    const version = await this.linked()
    this.inside?.close()
    this.inside = undefined
    const { onChange } = this
    if (version === undefined || onChange === undefined) return
    try {
      this.inside = watch(join(this.parent, version), onChange)
      // Removed with the folder; the link has been turned by then.
      this.inside.on('error', () => undefined)
    } catch {
      // Gone meanwhile: there is another look once the link is turned.
    }
  }

  private get marker(): string {
    return marker(this.path)
  }

  /** The name of the folder that the link leads to; undefined where that is none of ours. */
  private async linked(): Promise<string | undefined> {
    const target = await readlink(this.path).catch(() => undefined)
    return target?.startsWith(this.marker) && !target.includes('/') ? target : undefined
  }

  private async versions(): Promise<string[]> {
    const names = await readdir(this.parent, { withFileTypes: true })
    return names
      .filter((entry) => entry.isDirectory() && entry.name.startsWith(this.marker))
      .map(({ name }) => name)
  }

  private async write(folder: string, content: Buffer): Promise<void> {
    await mkdir(folder, { mode: 0o700 })
    for (const [name, bytes] of decodeFolder(content)) await writeNew(join(folder, name), bytes, this.options)
    await syncFolder(folder)
    const { uid, gid } = await ownerNumbers(this.options)
    const own = await lstat(folder)
    if (uid !== undefined || gid !== undefined) await chown(folder, uid ?? own.uid, gid ?? own.gid)
    const mode = Number.parseInt(this.options.mode, 8)
    // Who may read the files may enter.
    await chmod(folder, mode | ((mode & 0o444) >> 2))
    await syncFolder(this.parent)
  }

  /** A link cannot be turned, but another can be renamed over it. */
  private async turnTo(version: string): Promise<void> {
    const link = join(this.parent, `${this.marker}${randomUUID()}`)
    await symlink(version, link)
    try {
      await rename(link, this.path)
    } catch (error) {
      await rm(link, { force: true })
      throw error
    }
    await syncFolder(this.parent)
    await this.watchInside()
  }
}

/** What a folder holds, anything else than files counting as a file of no bytes; undefined where it is not there. */
async function contentOf(folder: string): Promise<Buffer | undefined> {
  const entries = await readdir(folder, { withFileTypes: true }).catch(() => undefined)
  if (entries === undefined) return undefined
  const files = entries.map(async (entry): Promise<[string, Buffer]> => {
    return [entry.name, entry.isFile() ? await readFile(join(folder, entry.name)) : Buffer.alloc(0)]
  })
  return encodeFolder(new Map(await Promise.all(files)))
}
