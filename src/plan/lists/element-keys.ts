import type { ElementKeys } from '../../model/index.ts'
import type { KeysAt } from '../leaves/index.ts'
import { type ElementKey, type ElementNames, guessedKeys, guessedNames } from './element-identity.ts'

/** What was asked of a `KeysAt`, so that a reader without the schema gets the same answers. */
export interface RecordedKeys {
  readonly keysAt: KeysAt
  /** Undefined where nothing but the guess was answered. */
  readonly recorded: () => readonly ElementKeys[] | undefined
}

/** Passes questions on and notes the answers. */
export function recordKeys(keysAt: KeysAt): RecordedKeys {
  const answers = new Map<string, readonly ElementKey[]>()
  return {
    keysAt: (pointer) => {
      const keys = answers.get(pointer) ?? keysAt(pointer).keys
      answers.set(pointer, keys)
      return { keys }
    },
    recorded: () => compact(answers),
  }
}

/** Answers as they were recorded. */
export function keysFrom(recorded: readonly ElementKeys[] = []): KeysAt {
  if (recorded.length === 0) return () => guessedNames
  const byPlace = new Map(recorded.map(({ at, keys }) => [at, keys]))
  return (pointer): ElementNames => ({
    keys: byPlace.get(`=${pointer}`) ?? byPlace.get(patternOf(pointer)) ?? guessedKeys,
  })
}

/** Lists inside the elements of a list have one schema: a line for all of them, and one for each that differs. */
function compact(answers: ReadonlyMap<string, readonly ElementKey[]>): ElementKeys[] | undefined {
  if ([...answers.values()].every(isGuess)) return undefined
  const found = new Map<string, readonly ElementKey[]>()
  for (const [pointer, keys] of answers) {
    const pattern = patternOf(pointer)
    const known = found.get(pattern)
    if (known === undefined) found.set(pattern, keys)
    else if (!isSame(known, keys)) found.set(`=${pointer}`, keys)
  }
  const told = [...found].filter(([at, keys]) => at.startsWith('=') || !isGuess(keys))
  return told.map(([at, keys]) => ({ at, keys })).sort((a, b) => (a.at < b.at ? -1 : 1))
}

/** `/rules/3/hosts` → each number as a star; a member whose name is a number counts as one. */
function patternOf(pointer: string): string {
  return pointer.replace(/\/\d+(?=\/|$)/g, '/*')
}

function isGuess(keys: readonly ElementKey[]): boolean {
  return isSame(keys, guessedKeys)
}

function isSame(a: readonly ElementKey[], b: readonly ElementKey[]): boolean {
  return a === b || JSON.stringify(a) === JSON.stringify(b)
}
