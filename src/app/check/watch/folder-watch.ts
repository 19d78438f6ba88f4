import { type FSWatcher, watch } from 'node:fs'
import { readdir } from 'node:fs/promises'
import { join } from 'node:path'

/** Further folders are not watched: what a workspace is made of lies in far fewer. */
const mostFolders = 2000

/**
 * Tells of anything that changes in a folder and those below it, but for hidden ones and what packages hold. Folders are
 * watched, not files: an editor that saves by renaming puts another file in the place of the one that was there.
 */
export class FolderWatch {
  private readonly root: string
  private readonly onChange: () => void
  private readonly watchers = new Map<string, FSWatcher>()

  constructor(root: string, onChange: () => void) {
    this.root = root
    this.onChange = onChange
  }

  /** Watches the folders that are there now, and no longer those that are gone. */
  async look(): Promise<void> {
    const present = new Set(await foldersIn(this.root))
    for (const [folder, watcher] of this.watchers) {
      if (present.has(folder)) continue
      watcher.close()
      this.watchers.delete(folder)
    }
    for (const folder of present) if (!this.watchers.has(folder)) this.open(folder)
  }

  close(): void {
    for (const watcher of this.watchers.values()) watcher.close()
    this.watchers.clear()
  }

  private open(folder: string): void {
    try {
      const watcher = watch(folder, (_event, name) => {
        if (name === null || !isLeftOut(name)) this.onChange()
      })
      // One that goes away is noticed in the folder that it lay in.
      watcher.on('error', () => {
        watcher.close()
        this.watchers.delete(folder)
      })
      this.watchers.set(folder, watcher)
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error // gone since it was listed
    }
  }
}

async function foldersIn(root: string): Promise<string[]> {
  const folders = [root]
  for (const folder of folders) {
    if (folders.length >= mostFolders) break
    const entries = await readdir(folder, { withFileTypes: true }).catch(() => [])
    for (const entry of entries)
      if (entry.isDirectory() && !isLeftOut(entry.name)) folders.push(join(folder, entry.name))
  }
  return folders.slice(0, mostFolders)
}

function isLeftOut(name: string): boolean {
  return name.startsWith('.') || name === 'node_modules'
}
