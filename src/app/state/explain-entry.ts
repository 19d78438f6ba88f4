import { leafLookup } from '../../compile/index.ts'
import { readDocument, unreadBytes, writeDocument } from '../../formats/index.ts'
import {
  type DesiredEntry,
  type DocumentFormat,
  decodeBytes,
  type JsonValue,
  type Live,
  nearest,
  parentPointer,
  valueAt,
} from '../../model/index.ts'
import { describeOtherBytes, keysIn, maskSecrets, placeSecrets } from '../../plan/index.ts'
import { isAsApplied } from '../../templates/index.ts'
import { readDocuments } from '../environment/read-documents.ts'
import type { CompiledOpenEnvironment } from '../environment/with-environment.ts'
import { usageFailure } from '../failure.ts'
import type { SpellCommand } from '../spell-command.ts'
import type { Explained, StoredValue } from './explained.ts'
import { lastChange } from './last-change.ts'

/** The value of the document that `target` (KEY#/pointer) names. Throws a usage `Failure` where there is none. */
export function findEntry(target: string, open: CompiledOpenEnvironment, spell: SpellCommand): Explained {
  const [key = '', pointer = ''] = target.split('#', 2)
  const { entries } = open.desired
  const entry = entries.find((candidate) => candidate.key === key)
  if (entry === undefined) {
    const suggestion = nearest(
      key,
      entries.map((candidate) => candidate.key),
    )
    throw usageFailure(
      `no key ${key} in ${open.environment.name}${suggestion === undefined ? '' : `; did you mean ${suggestion}?`}`,
      `keys:\n  ${entries.map((candidate) => candidate.key).join('\n  ')}`,
    )
  }
  if (pointer !== '' && !pointer.startsWith('/'))
    throw usageFailure(
      `#${pointer} is not a JSON pointer: it begins with "/"`,
      `for example: ${spell(`explain ${key}#/${pointer}`)}`,
    )
  const value = valueAt(entry.value, pointer)
  if (value === undefined)
    throw usageFailure(
      `${key} has no ${pointer}`,
      `what is there: ${spell(`explain ${key}#${nearestPart(entry, pointer)}`)}`,
    )
  const provenance = open.provenance.get(key)
  return {
    entry,
    pointer,
    value,
    readStore: () => readEntry(open, key, pointer),
    ...(provenance && { provenance }),
  }
}

function nearestPart({ value }: DesiredEntry, pointer: string): string {
  for (let part = parentPointer(pointer); part !== undefined; part = parentPointer(part)) {
    if (valueAt(value, part) !== undefined) return part
  }
  return ''
}

async function readEntry(
  { store, environment, desired, workspace }: CompiledOpenEnvironment,
  key: string,
  pointer: string,
): Promise<StoredValue> {
  const { managedPrefixes, entries } = desired
  const live = await readDocuments(store, { home: environment, managedPrefixes, keys: [key] }, entries)
  const entry = entries.find((each) => each.key === key)
  const format = live.index.get(key)?.format ?? entry?.format
  const keysAt = keysIn(key, leafLookup(workspace.schemas, { ...desired, index: live.index }))
  const last = await lastChange(store, environment, { key, pointer, keysAt })
  return {
    revision: live.revision,
    ...contentsAt(live.entries.get(key)?.value, { pointer, format, hide: hiding(key, live, entry) }),
    ...appliedIn(key, live, { pointer, format }),
    ...last,
  }
}

/**
 * Puts references in the place of the secrets that an apply has put in, and of those that are to stay: then what is live
 * can be compared.
 */
function hiding(
  key: string,
  live: Live,
  entry: DesiredEntry | undefined,
): ((document: JsonValue) => JsonValue) | undefined {
  const applied = live.templates?.get(key)
  const { value, secrets } = entry ?? {}
  if (applied === undefined && secrets === undefined) return undefined
  const keysAt = () => ({ keys: [['name'], ['id']] })
  return (document) => {
    const isWritten = isAsApplied(key, live)
    const asked = value !== undefined && secrets !== undefined && !isWritten ? { value, secrets } : undefined
    const wanted = asked && {
      ...asked,
      secrets: placeSecrets({ document, applied, wanted: asked, keysAt }),
    }
    return maskSecrets({ document, applied, wanted, keysAt })
  }
}

/** A part of a document, and how the document is written. */
interface Part {
  readonly pointer: string
  readonly format: DocumentFormat | undefined
}

function contentsAt(
  bytes: Uint8Array | undefined,
  {
    pointer,
    format,
    hide = (document) => document,
  }: Part & { readonly hide?: ((document: JsonValue) => JsonValue) | undefined },
): Pick<StoredValue, 'now' | 'unread' | 'otherBytes'> {
  if (bytes === undefined) return {}
  const document = readDocument(bytes, format)
  if (document === undefined) {
    const unread = unreadBytes(bytes, format)
    return unread === undefined ? {} : { unread }
  }
  const now = valueAt(hide(document), pointer)
  const written = writeDocument(document, format)
  const isAsWritten = 'bytes' in written && Buffer.compare(written.bytes, bytes) === 0
  return {
    ...(now !== undefined && { now }),
    ...(!isAsWritten && { otherBytes: describeOtherBytes(bytes, format) }),
  }
}

/** What was applied last, of a document that is not so any more. */
function appliedIn(key: string, live: Live, part: Part): Pick<StoredValue, 'applied'> {
  const template = live.templates?.get(key)
  if (template === undefined) return appliedAt(live.lastApplied?.get(key), part)
  const applied = isAsApplied(key, live) ? undefined : valueAt(template.value, part.pointer)
  return applied === undefined ? {} : { applied }
}

function appliedAt(text: string | undefined, { pointer, format }: Part): Pick<StoredValue, 'applied'> {
  const document = text === undefined ? undefined : readDocument(decodeBytes(text), format)
  const applied = document === undefined ? undefined : valueAt(document, pointer)
  return applied === undefined ? {} : { applied }
}
