import { type Diagnostic, type Environment, nearest } from '../../model/index.ts'
import type { SecretUse } from './document-secrets.ts'

/** Sources that no document asks for: misspelt, or left over. */
export function checkSecretNames({ name, secrets }: Environment, uses: readonly SecretUse[]): Diagnostic[] {
  const used = new Set(uses.flatMap(({ names }) => names))
  const unused = Object.keys(secrets?.byName ?? {}).filter((each) => !used.has(each))
  return unused.map((each) => {
    const likely = nearest(each, [...used])
    return {
      code: 'secret-unused',
      severity: 'warning',
      message: `environment ${name} has a source for ${JSON.stringify(each)}, and no document says secret(${JSON.stringify(each)})`,
      help:
        likely === undefined ? 'remove it, if it is left over' : `did you mean ${JSON.stringify(likely)}?`,
    }
  })
}
