import {
  type AppliedChange,
  type AppliedChanges,
  canonicalJson,
  type Desired,
  type DesiredEntry,
  type Diagnostic,
  type Environment,
  type JsonValue,
  type LeafLookup,
  type Live,
  type SuppressedLeaf,
  sha256,
  sortDiagnostics,
} from '../model/index.ts'
import {
  checkDeletes,
  checkLeases,
  checkOwner,
  checkSize,
  suppressionsOf,
  withdrawnLeaves,
} from './check-plan.ts'
import { keysIn } from './describe-leaves.ts'
import { diffLeaves } from './diff-leaves.ts'
import { type DraftChange, draftDelete, draftEntry } from './draft-changes.ts'
import { assemblePlan } from './make-plan.ts'
import { mergeDocuments } from './merge-documents.ts'
import type { Permissions, PlanInput, PlanResult } from './plan-input.ts'
import { readDocument } from './read-document.ts'

/** What a rollback is planned from. Sources are not needed. */
export interface RollbackInput {
  readonly workspace: string
  readonly environment: Environment
  readonly managedPrefixes: readonly string[]
  readonly live: Live
  readonly lookup: LeafLookup
  /** The applies to undo, newest first. */
  readonly undone: readonly AppliedChanges[]
  readonly permissions?: Pick<Permissions, 'allowDelete'>
}

/**
 * The plan that takes back applies: each key as it was before them, with what others changed since kept where it is
 * not in the way. Keys under `<prefix>/keys/` are never touched. The values taken back are withdrawn.
 */
export function planRollback(input: RollbackInput): PlanResult {
  const targets = targetsOf(input)
  const diagnostics = targets.flatMap(({ problems }) => problems)
  const planInput = inputOf(input, targets)
  const wrongOwner = checkOwner(planInput)
  if (wrongOwner !== undefined) return { diagnostics: [wrongOwner] }
  const drafts = targets.flatMap((target) => draftOf(target, planInput)).sort(byKey)
  const withdrawnBefore = withdrawnLeaves(drafts, planInput).map(({ leaf }) => leaf)
  const plan = assemblePlan(planInput, drafts, {
    kind: 'rollback',
    managedKeys: input.live.index.size + count(drafts, 'create') - count(drafts, 'delete'),
    ...listed(
      'suppresses',
      targets.flatMap((target) => withdrawnBy(target, input.lookup)),
    ),
    ...listed('unsuppresses', withdrawnBefore),
  })
  const checks = [...checkDeletes(drafts, planInput), ...checkLeases(planInput), ...checkSize(plan)]
  return { plan, diagnostics: sortDiagnostics([...diagnostics, ...checks]) }
}

/** One key, what the undone applies made of it, and what it is to hold; `value` absent: it is to go. */
interface Target {
  readonly key: string
  readonly component: string
  readonly before: JsonValue | undefined
  readonly after: JsonValue | undefined
  readonly value: JsonValue | undefined
  readonly problems: readonly Diagnostic[]
}

function targetsOf({ undone, live, environment, lookup }: RollbackInput): Target[] {
  const newest = new Map<string, AppliedChange>()
  const oldest = new Map<string, AppliedChange>()
  for (const { changes } of undone) {
    for (const change of changes) {
      if (change.action === 'own' || change.key.startsWith(`${environment.prefix}/keys/`)) continue
      if (!newest.has(change.key)) newest.set(change.key, change)
      oldest.set(change.key, change)
    }
  }
  return [...oldest.values()].map((first) =>
    targetOf(first, newest.get(first.key) ?? first, { live, lookup }),
  )
}

function targetOf(
  first: AppliedChange,
  last: AppliedChange,
  { live, lookup }: Pick<RollbackInput, 'live' | 'lookup'>,
): Target {
  const { key, component } = first
  const kv = live.entries.get(key)
  const now = kv === undefined ? undefined : readDocument(kv.value)
  const before = parse(first.before)
  const after = parse(last.after)
  if (first.isWithheld === true || (kv !== undefined && now === undefined)) {
    const reason = first.isWithheld
      ? 'what it held was a secret or no JSON, and was not kept'
      : 'what it holds is not JSON'
    return { key, component, before, after, value: now, problems: [notRestorable(key, reason)] }
  }
  const { value, conflicts } = mergeDocuments({ base: after, target: before, live: now }, keysIn(key, lookup))
  return {
    key,
    component,
    before,
    after,
    value,
    problems: conflicts.map((pointer) => changedSince(key, pointer)),
  }
}

function parse(text: string | undefined): JsonValue | undefined {
  return text === undefined ? undefined : (JSON.parse(text) as JsonValue) // canonical JSON, by its hash
}

function notRestorable(key: string, reason: string): Diagnostic {
  return {
    code: 'not-restorable',
    severity: 'error',
    message: `${key} cannot be rolled back: ${reason}`,
    key,
    help: 'set it in the sources and apply them',
  }
}

function changedSince(key: string, pointer: string): Diagnostic {
  return {
    code: 'changed-since',
    severity: 'error',
    message: `${key}#${pointer} was changed again since`,
    key,
    pointer,
    help: 'set it in the sources and apply them, or take the later change back first',
  }
}

/** A desired state of just these keys: the checks look at nothing else. */
function inputOf(input: RollbackInput, targets: readonly Target[]): PlanInput {
  const desired: Desired = {
    workspace: input.workspace,
    environment: input.environment,
    managedPrefixes: input.managedPrefixes,
    entries: targets.flatMap(entryOf),
    sources: [],
    checks: { total: 0, holding: 0, waived: [] },
  }
  const { live, lookup, permissions } = input
  return {
    desired,
    live,
    lookup,
    provenance: new Map(),
    ...(permissions === undefined ? {} : { permissions }),
  }
}

function entryOf({ key, component, value }: Target): DesiredEntry[] {
  if (value === undefined) return []
  const text = canonicalJson(value)
  return [{ key, component, schema: component, value, text, sha256: sha256(text) }]
}

function draftOf(target: Target, input: PlanInput): DraftChange[] {
  const [entry] = entryOf(target)
  if (entry === undefined) return draftDelete(target.key, input)
  const live = input.live.entries.get(target.key)
  const isAsItShouldBe = live !== undefined && sha256(live.value) === entry.sha256
  return isAsItShouldBe ? [] : draftEntry(entry, input)
}

/** What the undone applies had set: a document that they made as a whole, otherwise each leaf. */
function withdrawnBy({ key, before, after }: Target, lookup: LeafLookup): SuppressedLeaf[] {
  if (after === undefined) return []
  if (before === undefined) return [{ key, pointer: '', sha256: sha256(canonicalJson(after)) }]
  return diffLeaves(before, after, keysIn(key, lookup)).flatMap((leaf) =>
    suppressionsOf(key, leaf).map((set) => set.leaf),
  )
}

function listed<Name extends 'suppresses' | 'unsuppresses'>(
  name: Name,
  leaves: readonly SuppressedLeaf[],
): { readonly [name in Name]?: readonly SuppressedLeaf[] } {
  const member: { [name in Name]?: readonly SuppressedLeaf[] } = {}
  if (leaves.length > 0) member[name] = leaves
  return member
}

function count(drafts: readonly DraftChange[], action: string): number {
  return drafts.filter(({ change }) => change.action === action).length
}

function byKey(a: DraftChange, b: DraftChange): number {
  return a.change.key < b.change.key ? -1 : 1
}
