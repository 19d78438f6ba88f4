/** The words of a command line up to the cursor, as a shell takes them. */
export interface SplitLine {
  /** Without quotes; the last is the one that is being typed, '' after a blank. */
  readonly words: readonly string[]
  /** The quote in which the last word is still open. */
  readonly quote: "'" | '"' | ''
  /** Where the last word begins, quotes and all. */
  readonly start: number
}

/** Splits a line of a POSIX shell into words: quotes and backslashes as the shell reads them, nothing expanded. */
export function splitLine(line: string): SplitLine {
  const words: string[] = []
  let word: string | undefined
  let quote: SplitLine['quote'] = ''
  let start = line.length
  for (let at = 0; at < line.length; at++) {
    const character = line[at] as string
    const isBlank = quote === '' && /\s/.test(character)
    if (isBlank) {
      if (word !== undefined) words.push(word)
      word = undefined
      continue
    }
    if (word === undefined) start = at
    word ??= ''
    if (character === quote) quote = ''
    else if (quote === '' && (character === "'" || character === '"')) quote = character
    else if (character === '\\' && quote !== "'") word += line[++at] ?? ''
    else word += character
  }
  return { words: [...words, word ?? ''], quote, start: word === undefined ? line.length : start }
}
