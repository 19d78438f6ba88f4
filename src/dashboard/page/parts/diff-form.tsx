import { useState } from 'preact/hooks'
import { hrefOf } from '../route.ts'

/** Compares any two states: `@3` an apply, `17` a revision, `live`. */
export function DiffForm({
  newest = 0,
  from = `@${Math.max(0, newest - 1)}`,
  to = 'live',
}: {
  readonly newest?: number
  readonly from?: string
  readonly to?: string
}) {
  const [[older, newer], setStates] = useState<readonly [string, string]>([from, to])
  return (
    <form
      class="filter"
      onSubmit={(event) => {
        event.preventDefault()
        location.hash = hrefOf('diff', older.trim(), newer.trim())
      }}
    >
      <label for="from">What differs from</label>
      <input
        id="from"
        size={8}
        required
        value={older}
        onInput={(event) => setStates([event.currentTarget.value, newer])}
      />
      <label for="to">to</label>
      <input
        id="to"
        size={8}
        required
        value={newer}
        onInput={(event) => setStates([older, event.currentTarget.value])}
      />
      <button type="submit">Compare</button>
      <span class="muted">@3: an apply · 17: a revision · live</span>
    </form>
  )
}
