import { readFile } from 'node:fs/promises'
import type { ActionSettings } from '../settings/settings.ts'
import { type CommandOutcome, runCommand } from './run-command.ts'

/** Seconds that a program may take unless its settings say otherwise. */
export const defaultSeconds = 10

/** Makes a component take its file up. Never rejects. */
export async function runAction(action: ActionSettings, signal: AbortSignal): Promise<CommandOutcome> {
  if ('signal' in action) return await sendSignal(action)
  const { within: seconds = defaultSeconds } = action
  if ('command' in action) return await runCommand(action.command, { seconds, signal })
  const { unit, verb = 'reload-or-restart' } = action
  return await runCommand(['systemctl', verb, '--', unit], { seconds, signal })
}

/** A component that does not run reads its file when it starts: that is no failure. */
async function sendSignal({
  signal,
  pidFile,
}: {
  readonly signal: NodeJS.Signals
  readonly pidFile: string
}): Promise<CommandOutcome> {
  try {
    const text = (await readFile(pidFile, 'utf8')).trim()
    // 0 and negative numbers are groups of processes, 1 is the system's own.
    if (!/^[1-9][0-9]{0,8}$/.test(text) || text === '1')
      return { output: '', problem: `${pidFile} holds no process id` }
    process.kill(Number(text), signal)
    return { output: '' }
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    if (code === 'ENOENT' || code === 'ESRCH') return { output: '' }
    return { output: '', problem: `no ${signal} by ${pidFile}: ${code}` }
  }
}
