import { type Desired, type Environment, matchesRule } from '../../model/index.ts'

/** Pointers of what is left as it is live in a document; '' is all of it. */
export function keptParts(
  key: string,
  { ignoreChanges = [] }: Pick<Environment, 'ignoreChanges'>,
  initial: readonly string[] = [],
): readonly string[] {
  const ruled = ignoreChanges.filter((rule) => matchesRule(key, rule.key)).map(({ pointer = '' }) => pointer)
  const all = [...new Set([...ruled, ...initial])].sort()
  return all.filter((pointer) => !all.some((other) => other !== pointer && isWithin(pointer, other)))
}

/** What is left to others in each key, by the rules and by its document. */
export function keptIn({
  environment,
  entries,
}: Pick<Desired, 'entries'> & { readonly environment: Pick<Environment, 'ignoreChanges'> }): (
  key: string,
) => readonly string[] {
  const initials = new Map(entries.flatMap(({ key, initial }) => (initial ? [[key, initial]] : [])))
  if (initials.size === 0 && !environment.ignoreChanges?.length) return () => []
  return (key) => keptParts(key, environment, initials.get(key))
}

/** True of the pointer itself and of what is below it. */
export function isWithin(pointer: string, around: string): boolean {
  return pointer === around || pointer.startsWith(`${around}/`)
}
