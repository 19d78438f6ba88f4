import { type CompiledEnvironment, configKey, type Diagnostic } from '../../model/index.ts'
import { parsePolicy } from '../../rotation/index.ts'

/** What contradicts itself in an environment's rotation policy: what its schema cannot say. */
export function checkRotation({ desired, provenance }: CompiledEnvironment): Diagnostic[] {
  const key = `${desired?.environment.prefix ?? ''}${configKey('rotation')}`
  const entry = desired?.entries.find((candidate) => candidate.key === key)
  if (entry === undefined) return []
  return parsePolicy(entry.value).problems.map(({ pointer, message, help }): Diagnostic => {
    const origin = provenance.get(key)?.get(pointer)
    return {
      code: 'rotation-policy',
      severity: 'error',
      message,
      key,
      pointer,
      help,
      ...(origin && { at: origin.at, origin }),
    }
  })
}
