import {
  type Change,
  canonicalJson,
  type Diagnostic,
  isWrite,
  type LeafFacts,
  type Plan,
  parentPointer,
  prefixOfPointer,
  type SuppressedLeaf,
  sha256,
  shellWord,
} from '../../model/index.ts'
import { countWrites, type DraftChange } from '../draft-changes.ts'
import { leaseName } from '../lease-name.ts'
import type { RawLeafChange } from '../leaves/index.ts'
import type { PlanInput } from '../plan-input.ts'
import { allowsKey } from './check-permissions.ts'
import { changedKeysLimit, readsLimit, requestBytesLimit } from './request-size.ts'

/** Below one prefix, a workspace has one environment. */
export function checkOwner({ desired, live }: PlanInput): Diagnostic | undefined {
  const owner = live.owner
  const { name, prefix } = desired.environment
  if (owner === undefined || owner.environment === name) return undefined
  const where = prefix === '' ? 'this cluster' : `${prefix} of this cluster`
  return {
    code: 'wrong-owner',
    severity: 'error',
    message: `${where} has environment ${owner.environment} of workspace ${owner.workspace}, not ${name}`,
    help: 'give this environment a prefix of its own (prefix: in environments of configs/index.ts), or other endpoints',
  }
}

/** A key has one owner, whatever is allowed by name. */
export function checkOwnedElsewhere(drafts: readonly DraftChange[], { live }: PlanInput): Diagnostic[] {
  return drafts.flatMap(({ change }): Diagnostic[] => {
    const owner = live.ownedElsewhere?.get(change.key)
    if (owner === undefined || change.after === null || live.index.has(change.key)) return []
    return [
      {
        code: 'owned-elsewhere',
        severity: 'error',
        message: `${change.key} belongs to workspace ${owner.workspace} (environment ${owner.environment})`,
        key: change.key,
        help: 'a key has one owner: have it forgotten there first, then plan again (docs/sharing-etcd.md)',
      },
    ]
  })
}

/** A leaf must keep its JSON type, but for types that its schema allows side by side: native parsers convert or refuse silently. */
export function checkTypeChanges(drafts: readonly DraftChange[], input: PlanInput): Diagnostic[] {
  const allowed = new Set(input.permissions?.allowTypeChange ?? [])
  return drafts.flatMap(({ change, typeChanges }) =>
    typeChanges
      .filter(({ pointer }) => !input.lookup(change.key, pointer).isSecret)
      .filter(({ types, lookupPointer }) => !areAllowed(types, input.lookup(change.key, lookupPointer)))
      .filter(({ pointer }) => !allowed.has(`${change.key}#${pointer}`))
      .map(({ pointer, from, to }): Diagnostic => {
        const origin = input.provenance.get(change.key)?.get(pointer)
        return {
          code: 'type-change',
          severity: 'error',
          message: `${change.key}#${pointer} is ${article(from)} in the store and would become ${article(to)}`,
          key: change.key,
          pointer,
          ...(origin === undefined ? {} : { at: origin.at, origin }),
          help: `components parse by type; if all of them are ready for it: --allow-type-change '${change.key}#${pointer}'`,
        }
      }),
  )
}

function areAllowed(types: readonly string[], { types: allowed }: LeafFacts): boolean {
  return allowed !== undefined && types.every((type) => allowed.includes(type))
}

function article(type: string): string {
  return /^[aeiou]/.test(type) ? `an ${type}` : type === 'null' ? 'null' : `a ${type}`
}

/** A key that exists, differs and is not in the index may hold somebody else's work. */
export function checkTakeOver(drafts: readonly DraftChange[], input: PlanInput): Diagnostic[] {
  const allowed = input.permissions?.takeOver ?? []
  return drafts
    .filter(({ change }) => change.takesOver && !allowsKey(allowed, change.key))
    .filter(({ change }) => input.live.ownedElsewhere?.has(change.key) !== true)
    .map(({ change }) => ({
      code: 'takes-over',
      severity: 'error',
      message: `${change.key} exists with other contents and was not written by this workspace`,
      key: change.key,
      help: `see what it holds: appia plan --diff; to replace it: --take-over ${shellWord(change.key)}`,
    }))
}

