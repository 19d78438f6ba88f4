type Comparable = string | number | boolean | null | undefined | readonly Comparable[]

/** What an invariant answers: true when it holds, or a sentence saying why not. */
export type Verdict = true | string

/** True when all values are equal, else each of them by its name: `sniffer port is 5571, detector port is 5572`. */
export function agree(values: { readonly [name: string]: Comparable }): Verdict {
  const texts = Object.entries(values).map(([name, value]) => [name, textOf(value)] as const)
  const first = texts[0]?.[1]
  if (texts.every(([, text]) => text === first)) return true
  return texts.map(([name, text]) => `${name} is ${text}`).join(', ')
}

/** True when all verdicts are, else the sentences of those that are not. */
export function all(...verdicts: readonly Verdict[]): Verdict {
  const against = verdicts.filter((verdict) => verdict !== true)
  return against.length === 0 || against.join('; ')
}

function textOf(value: Comparable): string {
  return value === undefined ? 'absent' : JSON.stringify(value)
}
