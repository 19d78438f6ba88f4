import type { JsonObject, JsonValue } from '../../model/index.ts'
import type { SourceDocument } from '../read/source-document.ts'
import { type EnvironmentPatch, isPlain, patchBetween } from './patch-between.ts'

/** A document as one environment has it; without a name there is but one. */
export interface EnvironmentDocument {
  readonly environment: string
  readonly key: string
  /** Where it was found, for people. */
  readonly from: string
  readonly source: SourceDocument
}

/** A document of all its environments: what is equal once, and what each has besides or otherwise. */
export interface SplitDocument {
  readonly key: string
  readonly from: string
  readonly base: SourceDocument
  /** Of the environments that differ, in their order. */
  readonly patches: readonly { readonly environment: string; readonly patch: EnvironmentPatch }[]
  readonly environments: readonly string[]
  /** As each environment has it. */
  readonly samples: readonly JsonValue[]
}

/** Documents by key, sorted; `environments` in the order in which the first wins. */
export function splitEnvironments(
  documents: readonly EnvironmentDocument[],
  environments: readonly string[],
): SplitDocument[] {
  const byKey = new Map<string, EnvironmentDocument[]>()
  for (const document of documents) byKey.set(document.key, [...(byKey.get(document.key) ?? []), document])
  return [...byKey]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([, found]) =>
      split(
        [...found].sort((a, b) => environments.indexOf(a.environment) - environments.indexOf(b.environment)),
      ),
    )
}

function split(found: readonly EnvironmentDocument[]): SplitDocument {
  const [first] = found
  if (first === undefined) throw new Error('a document of no environment')
  const samples = found.map(({ source }) => source.value)
  const base = commonPart(samples)
  return {
    key: first.key,
    from: first.from,
    base: { ...first.source, value: base },
    patches: found.flatMap(({ environment, source }) => {
      const patch = patchBetween(base, source)
      return patch === undefined ? [] : [{ environment, patch }]
    }),
    environments: found.map(({ environment }) => environment),
    samples,
  }
}

/** Members that all have, as far down as all are objects; what differs is as the first has it. */
function commonPart(values: readonly JsonValue[]): JsonValue {
  const [first] = values
  if (first === undefined) throw new Error('nothing is common to no value')
  if (!values.every(isPlain)) return first
  const names = Object.keys(first as JsonObject).filter((name) =>
    values.every((each) => Object.hasOwn(each, name)),
  )
  return Object.fromEntries(
    names.map((name) => [name, commonPart(values.map((each) => each[name] as JsonValue))]),
  )
}
