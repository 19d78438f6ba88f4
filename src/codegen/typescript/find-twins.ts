import { type Declaration, referredTypes } from './declaration.ts'

/** The names of one type after defaults and as authors write it. */
export interface Pair {
  readonly complete: string
  readonly input: string
}

/**
 * By the name of what authors write, that of what a component gets, where both are the same: they say the same and
 * refer to nothing that differs.
 */
export function findTwins(
  declarations: ReadonlyMap<string, Declaration>,
  pairs: readonly Pair[],
): Map<string, string> {
  const completeOf = new Map(pairs.map(({ complete, input }) => [input, complete]))
  const twins = new Map(
    pairs
      .filter(({ complete, input }) => declarations.has(input) && shapeOf(complete) === shapeOf(input))
      .map(({ complete, input }) => [input, complete]),
  )
  const referred = new Map(
    [...twins.keys()].map((input) => {
      const declaration = declarations.get(input)
      return [input, declaration === undefined ? [] : referredTypes(declaration)] as const
    }),
  )
  for (let size = -1; size !== twins.size; ) {
    size = twins.size
    for (const [input, names] of referred) {
      if (names.some((name) => completeOf.has(name) && !twins.has(name))) twins.delete(input)
    }
  }
  return twins

  /** The text but for layout, with the names of what components get. */
  function shapeOf(name: string): string | undefined {
    const text = declarations.get(name)?.getText()
    return text?.replace(/[\s|]+/g, ' ').replace(/\w+/g, (word) => completeOf.get(word) ?? word)
  }
}
