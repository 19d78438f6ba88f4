import type { Context } from '../../app/index.ts'
import type { OptionValues } from '../command.ts'
import { escapeText } from '../render/text/plain-text.ts'
import { withProgress } from '../terminal/progress.ts'
import type { Terminal } from '../terminal/terminal.ts'
import { userOf } from './author.ts'
import { permissionsOf } from './permissions.ts'

/** What a command line says to the tasks behind the commands. */
export function contextOf(
  options: OptionValues,
  {
    terminal,
    ...world
  }: Pick<Context, 'directory' | 'variables' | 'now' | 'signal'> & {
    readonly terminal: Terminal
  },
): Context {
  return {
    ...world,
    who: () => userOf(world.variables),
    ...named('workspace', options.text('workspace')),
    ...named('environment', options.text('env')),
    ...named('endpoints', options.text('endpoints')),
    ...named('discoverySrv', options.text('discovery-srv')),
    ...named('prefix', options.text('prefix')),
    ...named('message', options.text('message')),
    permissions: permissionsOf(options),
    withProgress: (label, task) => withProgress(terminal, label, task),
    onWarning: (text) =>
      terminal.warn(`${terminal.paintWarning('yellow', 'warning')}: ${escapeText(text)}\n`),
  }
}

function named<Name extends string>(
  name: Name,
  value: string | undefined,
): { readonly [name in Name]?: string } {
  return value === undefined ? {} : ({ [name]: value } as { readonly [name in Name]?: string }) // the one key
}
