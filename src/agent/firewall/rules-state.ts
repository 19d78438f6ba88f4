import { mkdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { replaceFile } from '../../files/index.ts'

/** What an agent must know of a table after a crash: hashes of documents. */
export interface RulesState {
  /** Confirmed, or never to be confirmed: loaded again without asking. */
  readonly confirmed?: string
  /** Nobody confirmed it: not tried again. */
  readonly rejected?: string
}

/** What was written last; nothing is known where there is none, or a damaged one. */
export async function readRulesState(folder: string, name: string): Promise<RulesState> {
  try {
    // Written by `writeRulesState` alone.
    const state = JSON.parse(await readFile(statePath(folder, name), 'utf8')) as RulesState
    return typeof state === 'object' && state !== null ? state : {}
  } catch (error) {
    if (error instanceof SyntaxError || (error as NodeJS.ErrnoException).code === 'ENOENT') return {}
    throw error
  }
}

export async function writeRulesState(folder: string, name: string, state: RulesState): Promise<void> {
  await mkdir(folder, { recursive: true, mode: 0o700 })
  await replaceFile(statePath(folder, name), JSON.stringify(state), 0o600)
}

function statePath(folder: string, name: string): string {
  return join(folder, `${encodeURIComponent(name)}.state.json`)
}
