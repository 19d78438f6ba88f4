import type { FollowerPlan } from '../followers/index.ts'
import type { AgentSettings } from '../settings/settings.ts'
import { RulesKeeper } from './rules-keeper.ts'

/** The tables that settings name, if any. */
export function planFirewall({ firewall = {} }: AgentSettings): FollowerPlan | undefined {
  const planned = Object.entries(firewall).map(([name, settings]) => ({
    ...{ name, settings },
    document: { name: `firewall:${name}`, key: settings.key },
  }))
  if (planned.length === 0) return undefined
  return {
    documents: planned.map(({ document }) => document),
    open: (host) => {
      const keepers = planned.map((rules) => new RulesKeeper(rules, host))
      return {
        name: 'firewall',
        async start() {
          for (const keeper of keepers) await keeper.start()
        },
        async stop() {
          await Promise.all(keepers.map((keeper) => keeper.close()))
        },
        get status() {
          return Object.fromEntries(keepers.map(({ name, status }) => [name, status]))
        },
        metrics: () => keepers.map((keeper) => keeper.metrics()).join(''),
      }
    },
  }
}
