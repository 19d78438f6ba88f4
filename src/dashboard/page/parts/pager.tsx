export interface PagerProperties {
  /** What is turned: `members`, `applies`. */
  readonly what: string
  readonly first: number
  readonly last: number
  readonly total: number
  readonly onTurn: (by: -1 | 1) => void
}

/** Says which part of a long list is shown, and turns to the next. */
export function Pager({ what, first, last, total, onTurn }: PagerProperties) {
  if (total === 0 || (first === 1 && last === total)) return null
  return (
    <nav class="pager" aria-label={`Pages of ${what}`}>
      <button type="button" disabled={first <= 1} onClick={() => onTurn(-1)}>
        Previous
      </button>
      <span role="status">
        {first}–{last} of {total} {what}
      </span>
      <button type="button" disabled={last >= total} onClick={() => onTurn(1)}>
        Next
      </button>
    </nav>
  )
}
