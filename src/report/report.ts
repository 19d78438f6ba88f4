/**
 * A page about changes. Every text is as a person reads it, with what cannot be seen spelt out; none of it is HTML. The
 * same report gives the same bytes.
 */
export interface Report {
  /** `Plan`, `Drift` */
  readonly kind: string
  /** Of the window: `lab: 3 keys updated`. */
  readonly title: string
  /** Where it was looked at: environment, store, revision. */
  readonly origin: readonly string[]
  readonly verdict: Verdict
  /** The main facts at a glance. */
  readonly glance: readonly ReportFact[]
  readonly dangers: readonly ReportDanger[]
  readonly graph?: Graph
  /** What the lists of changes are called: `Changes`. */
  readonly itemsTitle: string
  /** One of them, and several: `key`, `keys`. */
  readonly itemNames: readonly [one: string, many: string]
  readonly items: readonly ReportItem[]
  /** Files that places lie in, by the number that a place has. */
  readonly sources: readonly SourceFileLines[]
  readonly facts: readonly ReportFact[]
}

/** What of a report the script of the page draws from. */
export type PageData = Pick<Report, 'items' | 'sources' | 'itemNames'>

/** What a tired reader takes away. */
export interface Verdict {
  readonly tone: 'calm' | 'change' | 'danger'
  readonly text: string
  readonly detail: string
}

export interface ReportFact {
  readonly label: string
  readonly text: string
}

/** What must not be missed. */
export interface ReportDanger {
  /** `DELETES`; rows and items carry the same words. */
  readonly word: string
  readonly text: string
  readonly place?: string
}

/** One key, or what else changes as one. */
export interface ReportItem {
  readonly name: string
  /** What it was called. */
  readonly movedFrom?: string
  readonly component: string
  /** `updated`, `new` */
  readonly action: string
  readonly tone: Sign
  /** Dangers of the whole of it. */
  readonly dangers: readonly string[]
  readonly notes: readonly string[]
  readonly rows: readonly ReportRow[]
}

/** Added, removed, changed. */
export type Sign = '+' | '-' | '~'

export type ReportRow = ValueRow | InertRun | UnchangedRun

/** A value that changes. */
export interface ValueRow {
  readonly sign: Sign
  readonly name: string
  readonly from?: string
  readonly to?: string
  readonly effect: 'live' | 'restart' | 'none'
  readonly danger?: string
  readonly at?: ReportPlace
}

/** Values that change, and nothing reads them. */
export interface InertRun {
  readonly inert: readonly ValueRow[]
}

/** Values next to each other that stay as they are. */
export interface UnchangedRun {
  readonly count: number
  /** The first of them, name and value. */
  readonly values: readonly (readonly [name: string, value: string])[]
}

/** A place in one of the report's sources. Lines and columns count from 1, columns in UTF-16 code units. */
export interface ReportPlace {
  readonly source: number
  readonly line: number
  readonly column: number
  readonly length: number
}

/** The lines of a source that places are shown with; none where the source is not at hand as it was. */
export interface SourceFileLines {
  readonly file: string
  /** Its address in a forge, `{line}` in the place of the line. */
  readonly link?: string
  readonly lines: Readonly<Record<number, string>>
}

/** Components, and what runs between them. */
export interface Graph {
  readonly nodes: readonly GraphNode[]
  readonly edges: readonly GraphEdge[]
}

export interface GraphNode {
  readonly name: string
  /** How many of its values change. */
  readonly changes: number
  readonly effect: 'live' | 'restart' | 'none'
}

export interface GraphEdge {
  readonly from: string
  readonly to: string
  /** `flows :5571` */
  readonly label: string
  readonly isChanged: boolean
}

/** What changes among the rows, one by one. */
export function valueRows(rows: readonly ReportRow[]): ValueRow[] {
  return rows.flatMap((row) => ('sign' in row ? [row] : 'inert' in row ? row.inert : []))
}
