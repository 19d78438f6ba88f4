import { shellWord } from '../model/index.ts'
import type { Invocation } from './command.ts'

/** A command as one types it to reach the same store: `appia doctor --env lab --endpoints 10.0.0.1:2379`. */
export type SpellCommand = (words: string) => string

/** Spells commands with the environment, unless a file names it, and with what this invocation said of the store and the workspace. */
export function commandSpeller({ options }: Invocation, environment?: string): SpellCommand {
  const given: readonly (readonly [string, string | undefined])[] = [
    ['env', environment],
    ['endpoints', options.text('endpoints')],
    ['workspace', options.text('workspace')],
  ]
  const suffix = given.flatMap(([name, value]) =>
    value === undefined ? [] : [`--${name} ${shellWord(value)}`],
  )
  return (words) => [`appia ${words}`, ...suffix].join(' ')
}

/** How a saved plan is applied; it names its environment itself. */
export function applyCommand(file: string, invocation: Invocation): string {
  return commandSpeller(invocation)(`apply ${shellWord(file)}`)
}
