import { setTimeout as sleep } from 'node:timers/promises'
import type { Effect } from '../../model/index.ts'
import { defaultSeconds, runAction } from '../actions/run-action.ts'
import { type CommandOutcome, runCommand } from '../actions/run-command.ts'
import type { CommandSettings, UptakeSettings } from '../settings/settings.ts'

/** ms between questions after a component's health. */
const healthIntervalMs = 200

/** Runs the component's own check of a file or a folder that is not in place yet. */
export async function checkFile(
  path: string,
  { check }: UptakeSettings,
  signal: AbortSignal,
): Promise<CommandOutcome> {
  if (check === undefined) return { output: '' }
  const { command, within: seconds = defaultSeconds } = check
  return await runCommand(
    command.map((word) => word.replaceAll(/\{(?:file|folder)\}/g, () => path)),
    { seconds, signal },
  )
}

/** Makes the component take a file up that is in place, and waits until it is healthy. */
export async function activate(
  effect: Effect,
  settings: UptakeSettings,
  signal: AbortSignal,
): Promise<CommandOutcome> {
  if (effect === 'none') return { output: '' }
  const { reload, restart = reload, healthy } = settings
  const action = effect === 'restart' ? restart : reload
  if (action !== undefined) {
    const done = await runAction(action, signal)
    if (done.problem !== undefined) return done
  }
  return healthy === undefined ? { output: '' } : await waitUntilHealthy(healthy, signal)
}

async function waitUntilHealthy(
  { command, within = defaultSeconds }: CommandSettings,
  signal: AbortSignal,
): Promise<CommandOutcome> {
  const deadline = performance.now() + within * 1000
  for (;;) {
    const left = (deadline - performance.now()) / 1000
    const outcome = await runCommand(command, { seconds: Math.max(left, 0.1), signal })
    if (outcome.problem === undefined || signal.aborted) return outcome
    if (performance.now() + healthIntervalMs > deadline)
      return { ...outcome, problem: `not healthy within ${within} s: ${outcome.problem}` }
    await sleep(healthIntervalMs)
  }
}
