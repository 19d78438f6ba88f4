import {
  type Diagnostic,
  type Environment,
  hasChanges,
  type Plan,
  sortDiagnostics,
} from '../../../model/index.ts'
import { type Danger, findDangers } from '../plan/plan-dangers.ts'
import { footerLines, lastApplyText, type PlanView, summaryLine } from '../plan/plan-text.ts'
import type { SourceLink } from '../source-links.ts'
import { plural } from '../text/diagnostics.ts'
import { escapeText } from '../text/plain-text.ts'
import { renderPlace, shortenId } from '../text/values.ts'
import { type Budget, Room } from './budget.ts'
import { fitBlocks } from './fit-blocks.ts'
import { keyBlocks } from './key-blocks.ts'
import { code, fenced, folded, link } from './markdown-text.ts'
import { commentMarker } from './marker.ts'

export interface PlanMarkdownView extends PlanView {
  readonly sourceLink: SourceLink
  readonly budget: Budget
  /** The command that shows what there was no room for. */
  readonly whole: string
  /** Why it cannot be applied, and what is to be known besides. */
  readonly problems?: readonly Diagnostic[]
}

/** Dangers that are open to the eye; the others are a click away. */
const mostOpenDangers = 20
/** The line that counts what was left out, without the command in it. */
const leftOutLength = 300

/**
 * A plan as a comment on a pull request: verdict and counts, dangers, then a table a key, all within the budget. Whatever
 * others wrote stands in code spans and fences: it can be no markup, mention or link. The same plan gives the same bytes,
 * as long as no waiver expires. In steps of a key each.
 */
export function* markdownInSteps(plan: Plan, view: PlanMarkdownView): Generator<undefined, string> {
  const dangers: Danger[] = []
  for (const found of findDangers(plan, view.now)) {
    yield
    dangers.push(...found)
  }
  const blocks = yield* keyBlocks(plan, view)
  const head = headLines(plan, view, dangers.length)
  const foot = footLines(plan, view)
  const room = new Room(view.budget, [
    ...head,
    ...foot,
    ...dangerLines(Array(mostOpenDangers + 1).fill('')),
    code(view.whole) + ' '.repeat(leftOutLength),
  ])
  const problems = fitting(problemLines(view), room)
  const shown = fitting(
    dangers.map((danger) => dangerLine(danger, view)),
    room,
  )
  yield
  const fitted = fitBlocks(blocks, room, view.showAll)
  const leftOut = [
    [problemLines(view).length - problems.length, 'error'],
    [dangers.length - shown.length, 'danger'],
    [fitted.keysLeftOut, 'key'],
    [fitted.valuesLeftOut, 'value'],
    [fitted.diffsLeftOut, 'diff'],
  ] as const
  return [
    ...head,
    ...leftOutLines(leftOut, view),
    ...(problems.length === 0 ? [] : ['', ...problems]),
    ...dangerLines(shown),
    ...fitted.lines,
    ...foot,
    '',
  ].join('\n')
}

/** A comment in the place of that of a plan, where there is none: why. */
export function noPlanMarkdown(
  { name, workspace }: Pick<Environment, 'name' | 'workspace'>,
  view: Pick<PlanMarkdownView, 'budget' | 'problems' | 'sourceLink' | 'whole'>,
): string {
  const head = [commentMarker(workspace, name), `### No plan for ${code(name)}`, '']
  const room = new Room(view.budget, [...head, code(view.whole) + ' '.repeat(leftOutLength)])
  const lines = problemLines(view)
  const shown = fitting(lines, room)
  return [...head, ...shown, ...leftOutLines([[lines.length - shown.length, 'error']], view), ''].join('\n')
}

function headLines(plan: Plan, view: PlanMarkdownView, dangers: number): string[] {
  const isRefused = view.problems?.some(({ severity }) => severity === 'error') === true
  const verdict = isRefused ? 'cannot be applied' : summaryLine(plan)
  const { alike = [] } = view
  const names = [plan, ...alike.map((each) => each.plan)].map(({ environment }) => code(environment))
  const sameIn = [{ plan, ...view }, ...alike].map(({ plan: each, ...facts }, index) => {
    const digest = hasChanges(each) ? ` · digest ${code(each.digest)}` : ''
    return `- ${names[index]} · ${factsLine(each, facts)}${digest}`
  })
  const counts = [
    ...(isRefused ? [summaryLine(plan)] : []),
    ...(dangers === 0 ? [] : [`**${plural(dangers, 'danger')}**`]),
  ]
  return [
    commentMarker(plan.workspace, plan.environment),
    `### ${plan.kind === 'rollback' ? 'Rollback' : 'Plan'} for ${names.join(', ')}: ${verdict}`,
    '',
    ...(alike.length === 0 ? [factsLine(plan, view)] : sameIn),
    ...(counts.length === 0 ? [] : ['', counts.join(' · ')]),
  ]
}

function factsLine(plan: Plan, { storeName, lastApply }: Pick<PlanView, 'storeName' | 'lastApply'>): string {
  return [
    code(storeName),
    `cluster ${code(shortenId(plan.cluster))}`,
    `revision ${plan.baseRevision}`,
    code(lastApplyText(plan, lastApply === undefined ? {} : { lastApply })),
  ].join(' · ')
}

/** The first lines that fit, in order. */
function fitting(lines: readonly string[], room: Room): string[] {
  const end = lines.findIndex((line) => !room.take([line]))
  return end < 0 ? [...lines] : lines.slice(0, end)
}

function problemLines({
  problems = [],
  sourceLink,
}: Pick<PlanMarkdownView, 'problems' | 'sourceLink'>): string[] {
  return sortDiagnostics(problems).map(({ severity, code: name, message, at, origin, help }) => {
    const place = at ?? origin?.at
    const source = place === undefined ? '' : ` ${link(renderPlace(place), sourceLink(place))}`
    const way = help === undefined ? '' : ` · help: ${code(help.replaceAll('\n', '; '))}`
    return `- **${severity}** ${name}: ${code(message)}${source}${way}`
  })
}

function dangerLine({ word, text, at }: Danger, { sourceLink }: PlanMarkdownView): string {
  const source = at === undefined ? '' : ` ${link(renderPlace(at), sourceLink(at))}`
  return `- **${word}** ${code(text)}${source}`
}

function dangerLines(lines: readonly string[]): string[] {
  if (lines.length === 0) return []
  const [open, others] = [lines.slice(0, mostOpenDangers), lines.slice(mostOpenDangers)]
  const more = others.length === 0 ? [] : ['', ...folded(plural(others.length, 'more danger'), others)]
  return ['', ...open, ...more]
}

function leftOutLines(
  counts: readonly (readonly [count: number, noun: string])[],
  { budget, whole }: Pick<PlanMarkdownView, 'budget' | 'whole'>,
): string[] {
  const parts = counts.filter(([count]) => count > 0).map(([count, noun]) => plural(count, noun))
  if (parts.length === 0) return []
  return ['', `**Not shown here: ${parts.join(', ')}** (room for ${budget.name}). All of it: ${code(whole)}`]
}

function footLines(plan: Plan, view: PlanMarkdownView): string[] {
  const lines = footerLines(plan, view).map(escapeText)
  return [
    '',
    ...fenced('text', lines),
    ...(hasChanges(plan) && view.alike === undefined
      ? ['', `What is approved has the digest ${code(plan.digest)}`]
      : []),
  ]
}
