import { useEffect, useState } from 'preact/hooks'
import { ask } from './ask.ts'

/** Something that was asked for: it is waited for, there, or cannot be had. */
export type Asked<Answer> =
  | { readonly kind: 'waiting' }
  | { readonly kind: 'there'; readonly answer: Answer }
  | { readonly kind: 'problem'; readonly text: string }

/** Asks for a path whenever that, or `round`, is another. */
export function useAsked<Answer>(path: string, round: unknown = 0): Asked<Answer> {
  const [asked, setAsked] = useState<Asked<Answer>>({ kind: 'waiting' })
  useEffect(() => {
    let isOver = false
    const tell = (next: Asked<Answer>) => {
      if (!isOver) setAsked(next)
    }
    tell({ kind: 'waiting' })
    ask<Answer>(path).then(
      (answer) => tell({ kind: 'there', answer }),
      (error: unknown) =>
        tell({ kind: 'problem', text: error instanceof Error ? error.message : String(error) }),
    )
    return () => {
      isOver = true
    }
  }, [path, round])
  return asked
}
