import type { FirewallOutcome, RulesetDifference } from '../../app/firewall/index.ts'
import type { Terminal } from '../terminal/terminal.ts'
import { escapeText } from './text/plain-text.ts'

/** Members of a set that are listed by name; of more the number is told. */
const listedElements = 20

/** What an apply did or would do, under a line that names table, document and store. */
export function renderFirewallOutcome(outcome: FirewallOutcome, paint: Terminal['paint']): string {
  const { table, key, storeName, revision, differences } = outcome
  return [
    `table ${table} · ${escapeText(key)} · ${storeName} · revision ${revision}\n`,
    ...differences.map((difference) => renderDifference(difference, paint)),
    `${summary(outcome)}\n`,
  ].join('')
}

/** A warning: rules of a zone that hold for nothing here. */
export function renderMissing(names: readonly string[]): string {
  return `warning: this host has no ${names.map(escapeText).join(', ')}: rules of its zone hold for no packet\n`
}

function renderDifference(
  { kind, name, action, added, removed }: RulesetDifference,
  paint: Terminal['paint'],
) {
  const heading = kind === 'elements' || kind === 'rules' ? `${kind} of ${name}` : `${kind} ${name}`
  const what =
    kind === 'elements' || kind === 'rules'
      ? ''
      : ` ${{ add: 'new', change: 'changed', remove: 'goes' }[action]}`
  return [
    `${heading}${what}\n`,
    ...lines(removed).map((text) => `${paint('red', `  - ${text}`)}\n`),
    ...lines(added).map((text) => `${paint('green', `  + ${text}`)}\n`),
  ].join('')
}

function lines(texts: readonly string[]): string[] {
  const shown = texts.slice(0, listedElements).map(escapeText)
  return texts.length > listedElements ? [...shown, `… and ${texts.length - listedElements} more`] : shown
}

function summary({ kind, script }: FirewallOutcome): string {
  if (script === '') return 'loaded as the store says'
  switch (kind) {
    case 'planned':
      return 'not loaded · appia firewall apply'
    case 'applied':
      return 'loaded in one transaction, read back and compared'
    case 'confirmed':
      return 'loaded, and confirmed'
    case 'reverted':
      return 'nobody confirmed: what was loaded before is loaded again'
  }
}
