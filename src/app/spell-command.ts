import { shellWord } from '../model/index.ts'
import type { Context } from './context.ts'

/** A command as one types it to reach the same store: `appia doctor --env lab --endpoints 10.0.0.1:2379`. */
export type SpellCommand = (words: string) => string

/** Spells commands with the environment, unless a file names it, and with what was said of the store and the workspace. */
export function commandSpeller({ endpoints, workspace }: Context, environment?: string): SpellCommand {
  const given: readonly (readonly [string, string | undefined])[] = [
    ['env', environment],
    ['endpoints', endpoints],
    ['workspace', workspace],
  ]
  const suffix = given.flatMap(([name, value]) =>
    value === undefined ? [] : [`--${name} ${shellWord(value)}`],
  )
  return (words) => [`appia ${words}`, ...suffix].join(' ')
}

/** How a saved plan is applied; it names its environment itself. */
export function applyCommand(file: string, context: Context): string {
  return commandSpeller(context)(`apply ${shellWord(file)}`)
}
