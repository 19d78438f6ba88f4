import {
  type FirewallDocument,
  type FirewallHook,
  type FirewallManagement,
  type FirewallRule,
  type FirewallSet,
  firewallFormat,
  type Quantity,
} from '../model/index.ts'
import type { DocumentOptions } from './component.ts'
import type { Entry } from './entry.ts'

/** A rule whose sets, zones and chains are among those declared beside it. */
type Rule<Set, Zone, Chain> = Omit<FirewallRule, 'sourceSet' | 'destinationSet' | 'from' | 'to' | 'chain'> & {
  readonly sourceSet?: Set
  readonly destinationSet?: Set
  readonly from?: Zone
  readonly to?: Zone
  readonly chain?: Chain
}

type Hook<Set, Zone, Chain> = Omit<FirewallHook, 'rules'> & {
  readonly rules: readonly Rule<Set, Zone, Chain>[]
}

/** What `firewall` takes: `FirewallDocument` with times as quantities, and where the document lies. */
export interface FirewallInput<Set extends string, Zone extends string, Chain extends string>
  extends Pick<FirewallDocument, 'table'>,
    Pick<DocumentOptions, 'schema'> {
  readonly key: string
  /** The component that follows it. */
  readonly component: string
  /** Interfaces by zone: `zonesBy(interfaces, 'role')`. */
  readonly zones?: { readonly [zone in Zone]: readonly string[] }
  readonly management?: Omit<FirewallManagement, 'zone'> & { readonly zone?: NoInfer<Zone> }
  readonly sets?: {
    readonly [name in Set]: Omit<FirewallSet, 'timeout'> & { readonly timeout?: Quantity }
  }
  readonly chains?: { readonly [name in Chain]: readonly Rule<NoInfer<Set>, NoInfer<Zone>, string>[] }
  readonly input?: Hook<NoInfer<Set>, NoInfer<Zone>, NoInfer<Chain>>
  readonly forward?: Hook<NoInfer<Set>, NoInfer<Zone>, NoInfer<Chain>>
}

/**
 * Declares firewall rules: sets, chains, and what becomes of packets to this host (`input`) and through it (`forward`). Its
 * schema is `schemas/firewall-rules.schema.json` unless `schema` says otherwise. `appia check` says what is wrong.
 */
export function firewall<Set extends string, Zone extends string, Chain extends string>(
  input: FirewallInput<Set, Zone, Chain>,
): Entry {
  const { key, component, schema = 'firewall-rules', ...rules } = input
  return { kind: 'entry', key, component, schema, value: { format: firewallFormat, ...rules } }
}

/** Interfaces by what one of their members says: `{ eth1: { role: 'wan' } }` becomes `{ wan: ['eth1'] }`. */
export function zonesBy<Member extends string, Zone extends string>(
  interfaces: { readonly [name: string]: { readonly [member in Member]: Zone } },
  member: Member,
): { readonly [zone in Zone]: readonly string[] } {
  const zones = {} as Record<Zone, string[]> // of the zones that there are
  for (const [name, { [member]: zone }] of Object.entries(interfaces)) {
    zones[zone] ??= []
    zones[zone].push(name)
  }
  return zones
}
