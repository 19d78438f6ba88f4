import type { CompiledPattern, Span } from './compile-pattern.ts'

/**
 * Whether a text has a match, as `RegExp.prototype.test` with the flag u says it. All ways to match are followed at once:
 * the time grows with the length of the text times the number of steps, whatever the pattern is.
 */
export function hasMatch(pattern: CompiledPattern, text: string): boolean {
  const points = [...text].map((character) => character.codePointAt(0) as number) // a character has one
  const front: Front = { pattern, points, seen: new Uint32Array(pattern.steps.length), waiting: [] }
  let current: number[] = []
  for (let position = 0; position <= points.length; position++) {
    current = follow(front, [0, ...current], position)
    if (current.at(-1) === accepted) return true
    current = taking(front, current, points[position])
  }
  return false
}

/** In place of a step: the pattern has matched. */
const accepted = -1

interface Front {
  readonly pattern: CompiledPattern
  readonly points: readonly number[]
  /** By step, the position at which it was reached last, plus one. */
  readonly seen: Uint32Array
  readonly waiting: number[]
}

/** Follows what takes no character; what is left takes one. */
function follow(front: Front, starts: readonly number[], position: number): number[] {
  const { pattern, seen, waiting } = front
  const taking: number[] = []
  for (const start of starts) {
    waiting.push(start)
    for (let index = waiting.pop(); index !== undefined; index = waiting.pop()) {
      const step = pattern.steps[index]
      if (step === undefined || seen[index] === position + 1) continue
      seen[index] = position + 1
      if (step.action === 'accept') return [accepted]
      if (step.action === 'one_of') taking.push(index)
      else if (step.action === 'go') waiting.push(step.first)
      else if (step.action === 'fork') waiting.push(step.second, step.first)
      else if (holds(step.action, front, position)) waiting.push(index + 1)
    }
  }
  return taking
}

function holds(
  action: 'at_start' | 'at_end' | 'at_boundary' | 'inside_word',
  { points }: Front,
  position: number,
): boolean {
  if (action === 'at_start') return position === 0
  if (action === 'at_end') return position === points.length
  const isBoundary = isWord(points[position - 1]) !== isWord(points[position])
  return action === 'at_boundary' ? isBoundary : !isBoundary
}

/** The steps after those that take this character. */
function taking({ pattern }: Front, steps: readonly number[], point: number | undefined): number[] {
  if (point === undefined) return []
  return steps.flatMap((index) => {
    const { first = 0, second = 0 } = pattern.steps[index] ?? {}
    return isIn(pattern.spans, { first, end: first + second }, point) ? [index + 1] : []
  })
}

/** Whether one of the spans from `first` to before `end`, which are sorted, has the code point. */
function isIn(
  spans: readonly Span[],
  { first, end }: { readonly first: number; readonly end: number },
  point: number,
): boolean {
  let [low, high] = [first, end]
  while (low < high) {
    const middle = (low + high) >> 1
    if ((spans[middle] as Span)[1] < point) low = middle + 1
    else high = middle
  }
  return low < end && (spans[low] as Span)[0] <= point
}

function isWord(point: number | undefined): boolean {
  return point !== undefined && /^\w$/.test(String.fromCodePoint(point))
}
