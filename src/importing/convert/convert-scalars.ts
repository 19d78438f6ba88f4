import type { JsonValue } from '../../model/index.ts'
import { textFormat } from '../../schema/index.ts'
import { note, noteLoss, type Part } from './conversion.ts'
import { knownTypes, plainKeywords } from './keywords.ts'

/** What says something of the value by itself: type, choices, bounds, lengths, patterns, words for people. */
export function convertScalars(part: Part): void {
  const { draft } = part
  for (const [keyword, value] of Object.entries(part.node))
    if (plainKeywords.has(keyword)) draft[keyword] = value
  convertType(part)
  convertChoices(part)
  convertBounds(part)
  convertPattern(part)
  convertFormat(part)
  for (const keyword of ['title', 'description', '$comment']) {
    if (draft[keyword] !== undefined && typeof draft[keyword] !== 'string')
      drop(part, { keyword, why: 'is no text', isHarmless: true })
  }
  if (draft.examples !== undefined && !Array.isArray(draft.examples))
    drop(part, { keyword: 'examples', why: 'is no list', isHarmless: true })
  if (draft.deprecated !== undefined && typeof draft.deprecated !== 'boolean')
    drop(part, { keyword: 'deprecated', why: 'is neither true nor false', isHarmless: true })
  if (draft.default !== undefined && part.isCondition)
    drop(part, {
      keyword: 'default',
      why: 'stands in a condition, where it is never filled in',
      isHarmless: true,
    })
}

interface Dropped {
  readonly keyword: string
  readonly why: string
  /** What values are taken does not depend on it. */
  readonly isHarmless?: boolean
}

function drop(part: Part, { keyword, why, isHarmless = false }: Dropped): void {
  Reflect.deleteProperty(part.draft, keyword)
  if (isHarmless) note(part, keyword, `${why}, and is left out`)
  else noteLoss(part, keyword, `${why}, and is left out`)
}

function convertType(part: Part): void {
  const { draft } = part
  if (draft.type === undefined) return
  const stated = [draft.type].flat().map(String)
  const known = [...new Set(stated)].filter((type) => knownTypes.has(type))
  const isAny = known.length === 0 || stated.some((type) => !knownTypes.has(type))
  if (isAny) {
    drop(part, { keyword: 'type', why: `is ${JSON.stringify(draft.type)}, which is no type` })
    return
  }
  if (part.node.nullable === true && !known.includes('null')) known.push('null')
  draft.type = known.length === 1 ? (known[0] as string) : known
}

function convertChoices(part: Part): void {
  const { draft } = part
  if (draft.enum === undefined) return
  if (!Array.isArray(draft.enum) || draft.enum.length === 0) {
    drop(part, { keyword: 'enum', why: 'has no choices' })
    return
  }
  const texts = new Map((draft.enum as JsonValue[]).map((each) => [JSON.stringify(each), each]))
  if (part.node.nullable === true) texts.set('null', null)
  draft.enum = [...texts.values()]
}

/** `exclusiveMinimum: true` of draft 4; integers get bounds that a double holds, and a question. */
function convertBounds(part: Part): void {
  const { draft } = part
  for (const side of ['Minimum', 'Maximum'] as const) {
    const inclusive = side.toLowerCase()
    const exclusive = draft[`exclusive${side}`]
    if (typeof exclusive === 'boolean') {
      Reflect.deleteProperty(draft, `exclusive${side}`)
      if (exclusive && draft[inclusive] !== undefined) {
        draft[`exclusive${side}`] = draft[inclusive]
        Reflect.deleteProperty(draft, inclusive)
      }
    }
    for (const keyword of [inclusive, `exclusive${side}`]) {
      const bound = draft[keyword]
      if (bound === undefined || (typeof bound === 'number' && Math.abs(bound) <= Number.MAX_SAFE_INTEGER))
        continue
      drop(part, { keyword, why: 'is beyond 2^53, or no number' })
    }
  }
  if (![draft.type].flat().includes('integer') || draft.enum !== undefined || draft.const !== undefined)
    return
  const isOpenBelow = draft.minimum === undefined && draft.exclusiveMinimum === undefined
  const isOpenAbove = draft.maximum === undefined && draft.exclusiveMaximum === undefined
  if (isOpenBelow) draft.minimum = Number.MIN_SAFE_INTEGER
  if (isOpenAbove) draft.maximum = Number.MAX_SAFE_INTEGER
  const asked = [isOpenBelow && 'least', isOpenAbove && 'greatest'].filter((each) => each !== false)
  if (asked.length > 0 && !part.isCondition) draft['x-question'] = `${asked.join(' and ')} value?`
}

function convertPattern(part: Part): void {
  const { draft } = part
  if (draft.pattern === undefined) return
  const pattern = readablePattern(draft.pattern)
  if (pattern !== undefined) draft.pattern = pattern
  else drop(part, { keyword: 'pattern', why: 'is no regular expression of ECMAScript with the flag u' })
}

/** What is no format of the house was checked by few. */
function convertFormat(part: Part): void {
  const { format } = part.draft
  if (format === undefined || textFormat(format) !== undefined) return
  Reflect.deleteProperty(part.draft, 'format')
  note(part, 'format', `"format": ${JSON.stringify(format)} is not checked here`)
}

/** A pattern as the flag u takes it: without escapes of what needs none. */
export function readablePattern(pattern: JsonValue): string | undefined {
  if (typeof pattern !== 'string') return undefined
  return [
    pattern,
    pattern.replace(/\\([^A-Za-z0-9\s^$\\.*+?()[\]{}|/-])/g, '$1'),
    pattern.replace(/\\([^A-Za-z0-9\s^$\\.*+?()[\]{}|/])/g, '$1'),
  ].find(isReadable)
}

function isReadable(pattern: string): boolean {
  try {
    new RegExp(pattern, 'u')
    return true
  } catch {
    return false
  }
}
