import { readLive } from '../../apply/index.ts'
import {
  canonicalJson,
  type DesiredEntry,
  type JsonValue,
  nearest,
  parentPointer,
  valueAt,
} from '../../model/index.ts'
import { describeOtherBytes, readDocument, unreadBytes } from '../../plan/index.ts'
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
  { store, environment, desired }: CompiledOpenEnvironment,
  key: string,
  pointer: string,
): Promise<StoredValue> {
  const { prefix } = environment
  const live = await readLive(store, { prefix, managedPrefixes: desired.managedPrefixes, keys: [key] })
  const changedBy = await lastChange(store, prefix, { key, pointer })
  return {
    revision: live.revision,
    ...contentsAt(live.entries.get(key)?.value, pointer),
    ...appliedAt(live.lastApplied?.get(key), pointer),
    ...(changedBy && { changedBy }),
  }
}

function contentsAt(
  bytes: Uint8Array | undefined,
  pointer: string,
): Pick<StoredValue, 'now' | 'unread' | 'otherBytes'> {
  if (bytes === undefined) return {}
  const document = readDocument(bytes)
  if (document === undefined) {
    const unread = unreadBytes(bytes)
    return unread === undefined ? {} : { unread }
  }
  const now = valueAt(document, pointer)
  const isCanonical = Buffer.from(bytes).toString() === canonicalJson(document)
  return { ...(now !== undefined && { now }), ...(!isCanonical && { otherBytes: describeOtherBytes(bytes) }) }
}

/** What was applied last, of a document that is not so any more. */
function appliedAt(text: string | undefined, pointer: string): Pick<StoredValue, 'applied'> {
  const applied = text === undefined ? undefined : valueAt(JSON.parse(text) as JsonValue, pointer) // canonical JSON
  return applied === undefined ? {} : { applied }
}
