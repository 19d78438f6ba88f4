import type { BoardRow } from '../../board.ts'

const signs = { '+': 'added', '-': 'removed', '~': 'changed' } as const

/** Leaves of a document that differ, a line each. */
export function Rows({ rows, name }: { readonly rows: readonly BoardRow[]; readonly name: string }) {
  if (rows.length === 0) return null
  return (
    <table class="rows" aria-label={`what differs in ${name}`}>
      <tbody>
        {rows.map((row, index) => (
          <tr key={index} class={signs[row.sign]}>
            <td class="sign">
              <span aria-hidden="true">{row.sign}</span>
              <span class="unseen">{signs[row.sign]}</span>
            </td>
            <th scope="row" class="name-of-leaf">
              {row.name}
            </th>
            <td class="value">{row.value}</td>
            <td class="muted short">{row.effect === 'none' ? '–' : row.effect}</td>
            <td class="muted short">{row.place}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
