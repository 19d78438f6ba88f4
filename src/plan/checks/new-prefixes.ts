import { configPrefix, type Environment, type Live, type Plan } from '../../model/index.ts'

/** The prefixes that a plan adds to what is managed, beside that of the components: keys of others may lie there. */
export function newPrefixesOf(
  {
    managedPrefixes,
    environment,
  }: {
    readonly managedPrefixes: readonly string[]
    readonly environment: Pick<Environment, 'prefix'>
  },
  live: Pick<Live, 'managedPrefixes'>,
): Pick<Plan, 'newPrefixes'> {
  const known = [configPrefix(environment.prefix), ...(live.managedPrefixes ?? [])]
  const newPrefixes = managedPrefixes
    .filter((each) => !known.some((prefix) => each.startsWith(prefix)))
    .sort()
  return newPrefixes.length === 0 ? {} : { newPrefixes }
}
