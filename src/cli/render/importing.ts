import type { ImportReport, InitReport, SchemaReport } from '../../app/importing/index.ts'
import { plural } from './text/diagnostics.ts'
import { escapeText } from './text/plain-text.ts'

/** Files as they were written, a line each; of many, those that tell. */
export function writtenText(files: ImportReport['files'], most = 40): string {
  const lines = files.slice(0, most).map(({ path, action }) => `  ${action.padEnd(7)} ${escapeText(path)}\n`)
  const rest = files.length > most ? `  … and ${plural(files.length - most, 'file')} more\n` : ''
  return lines.join('') + rest
}

/** Files that stay as they are, a line each. */
export function leftText(files: InitReport['left']): string {
  return files
    .map(({ path, advice }) => `  left    ${path}${advice === undefined ? '' : `: ${advice}`}\n`)
    .join('')
}

/** What an import did, as a person reads it. */
export function importText(report: ImportReport): string {
  const { files, documents, known, isDry } = report
  if (documents.length === 0)
    return `nothing new: ${known === 1 ? 'the document is' : `all ${known} documents are`} in the workspace already\n${leftAloneText(report)}`
  const verb = isDry ? 'would be imported' : 'imported'
  const before = known === 0 ? '' : `, ${known} there already`
  return [
    `${plural(documents.length, 'document')} ${verb}${before}\n`,
    writtenText(files),
    secretsText(report),
    sharedText(report),
    questionsText(report),
    leftAloneText(report),
    isDry
      ? '\nnothing was written (--dry-run)\n'
      : `\nnext: appia check, then appia plan${environmentWords(report)}\n`,
  ].join('')
}

/** What became of a published schema, with what could not be carried over. */
export function schemaText({ name, files, notes, questions, isDry }: SchemaReport): string {
  const lines = notes.map(({ pointer, message }) => escapeLine(`  ${pointer || '/'}  ${message}\n`))
  return [
    files.length === 0 ? `${escapeText(name)}: it is there already, as it is\n` : writtenText(files),
    lines.length === 0
      ? ''
      : `\n${plural(lines.length, 'part')} not carried over as it stands\n${lines.join('')}`,
    questions === 0
      ? ''
      : `\nthe schema has ${plural(questions, 'question')} (x-question) that only you can answer\n`,
    isDry ? '\nnothing was written (--dry-run)\n' : '',
  ].join('')
}

function environmentWords({ environments }: ImportReport): string {
  const [first] = environments
  return first === undefined || first === 'local' ? '' : ` --env ${escapeText(first)}`
}

function secretsText({ secrets }: ImportReport): string {
  if (secrets.length === 0) return ''
  const because = { name: 'by its name', form: 'by its form', randomness: 'drawn at random' }
  const lines = secrets.map(
    ({ key, pointer, name, because: why }) => `  ${key}#${pointer}  secret('${name}'), ${because[why]}\n`,
  )
  return [
    `\n${plural(secrets.length, 'secret')} left out of every file; a reference stands in each place\n`,
    ...lines.map(escapeLine),
    '  kept(): what is live there stays; docs/secrets.md says where else a secret can come from\n',
    '  one that is no secret: import again with --plain KEY#/pointer\n',
  ].join('')
}

function sharedText({ shared }: ImportReport): string {
  const most = 10
  if (shared.length === 0) return ''
  const lines = shared
    .slice(0, most)
    .map(
      ({ value, places }) =>
        `  ${JSON.stringify(value)}  ${places.slice(0, 4).join('  ')}${places.length > 4 ? `  and ${places.length - 4} more` : ''}\n`,
    )
  const rest = shared.length > most ? `  … and ${shared.length - most} more\n` : ''
  return `\nthe same in several documents; where one is meant, name it once\n${lines.map(escapeLine).join('')}${rest}`
}

function questionsText({ questions }: ImportReport): string {
  if (questions === 0) return ''
  return `\nthe schemas are drafts with ${plural(questions, 'question')} (x-question) that only you can answer\n`
}

function leftAloneText({ leftAlone }: ImportReport): string {
  const most = 10
  if (leftAlone.length === 0) return ''
  const lines = leftAlone.slice(0, most).map(({ what, why }) => escapeLine(`  ${what}  ${why}\n`))
  const rest = leftAlone.length > most ? `  … and ${leftAlone.length - most} more\n` : ''
  return `\nleft alone\n${lines.join('')}${rest}`
}

function escapeLine(line: string): string {
  return `${escapeText(line.slice(0, -1))}\n`
}
