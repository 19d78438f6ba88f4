import { mkdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { installFile } from './install-file.ts'

/** What an agent must know of a file after a crash. */
export interface FileState {
  /** Bytes, base64, that are in effect: the component has taken them up. */
  readonly current?: string
  /** SHA-256, hex, of bytes that were put in place; whether they are in effect is not known. */
  readonly installing?: string
  /** Bytes that were taken back: not tried again. */
  readonly rejected?: { readonly sha256: string; readonly problem: string }
}

/** The state of one file, in the agent's own folder. It may hold secrets as the file does: mode 0600. */
export class StateFile {
  private readonly path: string
  private readonly folder: string

  constructor(folder: string, name: string) {
    this.folder = folder
    this.path = join(folder, `${encodeURIComponent(name)}.state.json`)
  }

  /** What was written last; nothing is known where there is none, or a damaged one. */
  async read(): Promise<FileState> {
    try {
      // Written by `write` alone; what else it may be is told by its members.
      const state = JSON.parse(await readFile(this.path, 'utf8')) as FileState
      return typeof state === 'object' && state !== null ? state : {}
    } catch (error) {
      if (error instanceof SyntaxError || (error as NodeJS.ErrnoException).code === 'ENOENT') return {}
      throw error
    }
  }

  /** On the disk once it resolves; unless it is durable, an agent that is killed leaves it, a machine that goes down may not. */
  async write(state: FileState, { isDurable = true } = {}): Promise<void> {
    await mkdir(this.folder, { recursive: true, mode: 0o700 })
    await installFile(this.path, Buffer.from(JSON.stringify(state)), { mode: '0600', isDurable })
  }
}
