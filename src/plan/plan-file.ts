import {
  type After,
  canonicalJson,
  canonicalTextOf,
  type Diagnostic,
  decodeBytes,
  isJsonObject,
  type JsonObject,
  type JsonValue,
  type Plan,
  sha256,
  textOfAfter,
} from '../model/index.ts'
import { showsWhatItWrites } from './check-leaves.ts'
import { findMisshape } from './check-shape.ts'
import { planDigest } from './digest.ts'
import planSchema from './plan.schema.json' with { type: 'json' }
import { readDocument } from './read-document.ts'

/** The format that this version writes and reads. */
const planFormatVersion = 1

/** A plan as the text of its file: canonical JSON with a checksum over everything else, and a newline. */
export function encodePlan(plan: Plan): string {
  const content = plan as unknown as JsonObject // plain JSON by its type; interfaces have no index signature
  return `${canonicalJson({ ...content, checksum: sha256(canonicalJson(content)) })}\n`
}

/** The plan in the text of a plan file, or what is wrong with the file. Trusts nothing in it. */
export function decodePlan(
  text: string,
): { readonly plan: Plan } | { readonly diagnostics: readonly Diagnostic[] } {
  const file = parse(text)
  if (typeof file === 'string') return invalid(file)
  const problem = problemOf(file)
  if (problem !== undefined) return invalid(problem)
  const { checksum: _, ...content } = file
  return { plan: content as unknown as Plan } // its shape was just checked against the published schema
}

function problemOf(file: JsonObject): string | undefined {
  try {
    return versionProblem(file) ?? checksumProblem(file) ?? contentProblem(file)
  } catch (error) {
    if (error instanceof RangeError) return 'it is nested too deeply for a plan'
    throw error
  }
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

function versionProblem(file: JsonObject): string | undefined {
  const version = file.formatVersion
  if (version === planFormatVersion) return undefined
  if (typeof version !== 'number') return 'it holds JSON, but no plan: formatVersion is missing'
  const writer = version > planFormatVersion ? 'a newer appia' : 'an older appia'
  return `it has format ${version}, written by ${writer}; this one reads format ${planFormatVersion}`
}

function checksumProblem({ checksum, ...content }: JsonObject): string | undefined {
  if (typeof checksum !== 'string') return 'its checksum is missing'
  const actual = sha256(canonicalJson(content))
  if (checksum === actual) return undefined
  return `it was edited or damaged: its checksum is ${checksum.slice(0, 12)}, its contents have ${actual.slice(0, 12)}`
}

/** What a file with a right checksum can still have wrong: whoever edits it can compute that too. */
function contentProblem(file: JsonObject): string | undefined {
  const misshape = findMisshape(file, planSchema as JsonValue)
  if (misshape !== undefined) return `it does not have the shape of a plan: ${misshape}`
  const plan = file as unknown as Plan // its shape was just checked
  if (planDigest(plan) !== plan.digest) {
    return `its digest is ${plan.digest.slice(0, 12)}, its changes have ${planDigest(plan).slice(0, 12)}`
  }
  for (const [index, change] of plan.changes.entries()) {
    const { key, after } = change
    if (after !== null && sha256(bytesOf(after)) !== after.sha256) {
      return `the new value of ${key} does not have the sha256 beside it`
    }
    if (after?.bytes !== undefined && !isValueOf(after, after.bytes)) {
      return `the new value of ${key} is not what its bytes hold`
    }
    if (!showsWhatItWrites(change)) return `what it shows of ${key} is not what it would write`
    if (index > 0 && (plan.changes[index - 1]?.key ?? '') >= key)
      return `${key} is out of order or there twice`
  }
  return undefined
}

function bytesOf(after: After): Uint8Array {
  return decodeBytes(textOfAfter(after))
}

/** What is shown is the value: it must be the one that is written. */
function isValueOf(after: After, bytes: string): boolean {
  return canonicalJson(readDocument(decodeBytes(bytes)) ?? null) === canonicalTextOf(after)
}

function invalid(problem: string): { readonly diagnostics: readonly Diagnostic[] } {
  return {
    diagnostics: [
      {
        code: 'plan-file-invalid',
        severity: 'error',
        message: `the plan file cannot be used: ${problem}`,
        help: 'make it again from the sources: appia plan -o FILE',
      },
    ],
  }
}
