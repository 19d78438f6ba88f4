import {
  type Compare,
  isReleasing,
  type Live,
  type Operation,
  type Owner,
  ownersKey,
  type Plan,
} from '../../model/index.ts'
import { encodeOwners } from '../../records/index.ts'

/** The keys that a plan makes this workspace's own. */
function takenKeys({ changes }: Pick<Plan, 'changes'>, { index }: Pick<Live, 'index'>): string[] {
  return changes
    .filter((change) => change.after !== null && !isReleasing(change) && !index.has(change.key))
    .map(({ key }) => key)
}

/** Those of them that another workspace owns. */
export function ownedElsewhere(plan: Plan, live: Live): { readonly key: string; readonly owner: Owner }[] {
  return takenKeys(plan, live).flatMap((key) => {
    const owner = live.ownedElsewhere?.get(key)
    return owner === undefined ? [] : [{ key, owner }]
  })
}

/** What a transaction needs that makes keys this workspace's own. */
export interface Taking {
  readonly compare: readonly Compare[]
  readonly put: readonly Operation[]
}

/**
 * Whoever takes keys has looked at what the others own, guards the list of owners as it was then, and puts it anew: of
 * two that take keys at once, one has to look again. What takes none is no obstacle to anybody.
 */
export function takeKeys(
  { plan, live, owner }: { readonly plan: Plan; readonly live: Live; readonly owner: Owner },
  applyId: string,
): Taking {
  const { owners } = live
  const isListed = owners?.workspaces[owner.workspace] === owner.environment
  if (isListed && takenKeys(plan, live).length === 0) return { compare: [], put: [] }
  const key = ownersKey(plan.prefix)
  const compare: Compare[] =
    owners === undefined
      ? [{ key, is: '=', target: 'create', number: 0 }]
      : [
          { key, is: '=', target: 'mod', number: owners.modRevision },
          { key, is: '=', target: 'value', value: owners.value },
        ]
  const workspaces = { ...owners?.workspaces, [owner.workspace]: owner.environment }
  return { compare, put: [{ kind: 'put', key, value: encodeOwners(workspaces, applyId) }] }
}
