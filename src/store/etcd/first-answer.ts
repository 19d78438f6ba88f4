/** What to ask, and when to ask another as well. */
export interface Asking<T> {
  /** In the order in which they are tried. */
  readonly asks: readonly (() => Promise<T>)[]
  /** ms without an answer after which the next is asked as well. */
  readonly patience: number
  /** True for an error that every other would give too. */
  readonly isFinal: (error: unknown) => boolean
}

/**
 * The first answer of several that may be sick: the next is asked as soon as one has failed, or is slower than usual.
 * Rejects with the first final error, or with the first of all when none is left.
 */
export function firstAnswer<T>({ asks, patience, isFinal }: Asking<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    const errors: unknown[] = []
    let next = 0
    let timer: NodeJS.Timeout | undefined
    let isOver = false
    const end = (settle: () => void) => {
      isOver = true
      clearTimeout(timer)
      settle()
    }
    const askNext = () => {
      clearTimeout(timer)
      const ask = asks[next]
      if (isOver || ask === undefined) return
      next++
      timer = setTimeout(askNext, patience)
      ask().then(
        (answer) => end(() => resolve(answer)),
        (error: unknown) => {
          errors.push(error)
          if (isFinal(error)) end(() => reject(error))
          else if (errors.length === asks.length) end(() => reject(errors[0]))
          else askNext()
        },
      )
    }
    askNext()
  })
}
