import { appendPointer, type JsonArray, type JsonValue } from '../../model/index.ts'
import { type AlignOptions, alignLists, type ListAlignment } from '../lists/index.ts'
import type { Versions } from './merge-documents.ts'

/** What merging lists needs of the merge that it is part of. */
export interface ListMerge extends AlignOptions {
  readonly pointer: string
  readonly isSame: (a: JsonValue | undefined, b: JsonValue | undefined) => boolean
  readonly merge: (versions: Versions, pointer: string) => JsonValue | undefined
  readonly conflict: (pointer: string) => void
}

/**
 * The elements of `live` in their order, with what the step from `base` to `target` did: what it took away is gone,
 * what it added or moved stands behind the element that it follows in `target`.
 */
export function mergeLists(versions: Versions<JsonArray>, options: ListMerge): JsonArray {
  const tokens = tokensOf(versions, options)
  const values = valuesOf(versions, tokens, options)
  const placed = new Set(
    tokens.live.filter((token) => values.has(token) && !movesOnlyInTarget(token, tokens)),
  )
  reportMoves(tokens, options)
  const behind = insertions(tokens, { values, placed })
  const order = [undefined, ...tokens.live.filter((token) => placed.has(token))].flatMap((token) => [
    ...(token === undefined ? [] : [token]),
    ...(behind.get(token) ?? []),
  ])
  return order.map((token) => values.get(token) as JsonValue)
}

/** Elements by names that hold in all three lists. */
type Token = string

interface Tokens {
  readonly base: readonly Token[]
  readonly target: readonly Token[]
  readonly live: readonly Token[]
  readonly movedInTarget: ReadonlySet<Token>
  readonly movedInLive: ReadonlySet<Token>
}

function tokensOf({ base, target, live }: Versions<JsonArray>, options: ListMerge): Tokens {
  const step = alignLists(base, target, options)
  const edit = alignLists(base, live, options)
  const targetTokens = nameElements(target, step, 'target')
  const liveTokens = nameElements(live, edit, 'live')
  // What both added is one element.
  const both = alignLists(
    step.added.map((index) => target[index] as JsonValue),
    edit.added.map((index) => live[index] as JsonValue),
    options,
  )
  for (const pair of [...both.kept, ...both.moved]) {
    targetTokens[step.added[pair.from] as number] = liveTokens[edit.added[pair.to] as number] as Token
  }
  return {
    base: base.map((_, index) => `base ${index}`),
    target: targetTokens,
    live: liveTokens,
    movedInTarget: new Set(step.moved.map(({ from }) => `base ${from}`)),
    movedInLive: new Set(edit.moved.map(({ from }) => `base ${from}`)),
  }
}

function nameElements(list: JsonArray, { kept, moved }: ListAlignment, side: string): Token[] {
  const tokens = list.map((_, index) => `${side} ${index}`)
  for (const { from, to } of [...kept, ...moved]) tokens[to] = `base ${from}`
  return tokens
}

/** What each element of the merged list is. */
function valuesOf(
  { base, target, live }: Versions<JsonArray>,
  tokens: Tokens,
  { isSame, merge, conflict, pointer }: ListMerge,
): ReadonlyMap<Token, JsonValue> {
  const places = [tokens.base, tokens.target, tokens.live].map(
    (list) => new Map(list.map((token, index) => [token, index])),
  ) as [Map<Token, number>, Map<Token, number>, Map<Token, number>]
  const values = new Map<Token, JsonValue>()
  for (const token of new Set([...tokens.base, ...tokens.target, ...tokens.live])) {
    const [inBase, inTarget, inLive] = places.map((map) => map.get(token))
    const was = inBase === undefined ? undefined : base[inBase]
    const targetElement = inTarget === undefined ? undefined : target[inTarget]
    const now = inLive === undefined ? undefined : live[inLive]
    const at = inLive === undefined ? pointer : appendPointer(pointer, inLive)
    let value: JsonValue | undefined
    if (was !== undefined && targetElement === undefined && now !== undefined && !isSame(now, was)) {
      conflict(at) // taken away, and edited since
      value = now
    } else if (
      was !== undefined &&
      targetElement !== undefined &&
      now === undefined &&
      !isSame(targetElement, was)
    ) {
      conflict(at) // changed, and taken away since
    } else value = merge({ base: was, target: targetElement, live: now }, at)
    if (value !== undefined) values.set(token, value)
  }
  return values
}

function movesOnlyInTarget(token: Token, { movedInTarget, movedInLive }: Tokens): boolean {
  return movedInTarget.has(token) && !movedInLive.has(token)
}

/** What both moved, and not to the same neighbours, stands where it is now. */
function reportMoves(
  { target, live, movedInTarget, movedInLive }: Tokens,
  { conflict, pointer }: ListMerge,
): void {
  const [wanted, now] = [target, live].map(
    (list) => new Map(list.map((token, index) => [token, list[index - 1]])),
  )
  for (const token of movedInTarget) {
    if (movedInLive.has(token) && wanted?.get(token) !== now?.get(token)) conflict(pointer)
  }
}

/** By the element in front of them, what is to stand behind it; by undefined, what is to stand first. */
function insertions(
  { target }: Tokens,
  { values, placed }: { readonly values: ReadonlyMap<Token, JsonValue>; readonly placed: ReadonlySet<Token> },
): Map<Token | undefined, Token[]> {
  const behind = new Map<Token | undefined, Token[]>()
  let anchor: Token | undefined
  for (const token of target) {
    if (placed.has(token)) anchor = token
    else if (values.has(token)) {
      const run = behind.get(anchor)
      if (run === undefined) behind.set(anchor, [token])
      else run.push(token)
    }
  }
  return behind
}
