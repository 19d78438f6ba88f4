import type { AST } from '@eslint-community/regexpp'

/** One step of a compiled pattern; see `action` in `appia/pattern.hpp`. */
interface Step {
  readonly action:
    | 'one_of'
    | 'fork'
    | 'go'
    | 'at_start'
    | 'at_end'
    | 'at_boundary'
    | 'inside_word'
    /** `first` is the number of what is looked for, `second` is 1 where it must not be there. Never portable. */
    | 'look'
    | 'accept'
  readonly first: number
  readonly second: number
}

/** What an assertion looks for, before or behind a position. */
export interface Look {
  readonly isBehind: boolean
  readonly steps: readonly Step[]
}

/** Code points, both ends included. */
export type Span = readonly [from: number, to: number]

export interface CompiledPattern {
  readonly source: string
  readonly steps: readonly Step[]
  readonly spans: readonly Span[]
  /** One within another comes before it. */
  readonly looks: readonly Look[]
}

const mostSteps = 10_000

/** Why a pattern cannot be carried; the message goes on after "the pattern … ". */
export class PatternRefused extends Error {}

/**
 * A pattern of ECMAScript with the flag u as steps that are followed all at once. Throws `PatternRefused` for what
 * needs a memory of what was matched (backreferences); and, where it is to be `portable`, for what looks around or
 * depends on the version of Unicode.
 */
export async function compilePattern(
  source: string,
  { isPortable }: { readonly isPortable: boolean },
): Promise<CompiledPattern> {
  const { RegExpParser } = await import('@eslint-community/regexpp')
  const pattern = new RegExpParser().parsePattern(source, 0, source.length, { unicode: true })
  const program: Program = { steps: [], spans: [], looks: [], isPortable }
  emitAlternatives(program, pattern.alternatives)
  emit(program, 'accept')
  return { source, steps: program.steps, spans: program.spans, looks: program.looks }
}

interface Program {
  readonly steps: Step[]
  readonly spans: Span[]
  readonly looks: Look[]
  readonly isPortable: boolean
}

function emit({ steps }: Program, action: Step['action'], first = 0, second = 0): number {
  if (steps.length >= mostSteps) throw new PatternRefused(`takes more than ${mostSteps} steps`)
  return steps.push({ action, first, second }) - 1
}

function patch({ steps }: Program, index: number, change: Partial<Step>): void {
  steps[index] = { ...(steps[index] as Step), ...change }
}

function emitAlternatives(program: Program, alternatives: readonly AST.Alternative[]): void {
  const ends: number[] = []
  for (const [index, alternative] of alternatives.entries()) {
    const isLast = index === alternatives.length - 1
    const fork = isLast ? undefined : emit(program, 'fork', program.steps.length + 1)
    for (const element of alternative.elements) emitElement(program, element)
    if (fork === undefined) continue
    ends.push(emit(program, 'go'))
    patch(program, fork, { second: program.steps.length })
  }
  for (const end of ends) patch(program, end, { first: program.steps.length })
}

function emitElement(program: Program, element: AST.Element): void {
  switch (element.type) {
    case 'Assertion':
      emitAssertion(program, element)
      return
    case 'Quantifier':
      emitQuantifier(program, element)
      return
    case 'Group':
      if (element.modifiers !== null) throw new PatternRefused('changes flags within itself')
      emitAlternatives(program, element.alternatives)
      return
    case 'CapturingGroup':
      emitAlternatives(program, element.alternatives)
      return
    case 'Backreference':
      throw new PatternRefused(`refers back to what was matched (${element.raw})`)
    case 'Character':
    case 'CharacterSet':
    case 'CharacterClass':
    case 'ExpressionCharacterClass': {
      const spans = spansOf(element, program)
      emit(program, 'one_of', program.spans.length, spans.length)
      program.spans.push(...spans)
    }
  }
}

function emitAssertion(program: Program, element: AST.Assertion): void {
  switch (element.kind) {
    case 'start':
      emit(program, 'at_start')
      return
    case 'end':
      emit(program, 'at_end')
      return
    case 'word':
      emit(program, element.negate ? 'inside_word' : 'at_boundary')
      return
    default:
      if (program.isPortable) throw new PatternRefused(`looks around (${element.raw})`)
      emitLook(program, element)
  }
}

