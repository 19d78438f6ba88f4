import type { StandingDocuments } from '../../app/apply/index.ts'
import { plural } from './text/diagnostics.ts'
import { escapeText } from './text/plain-text.ts'

/** What is signed as it stands, and what is not. */
export function renderStanding({ environment, storeName, documents, leftOut }: StandingDocuments): string {
  return [
    `${escapeText(environment)} · ${escapeText(storeName)}`,
    ...(documents.length === 0
      ? []
      : [
          `  ${plural(documents.length, 'document')} that stand as they were applied, which is what the sources say:`,
        ]),
    ...documents.map(({ key, kept }) => {
      const parts = kept.length === 0 ? '' : `  with what others write at ${kept.map(escapeText).join(', ')}`
      return `    ${escapeText(key)}${parts}`
    }),
    ...(leftOut.length === 0
      ? []
      : ['  not among them, since others have written in them, or all of it is theirs:']),
    ...leftOut.map((key) => `    ${escapeText(key)}`),
  ].join('\n')
}
