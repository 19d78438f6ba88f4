import { usageFailure } from '../../app/index.ts'
import type { Invocation, OptionValues } from '../command.ts'
import { overwriteOption, permissionOptions } from './permissions.ts'

/** The option of commands that take every environment of the workspace. */
export const allEnvironmentsOption = {
  'all-environments': {
    type: 'boolean',
    description: 'every environment of the workspace, in the waves that the sources declare',
  },
} as const

/** Throws a usage `Failure` for what is allowed by name: one has seen it in one environment. */
export function refusePermissions(options: OptionValues): void {
  const names = Object.keys({ ...permissionOptions, ...overwriteOption })
  refuseOne(names.find((name) => options.text(name) !== undefined || options.list(name).length > 0))
}

/** Throws a usage `Failure` for what an apply of one environment takes, and one of all does not. */
export function refuseOfOne({ options, positionals }: Invocation): void {
  refusePermissions(options)
  if (positionals.length > 0 || options.text('digest') !== undefined)
    throw usageFailure(
      '--all-environments plans anew: it takes no FILE',
      'a saved plan knows its environment: appia apply FILE; what was approved for all: --approved DIGEST',
    )
  if (options.flag('resume')) refuseOne('resume')
  if (options.text('canary') !== undefined) refuseOne('canary')
}

function refuseOne(name: string | undefined): void {
  if (name === undefined) return
  throw usageFailure(`--${name} is of one environment`, `name it: --env NAME --${name} …`)
}
