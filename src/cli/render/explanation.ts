import { readSource, shortCommit } from '../../app/index.ts'
import type { Explanation, Inside, LiveAnswer } from '../../app/state/index.ts'

import {
  type DocumentSecret,
  formatPlace,
  type JsonValue,
  type Origin,
  type Place,
} from '../../model/index.ts'
import type { Paint } from '../terminal/terminal.ts'
import { unreadText } from './plan/plan-leaves.ts'
import { formText, sourceText } from './plan/plan-secrets.ts'
import { plural } from './text/diagnostics.ts'
import { escapeText } from './text/plain-text.ts'
import { sourceFrame } from './text/source-frame.ts'
import { renderValue } from './text/values.ts'

interface ExplanationView {
  readonly directory: string
  readonly paint: Paint
}

/** An explanation as one reads it at three in the morning: value, source line, meaning, history, live state. */
export function renderExplanation(explanation: Explanation, view: ExplanationView): string {
  const { key, pointer, value, facts, origin, live, isLeft } = explanation
  const shown = (of: JsonValue) => (facts.isSecret ? '(secret)' : renderValue(of, facts.unit))
  const rows: [string, string][] = [
    ['value', explanation.secret === undefined ? shown(value) : secretText(explanation.secret)],
    ...originRows(origin, view),
    ...schemaRows(explanation),
    ...(isLeft ? [['left', 'to others: set once, then as it is live'] as [string, string]] : []),
    ...liveRows(live, shown),
  ]
  const width = Math.max(...rows.map(([label]) => label.length))
  const lines = rows.map(([label, text]) => {
    const [first = '', ...rest] = text.split('\n')
    return [
      `${view.paint('cyan', label.padEnd(width))}  ${first}`,
      ...rest.map((line) => `${' '.repeat(width + 2)}${line}`),
    ].join('\n')
  })
  return [view.paint('bold', pointer === '' ? key : `${key}#${pointer}`), ...lines, ''].join('\n')
}

/** A reference says nothing of the secret. */
function secretText(secret: DocumentSecret): string {
  const { name, source } = secret
  if (source.from === 'live') return `secret('${escapeText(name)}'): what is live stays`
  return `secret('${escapeText(name)}') from ${sourceText(source)}, ${formText(secret)}`
}

function originRows(origin: Origin | undefined, view: ExplanationView): [string, string][] {
  if (origin === undefined) return [['set at', 'not known']]
  const rows: [string, string][] = [[originLabel(origin), placeWithFrame(origin.at, view)]]
  for (const place of origin.kind === 'computed' ? (origin.from ?? []) : [])
    rows.push(['made from', formatPlace(place)])
  for (const place of origin.calls ?? []) rows.push(['called from', formatPlace(place)])
  for (let lost = origin.overrides; lost !== undefined; lost = lost.overrides) {
    rows.push(['overrides', placeWithFrame(lost.at, view)])
  }
  return rows
}

function originLabel(origin: Origin): string {
  return { exact: 'set at', computed: 'computed at', nearest: 'set near', default: 'default at' }[origin.kind]
}

function placeWithFrame(place: Place, { directory, paint }: ExplanationView): string {
  const source = readSource(directory, place.file)
  if (source === undefined) return formatPlace(place)
  return [formatPlace(place), ...sourceFrame(source, place, paint)].join('\n')
}

function schemaRows({ facts, component, inside }: Explanation): [string, string][] {
  const effects = {
    live: `${component}; a change takes effect at once`,
    restart: `${component}; a change takes effect when it restarts`,
    none: `nobody: ${component} takes it and does nothing with it`,
  }
  const limits = [facts.range, facts.unit === undefined ? undefined : `in ${facts.unit}`].filter(
    (part) => part !== undefined,
  )
  const rows: [string, string][] = []
  if (facts.description !== undefined) rows.push(['meaning', facts.description])
  if (limits.length > 0) rows.push(['allowed', limits.join(', ')])
  if (inside !== undefined && inside.members.length > 0) rows.push(['members', inside.members.join(', ')])
  rows.push(['read by', inside === undefined ? effects[facts.effect] : insideText(component, inside)])
  if (facts.schemaAt !== undefined) rows.push(['schema', formatPlace(facts.schemaAt)])
  return rows
}

/** `sniffer: 4 values at once, 56 when it restarts, 226 not at all` */
function insideText(component: string, inside: Inside): string {
  const parts = [
    [inside.live, 'at once'],
    [inside.restart, 'when it restarts'],
    [inside.none, 'not at all'],
  ] as const
  const [first = '', ...others] = parts
    .filter(([count]) => count > 0)
    .map(([count, when], index) => `${index === 0 ? plural(count, 'value') : count} ${when}`)
  return `${component}: ${[first, ...others].join(', ')}`
}

function liveRows(live: LiveAnswer, shown: (of: JsonValue) => string): [string, string][] {
  if (live.kind === 'not-checked') return [['live', `not checked: ${live.problem}`]]
  const { changedBy: by, movedBy = [], revision } = live
  const commit = by?.commit === undefined ? '' : ` (${shortCommit(by.commit)})`
  const applied = by === undefined ? 'never' : `@${by.seq} ${by.when} by ${by.who}${commit}`
  return [
    ['applied', applied],
    ...movedBy.map(({ seq, from }): [string, string] => ['moved', `@${seq} from ${from}`]),
    ['live', `${nowText(live, shown)} at revision ${revision}`],
  ]
}

function nowText(live: LiveAnswer & { readonly kind: 'read' }, shown: (of: JsonValue) => string): string {
  const { isSame, value, unread, applied, otherBytes } = live
  if (unread !== undefined) {
    const was = applied === undefined ? '' : `; ${shown(applied)} was applied;`
    return `not JSON (${unreadText(unread)}): nothing can be read of it${was}`
  }
  if (isSame) return otherBytes === undefined ? 'the same' : `the same value, other bytes (${otherBytes}),`
  return value === undefined ? 'not there' : `${shown(value)}, differs,`
}
