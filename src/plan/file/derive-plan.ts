import { holdsValue, readDocument } from '../../formats/index.ts'
import {
  type After,
  type Change,
  canonicalJson,
  type Diagnostic,
  type DocumentFormat,
  type Drift,
  holdsPrivateKey,
  isSameProtection,
  isWrite,
  type JsonValue,
  type KeyScope,
  type KeyValue,
  keyProblem,
  type Live,
  type Plan,
  runSteps,
  sha256,
  type Template,
  valueAt,
  withValuesAt,
} from '../../model/index.ts'
import { hasOddReference, newPrefixesOf, suppressionsOf } from '../checks/index.ts'
import { type ContentDifference, compareContents } from '../compare-contents.ts'
import { findRenames, withRenames } from '../handover/index.ts'
import { touchesKept } from '../kept/index.ts'
import { type KeysAt, leafProblem, type Written } from '../leaves/index.ts'
import { keysFrom } from '../lists/index.ts'
import { driftOfKey } from '../plan-drift.ts'
import { placesProblem, secretsProblem } from '../secrets/index.ts'
import { invalidPlanFile } from './invalid-plan-file.ts'
import { movedFrom, moveProblems } from './move-problems.ts'

/** What came of deriving a plan file's leaves again. */
export interface Derivation {
  /** The first difference of each key from what the file says. */
  readonly diagnostics: readonly Diagnostic[]
  /** Keys of which nothing could be derived: they are not as the plan saw them, or were not looked at. */
  readonly underived: readonly string[]
}

/**
 * Derives what a plan file says of each key again, from what is live and from what it would write, and holds the file to
 * it: what it writes can hold nothing that no leaf says. Of leaves it takes the file's word for places, effects and units
 * alone, which only the sources know.
 */
export function derivePlan(plan: Plan, live: Live): Derivation {
  return runSteps(deriveInSteps(plan, live))
}

/** The same in steps of a key each: between them, whoever runs it can be interrupted. */
export function* deriveInSteps(plan: Plan, live: Live): Generator<undefined, Derivation> {
  const scope: KeyScope = { ...plan, isManaged: (key) => live.index.has(key) }
  const drift = new Map(plan.drift.map((told) => [told.key, told]))
  const underived: string[] = []
  const diagnostics: Diagnostic[] = []
  for (const change of plan.changes) {
    yield
    const forbidden = keyProblem(change, scope)
    const entry = live.entries.get(change.key)
    if (forbidden !== undefined) diagnostics.push(invalidPlanFile(`${change.key} ${forbidden}`, change.key))
    else if (!isAsSeen(change, entry)) underived.push(change.key)
    else {
      const told = drift.get(change.key)
      const problem = changeProblem(change, live) ?? standingProblem(change, told, live)
      if (problem !== undefined) diagnostics.push(invalidPlanFile(`of ${change.key}, ${problem}`, change.key))
    }
  }
  yield
  const rest = [
    ...moveProblems(plan),
    ...protectionProblems(plan, live),
    ...prefixProblems(plan, live),
    ...withdrawalProblems(plan, live),
  ]
  return { diagnostics: [...diagnostics, ...rest], underived }
}

/** The same of what needs no store: keys that are new. All others are named. */
export function deriveAlone(plan: Plan): Derivation {
  return runSteps(deriveAloneInSteps(plan))
}

/** The same in steps of a key each. */
export function* deriveAloneInSteps(plan: Plan): Generator<undefined, Derivation> {
  const underived: string[] = []
  const diagnostics: Diagnostic[] = moveProblems(plan)
  for (const change of plan.changes) {
    yield
    const forbidden = keyProblem(change, plan)
    if (forbidden !== undefined) {
      diagnostics.push(invalidPlanFile(`${change.key} ${forbidden}`, change.key))
      continue
    }
    if (change.before !== null) underived.push(change.key)
    const isAlone = change.before === null && movedFrom(change) === undefined
    const problem = isAlone ? changeProblem(change, undefined) : secretProblem(change)
    if (problem !== undefined) diagnostics.push(invalidPlanFile(`of ${change.key}, ${problem}`, change.key))
  }
  return { diagnostics, underived }
}

