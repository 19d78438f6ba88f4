import { shortCommit } from '../../../app/index.ts'
import type { Topology } from '../../../app/plan/index.ts'
import { type Diagnostic, hasChanges, type Plan } from '../../../model/index.ts'
import {
  type ReportDanger,
  type ReportFact,
  type ReportItem,
  renderPage,
  type SourceFileLines,
  type Verdict,
} from '../../../report/index.ts'
import { type Danger, findDangers } from '../plan/plan-dangers.ts'
import { footerLines, lastApplyText, type PlanView, summaryLine } from '../plan/plan-text.ts'
import { plural } from '../text/diagnostics.ts'
import { escapeText } from '../text/plain-text.ts'
import { renderPlace, shortenId } from '../text/values.ts'
import { collectPlaces, type Sources } from './places.ts'
import { planGraph } from './plan-graph.ts'
import { planItems } from './plan-items.ts'
import { setInText, valueCounts } from './value-counts.ts'

export interface PlanPageView extends PlanView, Sources {
  /** What the sources say of components and channels. */
  readonly topology: Topology
  /** Why it cannot be applied, and what is to be known besides. */
  readonly problems: readonly Diagnostic[]
}

/**
 * A plan as one file of HTML for a reviewer. The same plan gives the same bytes, as long as no waiver expires. In steps of a
 * key each.
 */
export function* planPageInSteps(plan: Plan, view: PlanPageView): Generator<undefined, string> {
  const dangers: Danger[] = []
  for (const found of findDangers(plan, view.now)) {
    yield
    dangers.push(...found)
  }
  const places = collectPlaces(view)
  const items = yield* planItems(plan, { places, isFromFile: view.isFromFile === true })
  const graph = planGraph(plan, view.topology)
  const errors = view.problems.filter(({ severity }) => severity === 'error')
  const verdict = errors.length > 0 ? refusedVerdict(plan) : verdictOf(plan, dangers)
  const sources = places.sources()
  return renderPage({
    kind: plan.kind === 'rollback' ? 'Rollback' : 'Plan',
    title: `${escapeText(plan.environment)}: ${verdict.text}`,
    origin: [
      escapeText(plan.environment),
      escapeText(view.storeName),
      `cluster ${shortenId(plan.cluster)}`,
      `revision ${plan.baseRevision}`,
      lastApplyText(plan, view),
    ],
    verdict,
    glance: hasChanges(plan) ? glanceOf(plan, { items, dangers, sources }) : [],
    dangers: [...errors.map(errorOf), ...dangers.map(dangerOf)],
    ...(graph && { graph }),
    itemsTitle: 'Changes',
    itemNames: ['key', 'keys'],
    items,
    sources,
    facts: [...footerLines(plan, view).map(factOf), ...warningFacts(view.problems)],
  })
}

function refusedVerdict(plan: Plan): Verdict {
  return { tone: 'danger', text: 'This plan cannot be applied', detail: `It would be: ${summaryLine(plan)}` }
}

function errorOf({ message, help, at, origin }: Diagnostic): ReportDanger {
  const place = at ?? origin?.at
  return dangerOf({
    word: 'ERROR',
    text: [message, help].filter(Boolean).join(' · '),
    ...(place && { at: place }),
  })
}

function dangerOf({ word, text, at }: Omit<Danger, 'word'> & { readonly word: string }): ReportDanger {
  return { word, text: escapeText(text), ...(at && { place: escapeText(renderPlace(at)) }) }
}

/** Words of dangers that everybody expects of a change. */
const expected: readonly string[] = ['RESTARTS']

function verdictOf(plan: Plan, dangers: readonly Danger[]): Verdict {
  const text = summaryLine(plan)
  const grave = dangers.filter(({ word }) => !expected.includes(word))
  if (grave.length > 0) {
    const counts = new Map<string, number>()
    for (const { word } of grave) counts.set(word, (counts.get(word) ?? 0) + 1)
    const words = [...counts].map(([word, count]) => (count === 1 ? word : `${word} ×${count}`))
    return { tone: 'danger', text, detail: `Look twice: ${words.join(', ')}` }
  }
  if (!hasChanges(plan)) return { tone: 'calm', text, detail: 'There is nothing to apply.' }
  return { tone: 'change', text, detail: 'Nothing is deleted, taken away or written over.' }
}

interface GlanceParts {
  readonly items: readonly ReportItem[]
  readonly dangers: readonly Danger[]
  readonly sources: readonly SourceFileLines[]
}

function glanceOf(plan: Plan, { items, dangers, sources }: GlanceParts): ReportFact[] {
  const counts = valueCounts(items)
  const restarts = dangers.find(({ word }) => word === 'RESTARTS')?.text
  const facts: readonly (readonly [string, string])[] = [
    ['Restarts', restarts ?? 'nobody'],
    ['Takes effect at once', plural(counts.live, 'value')],
    ['After a restart', plural(counts.restart, 'value')],
    ['Nothing reads', plural(counts.none, 'value')],
    ['Set in', setInText(items, sources)],
    ['Commit', plan.commit === undefined ? '' : shortCommit(plan.commit)],
    ['Digest to approve', plan.digest.slice(0, 8)],
  ]
  return facts.filter(([, text]) => text !== '').map(([label, text]) => ({ label, text: escapeText(text) }))
}

/** `checks  12 of 12 invariants hold`: a word, then the text. */
function factOf(line: string): ReportFact {
  const [, label = '', text = ''] = /^(\S+)\s+(.*)$/s.exec(line) ?? []
  const isSize = label.endsWith(',') || /^(\d|one$)/.test(label)
  return isSize ? { label: 'size', text: escapeText(line) } : { label, text: escapeText(text) }
}

function warningFacts(problems: readonly Diagnostic[]): ReportFact[] {
  const warnings = problems.filter(({ severity }) => severity !== 'error')
  return warnings.map(({ severity, message }) => ({ label: severity, text: escapeText(message) }))
}
