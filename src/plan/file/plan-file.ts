import { readDocument } from '../../formats/index.ts'
import {
  type After,
  type Change,
  canonicalInSteps,
  canonicalJson,
  canonicalTextOf,
  type Diagnostic,
  decodeBytes,
  inputLimits,
  isDeeperThan,
  isJsonObject,
  isPointerKey,
  type JsonObject,
  type JsonValue,
  type Plan,
  type PlanSignature,
  runSteps,
  sha256,
  textOfAfter,
} from '../../model/index.ts'
import { digestInSteps } from '../digest.ts'
import { findMisshapeInSteps } from './check-shape.ts'
import { deriveAloneInSteps } from './derive-plan.ts'
import { invalidPlanFile } from './invalid-plan-file.ts'
import planSchema from './plan.schema.json' with { type: 'json' }

/** The format that this version writes and reads. */
const planFormatVersion = 2

/** Levels of a plan around a document: of its changes, their leaves, and values in those. */
const planLevels = 8

/** What a plan file says of its plan. */
export interface SealedPlan {
  readonly plan: Plan
  /** sha256 of the canonical JSON of the plan, 64 hex digits. */
  readonly checksum: string
  /** Not looked at yet. */
  readonly signatures: readonly PlanSignature[]
}

/** A plan with the checksum that its file has; without signatures. */
export function sealPlan(plan: Plan): SealedPlan {
  const content = plan as unknown as JsonObject // plain JSON by its type; interfaces have no index signature
  return { plan, checksum: sha256(canonicalJson(content)), signatures: [] }
}

/** A plan as the text of its file: canonical JSON with a checksum over the plan, signatures, and a newline. */
export function encodePlan({ plan, checksum, signatures }: SealedPlan): string {
  const signed = signatures.length === 0 ? {} : { signatures: signatures.map((each) => ({ ...each })) }
  return `${canonicalJson({ ...(plan as unknown as JsonObject), checksum, ...signed })}\n`
}

/** What is wrong, found in steps. */
type Steps = Generator<undefined, string | undefined>

/** What a plan file holds, or what is wrong with it. */
type Decoded = SealedPlan | { readonly diagnostics: readonly Diagnostic[] }

/** The plan in the text of a plan file, or what is wrong with the file. Trusts nothing in it. */
export function decodePlan(text: string): Decoded {
  return runSteps(decodeInSteps(text))
}

/** The same in steps of less than a second each: between them, whoever runs it can be interrupted. */
export function* decodeInSteps(text: string): Generator<undefined, Decoded> {
  const file = parse(text)
  yield
  if (typeof file === 'string') return { diagnostics: [invalidPlanFile(file)] }
  const problem =
    sizeProblem(file) ??
    versionProblem(file) ??
    (yield* checksumProblem(file)) ??
    (yield* shapeProblem(file)) ??
    (yield* digestProblem(file)) ??
    (yield* contentProblem(file))
  if (problem !== undefined) return { diagnostics: [invalidPlanFile(problem)] }
  const { checksum, signatures = [], ...content } = file
  const plan = content as unknown as Plan // its shape was just checked against the published schema
  const { diagnostics } = yield* deriveAloneInSteps(plan)
  if (diagnostics.length > 0) return { diagnostics }
  return { plan, checksum: checksum as string, signatures: signatures as unknown as readonly PlanSignature[] }
}

function parse(text: string): JsonObject | string {
  if (text.trim() === '') return 'it is empty'
  try {
    const value = JSON.parse(text) as JsonValue // JSON.parse gives nothing else
    return isJsonObject(value) ? value : 'it holds JSON, but no plan'
  } catch {
    if (text.trimStart().startsWith('{') && !text.trimEnd().endsWith('}')) {
      return `it is truncated: it ends after ${Buffer.byteLength(text)} bytes in the middle of the plan`
    }
    return 'it is not JSON'
  }
}