/** What holds a secret is known by its revision; its other leaves are held against what is live besides. */
function isAsSeen({ before }: Change, entry: KeyValue | undefined): boolean {
  if (before === null || entry === undefined) return before === null && entry === undefined
  if (before.isWithheld) return before.modRevision === entry.modRevision
  return before.sha256 === sha256(entry.value)
}

function changeProblem(change: Change, live: Live | undefined): string | undefined {
  const { action, before, after, leaves, format } = change
  if (action === 'forget')
    return leaves.length > 0 ? 'it would write something, though it says forget' : undefined
  const written = writtenOf(change, live)
  const source = movedFrom(change)
  const holding = source === undefined ? written : writtenAt(source, live)
  const { keysAt, isTold } = elementsTold(change, holding)
  if (!isTold) return 'it does not say truly which elements of lists are renamed'
  const placing = holding && placingOf(holding, keysAt)
  const misplaced = after === null ? undefined : placesProblem(after, placing)
  if (misplaced !== undefined) return misplaced
  if (action === 'own' || action === 'release') {
    const isSame =
      after?.secrets === undefined
        ? before?.sha256 === after?.sha256 && before?.isWithheld !== true
        : written !== undefined && isFilledAlready(after, written, format)
    if (!isSame || leaves.length > 0) return `it would write something, though it says ${action}`
    return secretProblem(change)
  }
  const derived = compareContents({ before: written, after, format }, keysAt)
  const otherBytes = 'otherBytes' in change ? change.otherBytes : undefined
  return (
    secretProblem(change) ??
    keptProblem(change) ??
    leafProblem(leaves, {
      leaves: derived.leaves,
      from: written,
      to: derived.unread,
      isWithheld: before?.isWithheld === true,
    }) ??
    (derived.otherBytes === otherBytes ? undefined : 'the bytes differ otherwise than it says')
  )
}

/** What is left to others stays: an edit of it is none that is written over. */
function keptProblem({ kept, leaves }: Change): string | undefined {
  const isTouched = kept !== undefined && leaves.some((leaf) => touchesKept(leaf, kept.pointers))
  return isTouched ? 'it changes what it says that it leaves as it is' : undefined
}

/** By what a change says that elements are told apart, and whether what it calls renamed has another name by it. */
function elementsTold(
  { elementKeys, renamed = [], after }: Change,
  before: Written | undefined,
): { readonly keysAt: KeysAt; readonly isTold: boolean } {
  const keysAt = keysFrom(elementKeys)
  const from = before && readDocument(before.bytes, before.format)
  const found = findRenames(renamed, { from, to: after?.value }, keysAt)
  const isTold = textOf(renamed) === textOf(found.map(({ move }) => move))
  return { keysAt: withRenames(keysAt, found), isTold }
}

function writtenOf({ key, before }: Change, live: Live | undefined): LiveDocument | undefined {
  const entry = live?.entries.get(key)
  return entry && { bytes: entry.value, format: before?.format, applied: live?.templates?.get(key) }
}

function writtenAt(key: string, live: Live | undefined): LiveDocument | undefined {
  const entry = live?.entries.get(key)
  const format = live?.index.get(key)?.format
  return entry && { bytes: entry.value, format, applied: live?.templates?.get(key) }
}

/** What a key holds, how it is to be read, and what the last apply left of its secrets. */
type LiveDocument = Written & { readonly applied: Template | undefined }

function placingOf({ bytes, format, applied }: LiveDocument, keysAt: KeysAt) {
  const document = readDocument(bytes, format)
  return document === undefined ? undefined : { document, applied, keysAt }
}

/** Everything stays, the secrets included: the document filled from what is live is what is live. */
function isFilledAlready(after: After, live: Written, format: DocumentFormat | undefined): boolean {
  const document = readDocument(live.bytes, live.format)
  if (document === undefined || live.format !== format) return false
  const values = (after.secrets ?? []).flatMap(({ pointer, keptFrom }): [string, JsonValue][] => {
    const value = keptFrom === undefined ? undefined : valueAt(document, keptFrom)
    return value === undefined ? [] : [[pointer, value]]
  })
  if (values.length < (after.secrets ?? []).length) return false
  return holdsValue(live.bytes, withValuesAt(after.value, new Map(values)), format)
}

