import { type Environment, nearest } from '../../model/index.ts'
import type { Context } from '../context.ts'
import { usageFailure } from '../failure.ts'

/** The environment that was named, else the expected one, else the workspace's first. */
export function chooseEnvironment(
  environments: readonly Environment[],
  context: Context,
  expected?: string,
): Environment {
  const name = context.environment ?? expected
  const names = environments.map((environment) => environment.name)
  const chosen =
    name === undefined ? environments[0] : environments.find((environment) => environment.name === name)
  if (chosen !== undefined) return chosen
  const suggestion = name === undefined ? undefined : nearest(name, names)
  const hint = suggestion === undefined ? '' : `; did you mean "${suggestion}"?`
  throw usageFailure(`no environment "${name ?? ''}"${hint}`, `environments: ${names.join(', ') || 'none'}`)
}
