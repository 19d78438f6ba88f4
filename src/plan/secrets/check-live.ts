import type { Diagnostic, DocumentSecret } from '../../model/index.ts'
import type { DraftChange } from '../draft-changes.ts'
import type { PlanInput } from '../plan-input.ts'

/** What is live is to stay where nothing is live. */
export function checkSecretsLive(
  drafts: readonly DraftChange[],
  { provenance }: Pick<PlanInput, 'provenance'>,
): Diagnostic[] {
  return drafts.flatMap(({ change: { key, after } }) =>
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
      }
    }),
  )
}

function isMissing({ source, keptFrom }: DocumentSecret): boolean {
  return source.from === 'live' && keptFrom === undefined
}