/** What is not shown must not be written: a private key, and what stands beside the name of a secret. */
function secretProblem({ after }: Change): string | undefined {
  if (after === null) return undefined
  if (holdsPrivateKey(after.value)) return 'a private key stands in what it would write'
  return hasOddReference(after.value)
    ? 'a reference to a secret that holds something else besides'
    : secretsProblem(after)
}

/** What the plan says of how the key stands: that it is taken over, and that an edit from outside is written over. */
function standingProblem(change: Change, told: Drift | undefined, live: Live): string | undefined {
  const takesOver = change.action === 'update' && !live.index.has(change.key)
  if (change.takesOver !== takesOver)
    return takesOver ? 'it does not say that the key is taken over' : 'the key is not taken over, as it says'
  const { keysAt } = elementsTold(change, writtenOf(change, live))
  const raw = rawLeaves(change, live, keysAt)
  const [derived] = driftOfKey(change.key, live, {
    overwriting: { change, raw, keysAt },
    kept: change.kept?.pointers ?? [],
  })
  if (derived?.kind !== told?.kind) return 'it does not say truly whether the key was edited from outside'
  const isKnown = derived?.kind !== 'modified' || live.lastApplied?.has(change.key) === true
  if (!isKnown || textOf(derived?.overwrites) === textOf(told?.overwrites)) return undefined
  return 'it does not say truly which edits from outside it writes over'
}

function rawLeaves(change: Change, live: Live, keysAt: KeysAt): ContentDifference['leaves'] {
  const { after, action, format } = change
  const written = writtenOf(change, live)
  return !isWrite({ action }) ? [] : compareContents({ before: written, after, format }, keysAt).leaves
}

function textOf(leaves: readonly unknown[] | undefined): string {
  return canonicalJson((leaves ?? []) as JsonValue) // plain JSON by its type
}

/** A plan that lifts what was asked of plans has to say so. */
function protectionProblems(
  { protection, protectionBefore }: Plan,
  { protection: recorded }: Live,
): Diagnostic[] {
  const isOther = recorded !== undefined && !isSameProtection(recorded, protection)
  const before = isOther ? recorded : undefined
  const isTold =
    before === undefined || protectionBefore === undefined
      ? before === protectionBefore
      : isSameProtection(before, protectionBefore)
  return isTold ? [] : [invalidPlanFile('it does not say truly what was asked of plans before')]
}

/** A plan that manages more than the newest apply did has to say so. */
function prefixProblems({ managedPrefixes, prefix, newPrefixes }: Plan, live: Live): Diagnostic[] {
  const derived = newPrefixesOf({ managedPrefixes, environment: { prefix } }, live).newPrefixes
  const isTold = textOf(derived) === textOf(newPrefixes)
  return isTold ? [] : [invalidPlanFile('it does not say truly which prefixes are managed from now on')]
}

/** A plan may end only the withdrawal of values that it sets. */
function withdrawalProblems(plan: Plan, live: Live): Diagnostic[] {
  const { kind, changes, suppresses = [], unsuppresses = [] } = plan
  if (kind === 'apply' && suppresses.length > 0)
    return [invalidPlanFile('it withdraws values, which only a rollback does')]
  const byKey = new Map(changes.map((change) => [change.key, change]))
  return unsuppresses.flatMap((leaf) => {
    const change = byKey.get(leaf.key)
    const isSet =
      change !== undefined &&
      settings(change, live).some((set) => set.pointer === leaf.pointer && set.sha256 === leaf.sha256)
    return isSet
      ? []
      : [
          invalidPlanFile(
            `it ends the withdrawal of ${leaf.key}#${leaf.pointer}, which it does not set`,
            leaf.key,
          ),
        ]
  })
}

function settings(change: Change, live: Live) {
  const whole = change.action === 'create' ? [{ pointer: '', sha256: change.after.sha256 }] : []
  const raw = rawLeaves(change, live, elementsTold(change, writtenOf(change, live)).keysAt)
  return [...whole, ...raw.flatMap((leaf) => suppressionsOf(change.key, leaf).map(({ leaf: set }) => set))]
}
