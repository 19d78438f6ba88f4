import { isFirewallRules, parseRules } from '../../firewall/index.ts'
import {
  type CompiledEnvironment,
  type DesiredEntry,
  type Diagnostic,
  nearestOrigin,
  type Provenance,
} from '../../model/index.ts'

/** What contradicts itself in an environment's firewall rules: what their schema cannot say. */
export async function checkFirewall({ desired, provenance }: CompiledEnvironment): Promise<Diagnostic[]> {
  const rules = (desired?.entries ?? []).filter(({ value }) => isFirewallRules(value))
  const found = await Promise.all(rules.map((entry) => checkEntry(entry, provenance.get(entry.key))))
  return found.flat()
}

async function checkEntry({ key, value }: DesiredEntry, provenance: Provenance | undefined) {
  const { problems } = await parseRules(value)
  return problems.map(({ code, severity, pointer, message, help }): Diagnostic => {
    const origin = nearestOrigin(provenance, pointer)
    return {
      ...{ code, severity, message, key, pointer },
      ...(help !== undefined && { help }),
      ...(origin && { at: origin.at, origin }),
    }
  })
}
