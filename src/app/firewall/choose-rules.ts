import { isFirewallRules } from '../../firewall/index.ts'
import { type CompiledEnvironment, type DesiredEntry, nearest } from '../../model/index.ts'
import { usageFailure } from '../failure.ts'

/** Which document of firewall rules is meant. */
export interface RulesChoice {
  /** Without the environment's prefix; the only one where it is absent. */
  readonly key?: string
  /** The node whose own document wins. */
  readonly node?: string
}

/** The document of that key, or the only one. Throws a usage `Failure` where there is none or a choice. */
export function chooseRules({ desired }: CompiledEnvironment, { key, node }: RulesChoice): DesiredEntry {
  const prefix = desired?.environment.prefix ?? ''
  const rules = (desired?.entries ?? []).filter(({ value }) => isFirewallRules(value))
  const general = rules.filter((entry) => entry.node === undefined)
  const keys = general.map((entry) => entry.key.slice(prefix.length))
  const [only, ...others] = general
  if (only === undefined) {
    const help = 'declare them: entries: [firewall({ key: …, component: …, table: … })]'
    throw usageFailure('this workspace declares no firewall rules', help)
  }
  if (key === undefined && others.length > 0)
    throw usageFailure(
      'this workspace has several documents of firewall rules',
      `name one: --key ${keys.join(' | ')}`,
    )
  const chosen = general.find((entry) => key === undefined || entry.key === prefix + key)
  if (chosen === undefined) {
    const meant = nearest(key ?? '', keys)
    throw usageFailure(
      `no firewall rules at ${key}`,
      meant ? `did you mean ${meant}?` : `keys: ${keys.join(', ')}`,
    )
  }
  const own = rules.find((entry) => entry.node === node && entry.component === chosen.component)
  return node === undefined ? chosen : (own ?? chosen)
}
