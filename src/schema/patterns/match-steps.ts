import type { CompiledPattern, Look, Span } from './compile-pattern.ts'

/**
 * Whether a text has a match, as `RegExp.prototype.test` with the flag u says it. All ways to match are followed at once,
 * and what an assertion looks for is found for all positions beforehand: the time grows with the length of the text
 * times the number of steps, whatever the pattern is.
 */
export function hasMatch(pattern: CompiledPattern, text: string): boolean {
  const points = [...text].map((character) => character.codePointAt(0) as number) // a character has one
  const subject: Subject = { points, spans: pattern.spans, found: [] }
  // What stands within another comes before it.
  for (const look of pattern.looks)
    subject.found.push(look.isBehind ? endsOf(subject, look.steps) : startsOf(subject, look.steps))
  return endsOf(subject, pattern.steps, { isOneEnough: true }).includes(1)
}

type Steps = Look['steps']

interface Subject {
  readonly points: readonly number[]
  readonly spans: readonly Span[]
  /** For each assertion that looks around: by position, 1 where what it looks for is there. */
  readonly found: Uint8Array[]
}

/** By position, 1 where a match that began anywhere ends. */
function endsOf(subject: Subject, steps: Steps, { isOneEnough = false } = {}): Uint8Array {
  const ends = new Uint8Array(subject.points.length + 1)
  const front: Front = { subject, steps, seen: new Uint32Array(steps.length), ends }
  let current: number[] = []
  for (let position = 0; position < ends.length; position++) {
    const takers = follow(front, [0, ...current], position)
    if (isOneEnough && ends[position] === 1) break
    const point = subject.points[position]
    current = takers.filter((index) => takes(subject, steps[index], point)).map((index) => index + 1)
  }
  return ends
}

interface Front {
  readonly subject: Subject
  readonly steps: Steps
  /** By step, the position at which it was reached last, plus one. */
  readonly seen: Uint32Array
  readonly ends: Uint8Array
}

/** Follows what takes no character; what is left takes one. */
function follow(
  { subject, steps, seen, ends }: Front,
  starts: readonly number[],
  position: number,
): number[] {
  const takers: number[] = []
  const waiting = [...starts]
  for (let index = waiting.pop(); index !== undefined; index = waiting.pop()) {
    const step = steps[index]
    if (step === undefined || seen[index] === position + 1) continue
    seen[index] = position + 1
    if (step.action === 'accept') ends[position] = 1
    else if (step.action === 'one_of') takers.push(index)
    else if (step.action === 'go') waiting.push(step.first)
    else if (step.action === 'fork') waiting.push(step.second, step.first)
    else if (holds(subject, step, position)) waiting.push(index + 1)
  }
  return takers
}

/** By position, 1 where a match begins: from the end, the steps from which there is a way to accept. */
function startsOf(subject: Subject, steps: Steps): Uint8Array {
  const starts = new Uint8Array(subject.points.length + 1)
  const before = stepsBefore(steps)
  let later = new Uint8Array(steps.length)
  for (let position = starts.length - 1; position >= 0; position--) {
    const point = subject.points[position]
    const now = new Uint8Array(steps.length)
    const waiting = [...steps.keys()].filter((index) => {
      const step = steps[index]
      return step?.action === 'accept' || (later[index + 1] === 1 && takes(subject, step, point))
    })
    for (let index = waiting.pop(); index !== undefined; index = waiting.pop()) {
      if (now[index] === 1) continue
      now[index] = 1
      for (const each of before[index] ?? []) {
        const step = steps[each]
        const isFree = step?.action === 'go' || step?.action === 'fork'
        if (step !== undefined && (isFree || holds(subject, step, position))) waiting.push(each)
      }
    }
    starts[position] = now[0] ?? 0
    later = now
  }
  return starts
}

/** By step, those that lead to it without taking a character. */
function stepsBefore(steps: Steps): readonly number[][] {
  const before: number[][] = steps.map(() => [])
  for (const [index, { action, first, second }] of steps.entries()) {
    if (action === 'one_of' || action === 'accept') continue
    const targets = action === 'fork' ? [first, second] : [action === 'go' ? first : index + 1]
    for (const target of targets) before[target]?.push(index)
  }
  return before
}

function holds(
  { points, found }: Subject,
  { action, first, second }: Steps[number],
  position: number,
): boolean {
  if (action === 'at_start') return position === 0
  if (action === 'at_end') return position === points.length
  if (action === 'look') return found[first]?.[position] !== second
  const isBoundary = isWord(points[position - 1]) !== isWord(points[position])
  return action === 'at_boundary' ? isBoundary : !isBoundary
}

function takes({ spans }: Subject, step: Steps[number] | undefined, point: number | undefined): boolean {
  if (step?.action !== 'one_of' || point === undefined) return false
  return isIn(spans, { first: step.first, end: step.first + step.second }, point)
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
