import { AgentError } from './agent-error.ts'
import { type AgentOptions, runAgent } from './run-agent.ts'
import { readSettings } from './settings/read-settings.ts'
import type { AgentSettings } from './settings/settings.ts'

/** An agent whose settings are read again when its operator says so. */
export interface ReloadingOptions extends Omit<AgentOptions, 'settings'> {
  readonly settingsFile: string
  /** Calls back when the settings are to be read again; gives how to stop. */
  readonly onReload: (reload: () => void) => () => void
}

/**
 * Runs an agent with the settings of a file until it is told to stop. Settings that are refused, or that it cannot begin
 * with, are told and leave those in use that it has. Throws `AgentError` where it cannot begin at all.
 */
export async function runReloading(options: ReloadingOptions): Promise<void> {
  const { settingsFile, onReload, onEvent, signal, supervisor } = options
  let again = new AbortController()
  let next: AgentSettings | undefined
  let before: AgentSettings | undefined
  // Listened to all the time: a hang-up that nobody waits for ends a process.
  const forget = onReload(async () => {
    supervisor?.reloading()
    next = (await readAgain(options)) ?? next
    if (next === undefined) supervisor?.ready()
    else again.abort()
  })
  try {
    let settings = await readSettings(settingsFile)
    while (!signal.aborted) {
      again = new AbortController()
      try {
        await runAgent({ ...options, settings, signal: AbortSignal.any([signal, again.signal]) })
        before = settings
      } catch (error) {
        if (!(error instanceof AgentError) || before === undefined) throw error
        onEvent({ kind: 'settings-refused', problem: error.message })
        next ??= before
        before = undefined
      }
      settings = next ?? settings
      next = undefined
    }
  } finally {
    forget()
  }
}

async function readAgain({ settingsFile, onEvent }: ReloadingOptions): Promise<AgentSettings | undefined> {
  try {
    return await readSettings(settingsFile)
  } catch (error) {
    if (!(error instanceof AgentError)) throw error
    onEvent({ kind: 'settings-refused', problem: error.message })
    return undefined
  }
}
