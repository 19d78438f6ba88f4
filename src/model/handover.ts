import type { Place } from './provenance.ts'

/** A key, a component, or an element of a list, that goes by another name from now on. */
export interface Move {
  /**
   * Keys begin with '/' and have the environment's prefix; anything else is the name of a component. Behind '#', the pointer
   * of an element in the documents of either, with elements by what identifies them: `/config/db/json#/pools/main`.
   */
  readonly from: string
  readonly to: string
}

/** A rename as the sources declare it. */
export interface DeclaredMove extends Move {
  /** Where it stands; absent: not known. */
  readonly at?: Place
}

/** What others write: a key, by a rule as of `matchesRule`, or one part of it. It is set once and then left as it is live. */
export interface IgnoredChanges {
  readonly key: string
  /** The JSON pointer of that part, with everything below it. */
  readonly pointer?: string
}

/** What the sources say of keys besides what they are to hold. Keys have the environment's prefix. */
export interface Handover {
  /** Keys that are given up, and left as they are: each a rule as of `matchesRule`. Absent: none. */
  readonly forget?: readonly string[]
  readonly moved?: readonly DeclaredMove[]
  readonly ignoreChanges?: readonly IgnoredChanges[]
}

/** `/config/a/json#/replicas` → its key and pointer; a key alone is all of it. */
export function parseKeyPart(text: string): IgnoredChanges {
  const at = text.indexOf('#/')
  return at < 0 ? { key: text } : { key: text.slice(0, at), pointer: text.slice(at + 1) }
}

/** True of a key, and not of the name of a component. */
export function isKeyName(name: string): boolean {
  return name.startsWith('/')
}

/** True when a key is what a rule means: `*` stands for one segment, and all below it where the rule ends with '/'. */
export function matchesRule(key: string, rule: string): boolean {
  const segments = key.split('/')
  const wanted = rule.split('/')
  const isFolder = rule.endsWith('/')
  if (isFolder ? segments.length < wanted.length : segments.length !== wanted.length) return false
  return wanted.every(
    (want, index) => want === '*' || want === segments[index] || (isFolder && index === wanted.length - 1),
  )
}

/** True of a rename of an element, and not of a key or a component. */
export function movesElement({ from }: Move): boolean {
  return parseKeyPart(from).pointer !== undefined
}

/** The renames of elements in a document, each by its pointers alone. */
export function elementMoves(
  moves: readonly DeclaredMove[],
  { key, component }: { readonly key: string; readonly component: string },
): DeclaredMove[] {
  return moves.flatMap((move) => {
    const [from, to] = [parseKeyPart(move.from), parseKeyPart(move.to)]
    const isOf = from.key === key || from.key === component
    if (!isOf || from.pointer === undefined || to.pointer === undefined) return []
    return [{ ...move, from: from.pointer, to: to.pointer }]
  })
}

/** The name after all renames in a row, as long as `isWanted` says that it is not there yet; undefined where none leads on. */
export function followMoves(
  name: string,
  moves: readonly Move[],
  isWanted: (name: string) => boolean,
): string | undefined {
  let at = name
  for (let step = 0; step < moves.length; step++) {
    const next = moves.find(({ from }) => from === at)
    if (next === undefined) return undefined
    at = next.to
    if (isWanted(at)) return at
  }
  return undefined
}
