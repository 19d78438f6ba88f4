import type { CompiledEnvironment, Diagnostic, Place } from '../../model/index.ts'

const longestType = 80

/**
 * The type errors that say something new. One on a line where something more telling was found, or where its value is
 * handed on to a document, or about a key that something more telling was found of, says the same again. While a secret stands in the sources as a literal, no type
 * error is shown: its message could quote the literal.
 */
export function tellingTypeErrors(
  types: readonly Diagnostic[],
  others: readonly Diagnostic[],
  compiled: readonly Pick<CompiledEnvironment, 'provenance'>[] = [],
): readonly Diagnostic[] {
  if (others.some(({ code }) => code === 'literal-secret')) return []
  const places = others.flatMap((each) => [each.at, each.origin?.key, ...placesOfUses(each, compiled)])
  const lines = new Set(places.map((at) => `${at?.file}:${at?.line}`))
  const keys = new Set(others.flatMap(keysOf))
  return types
    .filter(({ at }) => !lines.has(`${at?.file}:${at?.line}`))
    .filter((error) => !wordsOf(error).some((word) => keys.has(word)))
    .map(withShortTypes)
}

/** Where the other leaves that a diagnostic reaches have their names. */
function placesOfUses(
  { notes = [] }: Diagnostic,
  compiled: readonly Pick<CompiledEnvironment, 'provenance'>[],
): (Place | undefined)[] {
  const uses = notes.filter(({ label }) => label === 'also used by').flatMap(({ text }) => text.split('\n'))
  return uses.flatMap((use) => {
    const [key = '', pointer = ''] = use.split('#')
    return compiled.map(({ provenance }) => provenance.get(key)?.get(pointer)?.key)
  })
}

/** The keys that a diagnostic is about: that of its value, and one that is lacking. */
function keysOf({ pointer, message }: Diagnostic): string[] {
  const named = pointer?.split('/').filter((segment) => /^[A-Za-z_]/.test(segment)) ?? []
  const [, lacking] = / lacks (\w+)$/.exec(message) ?? []
  return [...named.slice(-1), ...(lacking === undefined ? [] : [lacking])]
}

function wordsOf({ message, notes = [] }: Diagnostic): string[] {
  return [message, ...notes.map(({ text }) => text)].flatMap((text) => text.match(/[A-Za-z_]\w*/g) ?? [])
}

/** A type is printed as far as one line holds it. */
function withShortTypes(error: Diagnostic): Diagnostic {
  const { message, notes } = error
  const shorten = (text: string) =>
    text.replace(/'([^']+)'/g, (quoted, type: string) =>
      type.length <= longestType ? quoted : `'${type.slice(0, longestType - 1)}…'`,
    )
  return {
    ...error,
    message: shorten(message),
    ...(notes && { notes: notes.map((note) => ({ ...note, text: shorten(note.text) })) }),
  }
}
