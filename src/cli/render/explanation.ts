import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import {
  formatPlace,
  type JsonValue,
  type LeafFacts,
  type LedgerEntry,
  type Origin,
  type Place,
} from '../../model/index.ts'
import type { Paint } from '../terminal.ts'
import { sourceFrame } from './source-frame.ts'
import { renderValue } from './values.ts'

/** Everything that is known of one value. */
export interface Explanation {
  readonly key: string
  readonly pointer: string
  readonly value: JsonValue
  readonly component: string
  readonly facts: LeafFacts
  readonly origin?: Origin
  readonly live: LiveAnswer
}

export type LiveAnswer =
  | {
      readonly kind: 'read'
      readonly revision: number
      readonly isSame: boolean
      readonly value?: JsonValue
      readonly changedBy?: LedgerEntry
    }
  | { readonly kind: 'not-checked'; readonly problem: string }

interface ExplanationView {
  readonly directory: string
  readonly paint: Paint
}

/** An explanation as one reads it at three in the morning: value, source line, meaning, history, live state. */
export async function renderExplanation(explanation: Explanation, view: ExplanationView): Promise<string> {
  const { key, pointer, value, facts, component, origin, live } = explanation
  const shown = (of: JsonValue) => (facts.isSecret ? '(secret)' : renderValue(of, facts.unit))
  const rows: [string, string][] = [
    ['value', shown(value)],
    ...(await originRows(origin, view)),
    ...schemaRows(facts, component),
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

async function originRows(origin: Origin | undefined, view: ExplanationView): Promise<[string, string][]> {
  if (origin === undefined) return [['set at', 'not known']]
  const rows: [string, string][] = [[originLabel(origin), await placeWithFrame(origin.at, view)]]
  for (const place of origin.kind === 'computed' ? (origin.from ?? []) : [])
    rows.push(['made from', formatPlace(place)])
  for (const place of origin.calls ?? []) rows.push(['called from', formatPlace(place)])
  for (let lost = origin.overrides; lost !== undefined; lost = lost.overrides) {
    rows.push(['overrides', await placeWithFrame(lost.at, view)])
  }
  return rows
}

function originLabel(origin: Origin): string {
  return { exact: 'set at', computed: 'computed at', nearest: 'set near', default: 'default at' }[origin.kind]
}

async function placeWithFrame(place: Place, { directory, paint }: ExplanationView): Promise<string> {
  const source = await readFile(join(directory, place.file), 'utf8').catch(() => undefined)
  if (source === undefined) return formatPlace(place)
  return [formatPlace(place), ...sourceFrame(source, place, paint)].join('\n')
}

function schemaRows(facts: LeafFacts, component: string): [string, string][] {
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
  rows.push(['read by', effects[facts.effect]])
  if (facts.schemaAt !== undefined) rows.push(['schema', formatPlace(facts.schemaAt)])
  return rows
}

function liveRows(live: LiveAnswer, shown: (of: JsonValue) => string): [string, string][] {
  if (live.kind === 'not-checked') return [['live', `not checked: ${live.problem}`]]
  const { changedBy: by, revision } = live
  const commit = by?.commit === undefined ? '' : ` (${by.commit.slice(0, 7)})`
  const applied = by === undefined ? 'never' : `@${by.seq} ${by.when} by ${by.who}${commit}`
  const now = live.isSame
    ? 'the same'
    : live.value === undefined
      ? 'not there'
      : `${shown(live.value)}, differs,`
  return [
    ['applied', applied],
    ['live', `${now} at revision ${revision}`],
  ]
}