/** Losing most of what is managed is more often an accident than a wish. */
export function checkDeletes(drafts: readonly DraftChange[], input: PlanInput): Diagnostic[] {
  const deletes = drafts.filter(
    ({ change }) => change.action === 'delete' && change.movedTo === undefined,
  ).length
  const managed = input.live.index.size
  if (deletes * 2 <= managed || deletes <= (input.permissions?.allowDelete ?? 0)) return []
  // A rollback has no sources: what it leaves is no workspace's doing.
  const hasSources = input.desired.sources.length > 0
  const isEmpty = input.desired.entries.length === 0 && hasSources
  const kept = hasSources
    ? '; if they are to stay as they are, managed no longer: forget in configs/index.ts'
    : ''
  const nothing = isEmpty ? ': the workspace defines none' : ''
  return [
    {
      code: 'delete-protection',
      severity: 'error',
      message: `${deletes} of ${managed} managed keys would be deleted${nothing}`,
      help: `if they are to go: --allow-delete ${deletes}${kept}`,
    },
  ]
}

/** Losing most documents of a collection is an accident too: its file was cut short, or a feed gave nothing. */
export function checkCollections({ collections = [], provenance, permissions }: PlanInput): Diagnostic[] {
  return collections.flatMap(({ key, keys, added, removed }) => {
    const before = keys - added + removed
    if (keys * 2 >= before || removed <= (permissions?.allowDelete ?? 0)) return []
    const origin = provenance.get(key)?.get('')
    return [
      {
        code: 'delete-protection',
        severity: 'error',
        message: `${removed} of ${before} documents of ${prefixOfPointer(key)} would be removed, ${keys} would be left`,
        key,
        ...(origin && { at: origin.at, origin }),
        help: `if they are to go: --allow-delete ${removed}`,
      },
    ]
  })
}

/** A key with a lease vanishes when its lease ends, whatever the sources say. */
export function checkLeases(input: PlanInput): Diagnostic[] {
  const ours = new Set([...input.live.index.keys(), ...input.desired.entries.map((entry) => entry.key)])
  return [...input.live.entries.values()]
    .filter((live) => live.lease !== '0' && ours.has(live.key))
    .map((live) => ({
      code: 'leased-key',
      severity: 'error',
      message: `${live.key} carries lease ${leaseName(live.lease)}: it would vanish with it`,
      key: live.key,
      help: `stop what writes it under a lease, then take the lease off, which keeps the value: etcdctl put ${shellWord(live.key)} --ignore-value`,
    }))
}

/** Withdrawn values that are told one by one; the rest is a count. */
const withdrawnTold = 20

/** A value that a rollback withdrew must not come back with the next pipeline run. */
export function checkWithdrawn(drafts: readonly DraftChange[], input: PlanInput): Diagnostic[] {
  const allowed = new Set(input.permissions?.unsuppress ?? [])
  const leaves = withdrawnLeaves(drafts, input).filter(
    ({ leaf }) => !allowed.has(leaf.key) && !allowed.has(`${leaf.key}#${leaf.pointer}`),
  )
  const untold = leaves.slice(withdrawnTold)
  const keys = new Set(untold.map(({ leaf }) => leaf.key)).size
  const rest: Diagnostic = {
    code: 'withdrawn-value',
    severity: 'error',
    message: `${untold.length} more values of ${keys} keys would get what was rolled back`,
    help: 'change the sources, or allow each key again: --unsuppress KEY',
  }
  return [...tellWithdrawn(leaves.slice(0, withdrawnTold), input), ...(untold.length > 0 ? [rest] : [])]
}

