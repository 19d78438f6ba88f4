import type { EnvironmentOwners } from '../../app/state/index.ts'
import type { Paint } from '../terminal/terminal.ts'
import { ownerName } from './outcome.ts'
import { plural } from './text/diagnostics.ts'
import { escapeText } from './text/plain-text.ts'

/** Keys of an owner that are named; `--all` shows the others too. */
const mostKeys = 12

/** Who owns what: a workspace at a time. */
export function renderOwners(
  { environment, storeName, workspace: own, owners }: EnvironmentOwners,
  { paint, showAll }: { readonly paint: Paint; readonly showAll: boolean },
): string {
  const head = `${environment} · ${storeName}`
  if (owners.length === 0) return `${head}\nnobody owns a key here yet\n`
  const lines = owners.flatMap(({ keys, ...owner }) => {
    const isFolded = !showAll && keys.length > mostKeys
    const shown = isFolded ? keys.slice(0, mostKeys - 1) : keys
    const more = isFolded ? [`  … and ${plural(keys.length - shown.length, 'more key')} (--all)`] : []
    const mine = owner.workspace === own ? ', this workspace' : ''
    const title = `${paint('bold', ownerName(owner))}  ${plural(keys.length, 'key')}${mine}`
    return ['', title, ...shown.map((key) => `  ${escapeText(key)}`), ...more]
  })
  return [head, ...lines, ''].join('\n')
}
