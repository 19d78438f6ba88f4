import {
  appendPointer,
  isJsonObject,
  isSecretReference,
  type JsonValue,
  type LeafChange,
  type PathStep,
} from '../../../model/index.ts'
import type { ReportRow, ValueRow } from '../../../report/index.ts'
import { leafName } from '../plan/leaf-names.ts'
import { renderValue } from '../text/values.ts'

/** How many values that stay may still be told by name; of the others, their number. */
export interface Unchanged {
  left: number
}

/** Values told by name behind one fold. */
const mostInRun = 100

interface Leaf {
  readonly pointer: string
  readonly path: readonly PathStep[]
  readonly value: JsonValue
}

/** Rows with runs of what stays between them: each row after what stands before it in the document. */
export function runsBetween(
  rows: readonly { readonly row: ValueRow; readonly at: string | undefined }[],
  leaves: readonly LeafChange[],
  { value, budget }: { readonly value: JsonValue; readonly budget: Unchanged },
): ReportRow[] {
  const changed = new Set(leaves.flatMap(({ pointer, to }) => (to === undefined ? [] : [pointer])))
  const waiting = new Map(rows.flatMap(({ at }, index) => (at === undefined ? [] : [[at, index]])))
  const shown: ReportRow[] = []
  let next = 0
  let run: Leaf[] = []
  const endRun = () => {
    if (run.length > 0) shown.push(runOf(run, budget))
    run = []
  }
  const showRows = (end: number) => {
    if (end > next) endRun()
    for (; next < end; next++) shown.push((rows[next] as (typeof rows)[number]).row) // next is below their number
  }
  for (const leaf of leavesOf(value, changed)) {
    const row = waiting.get(leaf.pointer)
    if (row !== undefined) showRows(row + 1)
    else if (leaf.pointer !== '' && !changed.has(leaf.pointer)) run.push(leaf)
  }
  endRun()
  showRows(rows.length)
  return shown
}

function runOf(run: readonly Leaf[], budget: Unchanged): ReportRow {
  const named = run.slice(0, Math.min(mostInRun, budget.left))
  budget.left -= named.length
  return {
    count: run.length,
    values: named.map(({ pointer, path, value }) => [
      leafName({ pointer, path, effect: 'none' }),
      renderValue(value),
    ]),
  }
}

/** Leaves in the order of a plan's: members by name. Nothing inside `changed` is looked at. Safe for any depth. */
function* leavesOf(value: JsonValue, changed: ReadonlySet<string>): Generator<Leaf> {
  const stack: Leaf[] = [{ pointer: '', path: [], value }]
  for (let leaf = stack.pop(); leaf !== undefined; leaf = stack.pop()) {
    const inside = changed.has(leaf.pointer) ? [] : insideOf(leaf)
    if (inside.length === 0) yield leaf
    stack.push(...inside.reverse())
  }
}

function insideOf({ pointer, path, value }: Leaf): Leaf[] {
  if (isSecretReference(value)) return []
  if (Array.isArray(value)) {
    return (value as readonly JsonValue[]).map((element, index) => ({
      pointer: appendPointer(pointer, index),
      path: [...path, { index }],
      value: element,
    }))
  }
  if (!isJsonObject(value)) return []
  return Object.keys(value)
    .sort()
    .map((name) => ({
      pointer: appendPointer(pointer, name),
      path: [...path, name],
      value: value[name] as JsonValue, // it is one of its keys
    }))
}
