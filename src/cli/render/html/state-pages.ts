import { shortCommit } from '../../../app/index.ts'
import type { EnvironmentDrift } from '../../../app/state/index.ts'
import type { LedgerEntry } from '../../../model/index.ts'
import type { DriftEntry, FoldedKeys, KeyDifference } from '../../../plan/index.ts'
import { type ReportFact, type ReportItem, renderPage } from '../../../report/index.ts'
import {
  driftSummary,
  foldedText,
  keysIn,
  kindText,
  leaseLines,
  ofOwner,
  unmatchedLine,
  writeLines,
} from '../drift.ts'
import { otherBytesLine } from '../plan/plan-leaves.ts'
import { sourcesLine } from '../sources-line.ts'
import { plural } from '../text/diagnostics.ts'
import { escapeText } from '../text/plain-text.ts'
import { collectPlaces, type Places } from './places.ts'
import { valueRowsOf } from './value-rows.ts'

const keyNames = ['key', 'keys'] as const
const noSources = { sourceOf: () => undefined, sourceLink: () => undefined }

/** What differs between two states, as a page. */
export function differencesPage(
  differences: readonly KeyDifference[],
  {
    from,
    to,
    withoutSources,
  }: { readonly from: string; readonly to: string; readonly withoutSources?: string },
): string {
  const places = collectPlaces(noSources)
  const isSame = differences.length === 0
  const text = isSame ? 'No difference' : `${plural(differences.length, 'key')} differ`
  return renderPage({
    kind: 'Difference',
    title: `${from} → ${to}: ${text}`,
    origin: [`${from} → ${to}`],
    verdict: { tone: isSame ? 'calm' : 'change', text, detail: `From ${from} to ${to}.` },
    ...{ glance: [], dangers: [], itemsTitle: 'Keys', itemNames: keyNames },
    items: differences.map((each) => differenceItem(each, places)),
    sources: places.sources(),
    facts: notesOf(withoutSources),
  })
}

function differenceItem(difference: KeyDifference, places: Places): ReportItem {
  const { key, kind, leaves, from } = difference
  return {
    name: escapeText(key),
    ...(from !== undefined && { movedFrom: escapeText(from) }),
    component: '',
    action: kind,
    tone: kind === 'added' ? '+' : kind === 'removed' ? '-' : '~',
    dangers: [],
    notes: otherBytesLine(difference).map(withoutSign),
    rows: valueRowsOf(leaves, { places, isInertShown: true }),
  }
}

/** What was changed outside, as a page. */
export function driftPage(drift: EnvironmentDrift): string {
  const { environment, storeName, revision, report, writes, withoutSources } = drift
  const places = collectPlaces(noSources)
  const drifted = report.entries.length + keysIn(report.folded)
  const isDrifted = drifted > 0
  const name = escapeText(environment)
  return renderPage({
    kind: 'Drift',
    title: `${name}: ${isDrifted ? 'changed outside' : 'as applied'}`,
    origin: [name, escapeText(storeName), `revision ${revision}`],
    verdict: {
      tone: isDrifted ? 'danger' : 'calm',
      text: isDrifted ? `${plural(drifted, 'key')} not as applied` : 'Nothing was changed outside',
      detail: driftSummary(drift),
    },
    ...{ glance: [], dangers: [], itemsTitle: 'Keys', itemNames: keyNames },
    items: [
      ...report.entries.map((entry) => driftItem(entry, places)),
      ...(report.folded ?? []).map(foldedItem),
    ],
    sources: places.sources(),
    facts: [
      ...notesOf(withoutSources),
      ...report.unmatched.map((rule) => ({ label: 'rule', text: unmatchedLine(rule).replace(/^! /, '') })),
      ...(writes === undefined
        ? []
        : writeLines(writes).map((text) => ({ label: '', text: escapeText(text.trim()) }))),
    ],
  })
}

function driftItem(entry: DriftEntry, places: Places): ReportItem {
  const { key, kind, revision, sinceApply, toSource, isSecretPerhaps } = entry
  const isModified = kind === 'modified'
  return {
    name: escapeText(key),
    component: '',
    action: `${kindText(kind)}${ofOwner(entry)}`,
    tone: kind === 'deleted' ? '-' : kind === 'foreign' ? '+' : '~',
    dangers: [],
    notes: [
      ...(revision === undefined ? [] : [`at revision ${revision}`]),
      ...leaseLines(entry),
      ...(isModified && sinceApply === undefined ? ['what was applied is not known any more'] : []),
      ...otherBytesLine(entry),
      ...(isSecretPerhaps
        ? ['a secret in it, or how it is written, is another: the key was written outside']
        : []),
      ...(isModified && toSource?.length === 0 ? ['the sources say the same'] : []),
    ].map(withoutSign),
    rows: isModified ? valueRowsOf(sinceApply ?? [], { places, isInertShown: true }) : [],
  }
}

function foldedItem(folded: FoldedKeys): ReportItem {
  return {
    name: escapeText(folded.prefix),
    component: '',
    action: foldedText(folded),
    tone: '+',
    dangers: [],
    notes: [],
    rows: [],
  }
}

/** What was applied, as a page. */
export function historyPage(entries: readonly LedgerEntry[]): string {
  const [newest] = entries
  const text = newest === undefined ? 'Nothing was applied yet' : `Newest: @${newest.seq}, ${newest.kind}`
  return renderPage({
    kind: 'History',
    title: text,
    origin: [],
    verdict: {
      tone: 'calm',
      text,
      detail: newest === undefined ? '' : escapeText(`${newest.when} by ${newest.who}`),
    },
    ...{ glance: [], dangers: [], sources: [], facts: [], itemsTitle: 'Applies, newest first' },
    itemNames: ['entry', 'entries'],
    items: entries.map(historyItem),
  })
}

function historyItem(entry: LedgerEntry): ReportItem {
  const { seq, kind, when, who, revision, commit, planDigest, fenced, message } = entry
  const notes = [
    `${when} by ${who}`,
    message,
    revision && `revision ${revision}`,
    commit && `commit ${shortCommit(commit)}`,
    planDigest && `digest ${planDigest.slice(0, 8)}`,
    fenced && `ends ${fenced.slice(0, 8)}`,
  ]
  return {
    ...{
      name: `@${seq}`,
      component: '',
      action: kind,
      tone: kind === 'apply' ? '+' : '~',
      dangers: [],
      rows: [],
    },
    notes: notes.filter((note) => note).map((note) => escapeText(String(note))),
  }
}

function notesOf(withoutSources: string | undefined): ReportFact[] {
  return sourcesLine({ ...(withoutSources !== undefined && { withoutSources }) }).map((text) => ({
    label: 'note',
    text: escapeText(text),
  }))
}

/** `  ~ same values` → `same values`: the page has signs of its own. */
function withoutSign(line: string): string {
  return line.trim().replace(/^[·~!] /, '')
}
