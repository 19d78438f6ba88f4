import { type Change, type Live, nodeKey, type Plan, sha256, splitNodeKey } from '../../model/index.ts'
import { planDigest } from '../../plan/index.ts'

/** What of a plan can be tried on one node, and why the rest cannot. */
export interface Canary {
  readonly changes: readonly Change[]
  /** By the key of the plan's change, in words. */
  readonly untried: ReadonlyMap<string, string>
}

/**
 * The documents that a node's components would read of a plan, as documents of that node: they win there, and nowhere else.
 * `alive`: components that have a member on the node which says what it runs.
 */
export function canaryOf(plan: Plan, node: string, { live, alive }: CanaryFacts): Canary {
  const changes: Change[] = []
  const untried = new Map<string, string>()
  for (const change of plan.changes) {
    const why = whyUntried(change, plan, node, { live, alive })
    if (why === undefined) changes.push(onNode(change, plan.prefix, node))
    else untried.set(change.key, why)
  }
  return { changes: changes.sort((a, b) => (a.key < b.key ? -1 : 1)), untried }
}

interface CanaryFacts {
  readonly live: Live
  readonly alive: ReadonlySet<string>
}

function whyUntried(
  change: Change,
  { prefix, changes, managedPrefixes }: Plan,
  node: string,
  { live, alive }: CanaryFacts,
): string | undefined {
  const { key, component, schema = component, action } = change
  if (action !== 'create' && action !== 'update') return 'it is not written, so nobody could run it'
  const stated = key.slice(prefix.length)
  if (splitNodeKey(stated).node !== undefined) return 'it is for one node already'
  if (schema !== component || component === 'rotation') return "it is no component's own document"
  if (!alive.has(component)) return `no ${component} is alive on ${node}`
  if (change.after.secrets !== undefined) return 'it holds secrets, which belong to one key'
  const own = prefix + nodeKey(stated, node)
  if (live.entries.has(own) || changes.some((other) => other.key === own))
    return `${node} has a document of its own, which wins there`
  return managedPrefixes.some((managed) => own.startsWith(managed))
    ? undefined
    : `the document of a node would lie at ${own}, outside the managed prefixes`
}

function onNode(change: Change, prefix: string, node: string): Change {
  const { key, component, schema, format, leaves, after } = change
  if (after === null) throw new Error(`${key} is not written`)
  return {
    ...{ key: prefix + nodeKey(key.slice(prefix.length), node), component, leaves },
    ...(schema !== undefined && { schema }),
    ...(format !== undefined && { format }),
    ...{ action: 'create', before: null, after, takesOver: false },
  }
}

/** The plan that writes these for the node alone. Nothing else of the plan takes effect with it. */
export function canaryPlan(plan: Plan, { changes }: Canary, live: Live): Plan {
  const {
    collections: _,
    suppresses: _1,
    unsuppresses: _2,
    protectionBefore: _3,
    newPrefixes: _4,
    ...rest
  } = plan
  const base = {
    baseRevision: live.revision,
    baseSeq: live.epoch?.seq ?? 0,
    baseApplyId: live.epoch?.applyId ?? '',
  }
  const content = {
    ...{ ...rest, ...base, changes, drift: [] },
    protection: live.protection ?? plan.protection,
    managedKeys: live.index.size + changes.length,
  }
  return { ...content, digest: planDigest(content) }
}

/** The plan for all nodes, which ends the canary in the same transaction. What was approved is what it was. */
export function planAfterCanary(plan: Plan, { changes }: Canary, revision: number): Plan {
  const ended = changes.map(
    ({ key, component, schema, format, after }): Change => ({
      ...{ key, component, leaves: [] },
      ...(schema !== undefined && { schema }),
      ...(format !== undefined && { format }),
      action: 'delete',
      before: { modRevision: revision, sha256: after?.sha256 ?? sha256('') },
      ...{ after: null, takesOver: false },
    }),
  )
  return { ...plan, changes: [...plan.changes, ...ended].sort((a, b) => (a.key < b.key ? -1 : 1)) }
}
