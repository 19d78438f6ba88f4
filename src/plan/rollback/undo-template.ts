import { readDocument, writeDocument } from '../../formats/index.ts'
import {
  type AppliedChange,
  canonicalJson,
  type DocumentSecret,
  decodeBytes,
  type JsonValue,
  type LeafLookup,
  type Live,
  secretReferences,
} from '../../model/index.ts'
import { keysIn } from '../leaves/index.ts'
import { mergeDocuments } from '../merge/index.ts'
import { maskSecrets } from '../secrets/mask-secrets.ts'
import { renamedBack } from './renamed-back.ts'
import { changedSince, notRestorable, type RollbackTarget } from './rollback-target.ts'

/**
 * A document with secrets as it was before one apply, with what others changed since kept: the secrets are those that are
 * live by now.
 */
export function undoTemplate(
  change: AppliedChange,
  { live, lookup }: { readonly live: Live; readonly lookup: LeafLookup },
): Pick<RollbackTarget, 'bytes' | 'secrets' | 'problems'> {
  const { key, secrets = [], secretsBefore = [], format } = change
  const kv = live.entries.get(key)
  if (change.before === undefined && change.isWithheld)
    return { ...(kv && { bytes: kv.value }), problems: [notRestorable(key)] }
  const base = documentOf(change.after, change.secrets !== undefined, change)
  const target = documentOf(change.before, change.secretsBefore !== undefined, change) // absent: it was made
  const document = kv && readDocument(kv.value, live.index.get(key)?.format ?? format)
  const isUnread = kv !== undefined && document === undefined
  if (isUnread || (target === undefined && change.before !== undefined))
    return { ...(kv && { bytes: kv.value }), problems: [changedSince(key, '')] }
  const keysAt = keysIn(key, lookup)
  const applied = live.templates?.get(key) ?? (base === undefined ? undefined : { value: base, secrets })
  const now =
    document === undefined ? undefined : maskSecrets({ document, applied, wanted: undefined, keysAt })
  const elements = renamedBack({ base, target, live: now }, { keysAt, renamed: change.renamed })
  const { value, conflicts } = mergeDocuments({ base, target, live: now }, elements)
  const problems = conflicts.map((pointer) => changedSince(key, pointer))
  if (value === undefined) return { problems }
  const known = referencesIn(value, [...secretsBefore, ...secrets])
  const written = known.length === 0 ? writeDocument(value, format) : undefined
  if (written !== undefined)
    return 'bytes' in written ? { bytes: written.bytes, problems } : { problems: [changedSince(key, '')] }
  return { bytes: new TextEncoder().encode(canonicalJson(value)), secrets: known, problems }
}

/** What an apply recorded: canonical JSON where there are secrets in it, otherwise bytes of the format. */
function documentOf(
  text: string | undefined,
  isTemplate: boolean,
  { format }: AppliedChange,
): JsonValue | undefined {
  return text === undefined ? undefined : readDocument(decodeBytes(text), isTemplate ? undefined : format)
}

/** The references in a document that an apply fills, as they are known: the others stay references. */
function referencesIn(value: JsonValue, known: readonly DocumentSecret[]): DocumentSecret[] {
  return secretReferences(value).flatMap(({ pointer, name }) => {
    const same = known.filter((secret) => secret.name === name)
    const secret = same.find((each) => each.pointer === pointer) ?? same[0]
    return secret === undefined ? [] : [{ ...secret, pointer }]
  })
}