function emitLook(program: Program, element: AST.LookaroundAssertion): void {
  const inner: Program = { ...program, steps: [] }
  emitAlternatives(inner, element.alternatives)
  emit(inner, 'accept')
  const look = program.looks.push({ isBehind: element.kind === 'lookbehind', steps: inner.steps }) - 1
  emit(program, 'look', look, element.negate ? 1 : 0)
}

function emitQuantifier(program: Program, { element, min, max }: AST.Quantifier): void {
  for (let count = 0; count < min; count++) emitElement(program, element)
  if (max === Number.POSITIVE_INFINITY) {
    const fork = emit(program, 'fork', program.steps.length + 1)
    emitElement(program, element)
    emit(program, 'go', fork)
    patch(program, fork, { second: program.steps.length })
    return
  }
  const forks: number[] = []
  for (let count = min; count < max; count++) {
    forks.push(emit(program, 'fork', program.steps.length + 1))
    emitElement(program, element)
  }
  for (const fork of forks) patch(program, fork, { second: program.steps.length })
}

type CharacterElement =
  | AST.Character
  | AST.CharacterSet
  | AST.CharacterClass
  | AST.CharacterClassRange
  | AST.ExpressionCharacterClass

function spansOf(
  element: CharacterElement | AST.ClassRangesCharacterClassElement,
  program: Pick<Program, 'isPortable'>,
): Span[] {
  switch (element.type) {
    case 'Character':
      return [[element.value, element.value]]
    case 'CharacterClassRange':
      return [[element.min.value, element.max.value]]
    case 'CharacterClass': {
      const inner = element.elements.flatMap((each) =>
        spansOf(each as AST.ClassRangesCharacterClassElement, program),
      )
      return element.negate ? complement(inner) : joined(inner)
    }
    case 'CharacterSet': {
      if (element.kind === 'property') {
        if (!program.isPortable) return spansOfProperty(element.raw)
        throw new PatternRefused(
          `asks for a property of Unicode (${element.raw}), whose characters change with its version`,
        )
      }
      if (element.kind === 'any') return complement(lineEnds)
      return element.negate ? complement(sets[element.kind]) : sets[element.kind]
    }
    default:
      throw new PatternRefused(`has a class that the flag u does not know (${element.raw})`)
  }
}

const propertySpans = new Map<string, readonly Span[]>()

/** By asking Node of each code point, once a property: what is in it changes with Node's version. */
function spansOfProperty(raw: string): Span[] {
  const known = propertySpans.get(raw) ?? findSpans(raw)
  propertySpans.set(raw, known)
  return [...known]
}

function findSpans(raw: string): Span[] {
  const expression = new RegExp(`^${raw}$`, 'u')
  const spans: [number, number][] = []
  for (let code = 0; code <= 0x10ffff; code++) {
    if (!expression.test(String.fromCodePoint(code))) continue
    const last = spans.at(-1)
    if (last?.[1] === code - 1) last[1] = code
    else spans.push([code, code])
  }
  return spans
}

const lineEnds: Span[] = [
  [0x0a, 0x0a],
  [0x0d, 0x0d],
  [0x2028, 0x2029],
]

/** The classes of ECMAScript (22.2.2.9), white space and line ends among them. */
const sets: Readonly<Record<'digit' | 'space' | 'word', Span[]>> = {
  digit: [[0x30, 0x39]],
  space: [
    [0x09, 0x0d],
    [0x20, 0x20],
    [0xa0, 0xa0],
    [0x1680, 0x1680],
    [0x2000, 0x200a],
    [0x2028, 0x2029],
    [0x202f, 0x202f],
    [0x205f, 0x205f],
    [0x3000, 0x3000],
    [0xfeff, 0xfeff],
  ],
  word: [
    [0x30, 0x39],
    [0x41, 0x5a],
    [0x5f, 0x5f],
    [0x61, 0x7a],
  ],
}

function joined(spans: readonly Span[]): Span[] {
  const result: [number, number][] = []
  for (const [from, to] of spans.toSorted((a, b) => a[0] - b[0])) {
    const last = result.at(-1)
    if (last !== undefined && from <= last[1] + 1) last[1] = Math.max(last[1], to)
    else result.push([from, to])
  }
  return result
}

function complement(spans: readonly Span[]): Span[] {
  const result: Span[] = []
  let next = 0
  for (const [from, to] of joined(spans)) {
    if (from > next) result.push([next, from - 1])
    next = to + 1
  }
  if (next <= 0x10ffff) result.push([next, 0x10ffff])
  return result
}
