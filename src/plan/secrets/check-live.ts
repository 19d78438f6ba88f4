import { readDocument } from '../../formats/index.ts'
import { type Change, type Diagnostic, type DocumentSecret, isAgeText, valueAt } from '../../model/index.ts'
import type { DraftChange } from '../draft-changes.ts'
import type { PlanInput } from '../plan-input.ts'

/** What is live is to stay where nothing is live. */
export function checkSecretsLive(
  drafts: readonly DraftChange[],
  { provenance, live, lookup }: Pick<PlanInput, 'provenance' | 'live' | 'lookup'>,
): Diagnostic[] {
  const unsealed = drafts.flatMap(({ change }) =>
    (change.after?.secrets ?? [])
      .filter((secret) => isUnsealed(secret, change, { live, lookup }))
      .map(({ pointer, name }): Diagnostic => notSealed(change.key, { pointer, name }, provenance)),
  )
  const missing = drafts.flatMap(({ change: { key, after } }) =>
    (after?.secrets ?? []).filter(isMissing).map(({ pointer, name }) => {
      const origin = provenance.get(key)?.get(pointer)
      return {
        code: 'secret-not-live',
        severity: 'error',
        message: `${key}#${pointer} is to stay as it is live, and nothing is live there that is known to be secret(${JSON.stringify(name)})`,
        key,
        pointer,
        ...(origin && { at: origin.at, origin }),
        help: `give it a source for the first apply, for example ${JSON.stringify(name)}: fromEnv('NAME') instead of kept(); or put the value there by hand, if the key is there`,
      } as const
    }),
  )
  return [...missing, ...unsealed]
}

/** What stays is no age text, where the schema asks for it. What is nothing is no secret either. */
function isUnsealed(
  { source, keptFrom, pointer }: DocumentSecret,
  { key, format }: Change,
  { live, lookup }: Pick<PlanInput, 'live' | 'lookup'>,
): boolean {
  if (source.from !== 'live' || keptFrom === undefined || lookup(key, pointer).secretForm !== 'sealed')
    return false
  const bytes = live.entries.get(key)?.value
  const document = bytes && readDocument(bytes, live.index.get(key)?.format ?? format)
  const value = document === undefined ? undefined : (valueAt(document, keptFrom) ?? null)
  return value !== undefined && value !== null && !isAgeText(value)
}

function notSealed(
  key: string,
  { pointer, name }: Pick<DocumentSecret, 'pointer' | 'name'>,
  provenance: PlanInput['provenance'],
): Diagnostic {
  const origin = provenance.get(key)?.get(pointer)
  return {
    code: 'secret-not-sealed',
    severity: 'error',
    message: `${key}#${pointer} is to stay as it is live, which is no age text, and the schema says that secret(${JSON.stringify(name)}) is sealed`,
    key,
    pointer,
    ...(origin && { at: origin.at, origin }),
    help: `give it a source, for example ${JSON.stringify(name)}: fromEnv('NAME') instead of kept(); or put age text there by hand`,
  }
}

function isMissing({ source, keptFrom }: DocumentSecret): boolean {
  return source.from === 'live' && keptFrom === undefined
}
