import { holdsValue, readDocument } from '../../formats/index.ts'
import {
  canonicalJson,
  type DesiredEntry,
  type DocumentFormat,
  type DocumentSecret,
  isSecretReference,
  type JsonValue,
  type KeptParts,
  type KeyValue,
  sha256,
  treatmentOf,
  valueAt,
  withValuesAt,
} from '../../model/index.ts'
import { isAsApplied } from '../../templates/index.ts'
import { keepLive } from '../kept/index.ts'
import type { KeysAt } from '../leaves/index.ts'
import { isWrittenByOthers } from '../plan-drift.ts'
import type { PlanInput } from '../plan-input.ts'
import { maskSecrets } from './mask-secrets.ts'
import { placeSecrets } from './place-secrets.ts'

/** A document in which an apply puts secrets. */
export type TemplateEntry = DesiredEntry & { readonly secrets: readonly DocumentSecret[] }

/** How a document with secrets stands to what is live. */
interface StandingTemplate {
  /** With the places of the secrets that stay. */
  readonly entry: TemplateEntry
  /** What was left to others. */
  readonly kept?: KeptParts
  /** What is live is what would be written. */
  readonly isAsLive: boolean
}

interface Reading {
  /** In which what is live is to be read. */
  readonly format: DocumentFormat | undefined
  readonly keysAt: KeysAt
}

/** Undefined where nothing is to be done, nor anything to be recorded. */
export function templateAgainst(
  asked: TemplateEntry,
  input: PlanInput,
  reading: Reading,
): StandingTemplate | undefined {
  const { key } = asked
  const live = input.live.entries.get(key)
  const document = live && readDocument(live.value, reading.format)
  if (live === undefined || document === undefined) return { entry: asked, isAsLive: false }
  const applied = input.live.templates?.get(key)
  const placing = { document, applied, keysAt: reading.keysAt }
  const left = leaveToOthers(asked, live, { input, hide: (wanted) => hidden({ ...placing, wanted }) })
  if (left === undefined) return undefined
  const { kept, entry: wanted } = left
  const { secretValues, permissions: { reseal = [] } = {} } = input
  const secrets = placeSecrets(
    { ...placing, wanted },
    {
      isEachKept: wanted.isExact === true,
      isSealKept: ({ name }) => isAsApplied(key, input.live) && !reseal.includes(name),
      ...(secretValues && { sourceOf: (secret) => secretValues(key, secret) }),
    },
  )
  const entry = { ...wanted, secrets }
  if (isNothingToDo(entry, input) || isLeft(kept, key, input)) return undefined
  const filled = filledFrom(document, entry)
  const isSameFormat = reading.format === asked.format
  const isAsLive = isSameFormat && filled !== undefined && holdsValue(live.value, filled, asked.format)
  return { entry, isAsLive, ...(kept && { kept }) }
}

function isLeft(kept: KeptParts | undefined, key: string, { live }: PlanInput): boolean {
  return kept !== undefined && live.index.has(key) && isWrittenByOthers(key, live, kept.pointers)
}

function isNothingToDo({ key, sha256: hash, secrets }: TemplateEntry, { live }: PlanInput): boolean {
  const indexed = live.index.get(key)
  const isRecorded = indexed?.sha256 === hash && indexed.secrets?.treatment === sha256(treatmentOf(secrets))
  return isRecorded && isAsApplied(key, live) && !secrets.some(isAnother)
}

/** Its source gives something else, or it is sealed anew. */
function isAnother({ isKnownToDiffer, as, keptFrom }: DocumentSecret): boolean {
  return isKnownToDiffer === true || (as === 'sealed' && keptFrom === undefined)
}

/** The document with all of its secrets, wherever they come from, as references. */
function hidden(placing: Parameters<typeof placeSecrets>[0]): JsonValue {
  const { wanted } = placing
  return maskSecrets({
    ...placing,
    wanted: { ...wanted, secrets: placeSecrets(placing, { isEachKept: true }) },
  })
}

/** What others write stays as it is live: without the secrets that may stand in it. */
function leaveToOthers(
  wanted: TemplateEntry,
  live: KeyValue,
  { input, hide }: { readonly input: PlanInput; readonly hide: (wanted: TemplateEntry) => JsonValue },
): { readonly entry: TemplateEntry; readonly kept?: KeptParts } | undefined {
  const { format: _, ...plain } = wanted
  const value = new TextEncoder().encode(canonicalJson(hide(wanted)))
  const left = keepLive(plain, { ...live, value }, input, undefined)
  if (left === undefined || left.kept === undefined) return left && { entry: wanted }
  const { value: merged, text } = left.entry
  const secrets = wanted.secrets.filter(({ pointer, name }) => {
    const at = valueAt(merged, pointer)
    return isSecretReference(at) && at.$secret === name
  })
  return { entry: { ...wanted, value: merged, text, sha256: sha256(text), secrets }, kept: left.kept }
}

/** The document with everything in it that stays; undefined where an apply puts in something else. */
function filledFrom(document: JsonValue, { value, secrets }: TemplateEntry): JsonValue | undefined {
  const values = secrets.map(({ pointer, keptFrom }) => {
    return [pointer, keptFrom === undefined ? undefined : valueAt(document, keptFrom)] as const
  })
  if (values.some(([, kept]) => kept === undefined)) return undefined
  return withValuesAt(value, new Map(values as [string, JsonValue][])) // none is undefined
}