function tellWithdrawn(leaves: ReturnType<typeof withdrawnLeaves>, input: PlanInput): Diagnostic[] {
  return leaves.map(({ leaf, at }) => {
    const origin = input.provenance.get(leaf.key)?.get(at)
    return {
      code: 'withdrawn-value',
      severity: 'error',
      message: `${leaf.key}#${leaf.pointer} would get the value that was rolled back`,
      key: leaf.key,
      pointer: at,
      ...(origin === undefined ? {} : { at: origin.at, origin }),
      help: `change the source, or allow it again: --unsuppress '${leaf.key}#${leaf.pointer}' (the key alone: all of it)`,
    }
  })
}

/** The withdrawn values that these changes would set, with the pointer at which each stands. */
export function withdrawnLeaves(
  drafts: readonly DraftChange[],
  input: PlanInput,
): { readonly leaf: SuppressedLeaf; readonly at: string }[] {
  const withdrawn = new Map((input.live.suppressed ?? []).map((leaf) => [suppressionOf(leaf), leaf]))
  if (withdrawn.size === 0) return []
  return drafts.flatMap(({ change, raw }) =>
    [...wholeDocument(change), ...raw.flatMap((leaf) => suppressionsOf(change.key, leaf))].flatMap((set) => {
      const withdrawal = withdrawn.get(suppressionOf(set.leaf))
      return withdrawal === undefined ? [] : [{ leaf: withdrawal, at: set.at }]
    }),
  )
}

/** A document that a rollback removed is withdrawn as a whole. */
function wholeDocument({ key, action, after }: Change): { leaf: SuppressedLeaf; at: string }[] {
  return action === 'create' ? [{ leaf: { key, pointer: '', sha256: after.sha256 }, at: '' }] : []
}

/** The value that a leaf change sets, as a rollback would withdraw it; an element of a list wherever it stands. */
export function suppressionsOf(key: string, leaf: RawLeafChange): { leaf: SuppressedLeaf; at: string }[] {
  if (leaf.to === undefined || leaf.isMove) return []
  const pointer = leaf.isElement ? `${parentPointer(leaf.pointer)}/-` : leaf.pointer
  return [{ leaf: { key, pointer, sha256: sha256(canonicalJson(leaf.to)) }, at: leaf.pointer }]
}

function suppressionOf({ key, pointer, sha256 }: SuppressedLeaf): string {
  return `${key}#${pointer}=${sha256}`
}

/**
 * More keys than one transaction takes, told by their number alone: comparing each of so many documents takes seconds, and
 * a plan of them could not be applied. Nothing where they may fit.
 */
export function checkCount(input: PlanInput): Diagnostic | undefined {
  if (input.desired.entries.length + input.live.index.size <= changedKeysLimit) return undefined
  const changed = countWrites(input)
  if (changed <= changedKeysLimit) return undefined
  const isExact = input.desired.entries.every(({ secrets }) => secrets === undefined)
  return tooLarge(tooManyKeys(isExact ? `${changed}` : `at least ${changed}`))
}

/** What one transaction can carry, known before anything is sent. */
export function checkSize(plan: Plan): Diagnostic[] {
  const changed = plan.changes.filter(isWrite).length
  const problems = [
    ...(plan.requestBytes > requestBytesLimit
      ? [`the transaction takes ${plan.requestBytes} bytes of ${requestBytesLimit}`]
      : []),
    ...(changed > changedKeysLimit ? [tooManyKeys(`${changed}`)] : []),
    ...(plan.reads.length > readsLimit
      ? [`${plan.reads.length} keys are read; ${readsLimit} can be guarded`]
      : []),
  ]
  return problems.map(tooLarge)
}

function tooManyKeys(count: string): string {
  return `${count} keys change; one transaction takes ${changedKeysLimit}`
}

function tooLarge(message: string): Diagnostic {
  return {
    code: 'too-large',
    severity: 'error',
    message,
    help: 'an apply is one transaction and is never split: bring the change in over several applies, or make documents that the client library reads a collection (docs/collections.md)',
  }
}