function sizeProblem(file: JsonObject): string | undefined {
  const { changes } = file
  if (Array.isArray(changes) && changes.length > inputLimits.planChanges)
    return `it has ${changes.length} changes; ${inputLimits.planChanges} are read`
  return isDeeperThan(file, inputLimits.depth + planLevels) ? 'it is nested too deeply for a plan' : undefined
}

function versionProblem(file: JsonObject): string | undefined {
  const version = file.formatVersion
  if (version === planFormatVersion) return undefined
  if (typeof version !== 'number') return 'it holds JSON, but no plan: formatVersion is missing'
  const writer = version > planFormatVersion ? 'a newer appia' : 'an older appia'
  return `it has format ${version}, written by ${writer}; this one reads format ${planFormatVersion}`
}

function* checksumProblem({ checksum, signatures: _, ...content }: JsonObject): Steps {
  if (typeof checksum !== 'string') return 'its checksum is missing'
  const actual = sha256(yield* canonicalInSteps(content))
  if (checksum === actual) return undefined
  return `it was edited or damaged: its checksum is ${checksum.slice(0, 12)}, its contents have ${actual.slice(0, 12)}`
}

/** What a file with a right checksum can still have wrong: whoever edits it can compute that too. */
function* shapeProblem(file: JsonObject): Steps {
  const misshape = yield* findMisshapeInSteps(file, planSchema as JsonValue)
  return misshape && `it does not have the shape of a plan: ${misshape}`
}

function* digestProblem(file: JsonObject): Steps {
  const plan = file as unknown as Plan // its shape was just checked
  const digest = yield* digestInSteps(plan)
  if (digest === plan.digest) return undefined
  return `its digest is ${plan.digest.slice(0, 12)}, its changes have ${digest.slice(0, 12)}`
}

function* contentProblem(file: JsonObject): Steps {
  const plan = file as unknown as Plan // its shape was just checked
  for (const [index, change] of plan.changes.entries()) {
    yield
    const { key, after } = change
    if (after !== null && sha256(bytesOf(after)) !== after.sha256) {
      return `the new value of ${key} does not have the sha256 beside it`
    }
    if (!isValueOf(change)) {
      return `the new value of ${key} is not what its bytes hold`
    }
    if (index > 0 && (plan.changes[index - 1]?.key ?? '') >= key)
      return `${key} is out of order or there twice`
  }
  return collectionsProblem(plan)
}

/** What is told of a collection stands in the place of the leaves of its pointer: it must be about that. */
function collectionsProblem({ kind, changes, collections = [] }: Plan): string | undefined {
  const pointers = new Map(
    changes.flatMap((change) => (isPointerKey(change.key) ? [[change.key, change]] : [])),
  )
  const stray = collections.find(({ key }) => !pointers.has(key))
  if (stray !== undefined) return `it tells of a collection at ${stray.key}, which is none of its changes`
  if (new Set(collections.map(({ key }) => key)).size < collections.length)
    return 'it tells of a collection twice'
  for (const { key, keys, bytes } of collections) {
    const value = pointers.get(key)?.after?.value
    const isSame = isJsonObject(value) && value.keys === keys && value.bytes === bytes
    if (!isSame) return `what it tells of the collection at ${key} is not what its pointer says`
  }
  const told = new Set(collections.map(({ key }) => key))
  const untold =
    kind === 'apply' &&
    [...pointers.values()].find(
      (change) => change.after !== null && change.action !== 'own' && !told.has(change.key),
    )
  return untold ? `it does not tell what becomes of the collection at ${untold.key}` : undefined
}

function bytesOf(after: After): Uint8Array {
  return decodeBytes(textOfAfter(after))
}

/** What is shown is the value: it must be the one that is written. */
function isValueOf({ after, format }: Change): boolean {
  if (after?.bytes === undefined) return true
  return canonicalJson(readDocument(decodeBytes(after.bytes), format) ?? null) === canonicalTextOf(after)
}
