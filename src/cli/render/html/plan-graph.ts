import type { Topology } from '../../../app/plan/index.ts'
import type { AuthoredChannel, Change, LeafChange, Plan } from '../../../model/index.ts'
import type { Graph, GraphNode } from '../../../report/index.ts'
import { escapeText } from '../text/plain-text.ts'

/** Components with the number of their values that change, and the channels between them; undefined where there is no point. */
export function planGraph(plan: Plan, topology: Topology): Graph | undefined {
  const names = [...new Set([...topology.components, ...plan.changes.map(({ component }) => component)])]
  if (names.length < 2) return undefined
  return {
    nodes: names.sort().map((name) => nodeOf(name, plan.changes)),
    edges: topology.channels.map((channel) => ({
      from: escapeText(channel.from.component),
      to: escapeText(channel.to.component),
      label: escapeText(`${channel.name} :${channel.port}`),
      isChanged: isChanged(channel, plan.changes),
    })),
  }
}

function nodeOf(name: string, changes: readonly Change[]): GraphNode {
  const leaves = changes.filter(({ component }) => component === name).flatMap((change) => change.leaves)
  const effects = leaves.map(({ effect }) => effect)
  return {
    name: escapeText(name),
    changes: leaves.length,
    effect: effects.includes('restart') ? 'restart' : effects.includes('live') ? 'live' : 'none',
  }
}

/** True where a value of one of its ends, before or after, is its port or address. */
function isChanged({ from, to, port }: AuthoredChannel, changes: readonly Change[]): boolean {
  const isEnd = ({ component }: Change) => component === from.component || component === to.component
  const addresses: readonly unknown[] = [port, from.endpoint, to.endpoint]
  const names = (leaf: LeafChange) => addresses.includes(leaf.to)
  return changes.some((change) => isEnd(change) && change.leaves.some(names))
}
