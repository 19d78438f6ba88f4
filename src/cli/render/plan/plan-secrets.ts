import type { Change, DocumentSecret, Plan, SecretSource } from '../../../model/index.ts'
import { plural } from '../text/diagnostics.ts'
import { escapeText } from '../text/plain-text.ts'

/** What becomes of the secrets in a document that is written: how many stay, and where the others come from. */
export function secretLines({ after }: Change, { showAll }: { readonly showAll: boolean }): string[] {
  const secrets = after?.secrets ?? []
  const kept = secrets.filter(({ keptFrom }) => keptFrom !== undefined).length
  const stay = kept === 1 ? '1 secret stays as it is live' : `${kept} secrets stay as they are live`
  return [
    ...secrets.filter(({ keptFrom }) => keptFrom === undefined).map((each) => sourceLine(each, showAll)),
    ...(kept === 0 ? [] : [`  · ${stay}`]),
  ]
}

/** A rollback has no secrets of its own to give back. */
export function keptByRollback({ kind, changes }: Plan): string[] {
  const count = changes.reduce((sum, { after }) => sum + (after?.secrets?.length ?? 0), 0)
  if (kind !== 'rollback' || count === 0) return []
  return [`secrets none is in the history: ${plural(count, 'present one')} stay`]
}

/** Where a secret comes from, for people: `environment variable DB_PW`. */
export function sourceText(source: SecretSource, isWhole = false): string {
  switch (source.from) {
    case 'live':
      return 'what is live'
    case 'env':
      return `environment variable ${escapeText(source.variable)}`
    case 'file':
      return `file ${escapeText(source.path)}`
    case 'command': {
      const [program = '', ...rest] = source.argv
      const words = isWhole ? source.argv : [program, ...(rest.length > 0 ? ['…'] : [])]
      return `command ${words.map(escapeText).join(' ')}`
    }
    default:
      return source satisfies never
  }
}

/** What an apply makes of a secret. */
export function formText({ recipients }: DocumentSecret): string {
  if (recipients === undefined) return 'written as it is by an apply'
  return `sealed by an apply for ${Object.keys(recipients).sort().map(escapeText).join(', ')}`
}

/** Sealed ones that stay could be others at their sources by now. */
export function sealedAsBeforeLine(count = 0): string[] {
  if (count === 0) return []
  const stay = count === 1 ? '1 secret stays as it is sealed' : `${count} secrets stay as they are sealed`
  return [
    `sealed  ${stay}, not compared with ${count === 1 ? 'its source' : 'their sources'} (--reseal NAME)`,
  ]
}

function sourceLine(secret: DocumentSecret, showAll: boolean): string {
  const { name, source, isKnownToDiffer, recipients } = secret
  const when =
    recipients !== undefined ? sealingText(secret) : isKnownToDiffer ? 'changed' : 'resolved at apply'
  return `  · secret('${escapeText(name)}') from ${sourceText(source, showAll)}: ${when}`
}

/** For whom a secret is sealed, and who of them is new, gone, or has another key. */
function sealingText({ recipients = {}, recipientsBefore }: DocumentSecret): string {
  const members = Object.keys(recipients).sort()
  const names = members.map(escapeText).join(', ')
  if (recipientsBefore === undefined) return `sealed at apply for ${names}`
  const before = Object.keys(recipientsBefore).sort()
  const differences = [
    ['joins', members.filter((member) => !before.includes(member))],
    ['leaves', before.filter((member) => !members.includes(member))],
    [
      'another recipient',
      members.filter((member) => before.includes(member) && recipients[member] !== recipientsBefore[member]),
    ],
  ] as const
  const told = differences
    .filter(([, who]) => who.length > 0)
    .map(([what, who]) => `${what}: ${who.map(escapeText).join(', ')}`)
  return `sealed anew at apply for ${names}${told.length === 0 ? '' : ` (${told.join('; ')})`}`
}
