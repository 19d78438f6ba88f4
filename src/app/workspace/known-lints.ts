import { nodeVersion, readCache, writeCache } from '../../load/index.ts'
import { type Diagnostic, sha256 } from '../../model/index.ts'
import { lintSchema, type Schema } from '../../schema/index.ts'
import { toolBuild } from './tool-version.ts'

/** The schemas of a workspace in which an earlier run of this build found nothing: by the hash of all that the lint sees. */
export interface KnownLints {
  readonly sound: ReadonlySet<string>
  /** What this run has found sound, or taken for it. */
  readonly used: Set<string>
}

/** Those of the workspace in a folder. */
export async function openLints(directory: string): Promise<KnownLints> {
  const cached = await readCache(nameFor(directory))
  // Written below, and sealed.
  return { sound: new Set(cached === undefined ? [] : (JSON.parse(cached) as string[])), used: new Set() }
}

/** As `lintSchema`. A schema with findings is looked at again the next time. */
export async function lintUnknown({ sound, used }: KnownLints, schema: Schema): Promise<Diagnostic[]> {
  const hash = sha256(JSON.stringify(schema))
  const findings = sound.has(hash) ? [] : await lintedOnce(schema)
  if (findings.length === 0) used.add(hash)
  return findings
}

const lints = new WeakMap<Schema, ReturnType<typeof lintSchema>>()

function lintedOnce(schema: Schema): ReturnType<typeof lintSchema> {
  const linting = lints.get(schema) ?? lintSchema(schema)
  lints.set(schema, linting)
  return linting
}

/** Keeps what was found sound, unless that is what is kept. */
export async function keepLints({ sound, used }: KnownLints, directory: string): Promise<void> {
  const isSame = used.size === sound.size && [...used].every((hash) => sound.has(hash))
  if (!isSame) await writeCache(nameFor(directory), JSON.stringify([...used]))
}

/** Which characters a pattern names depends on the very version of Node. */
function nameFor(directory: string): `lints-${string}` {
  return `lints-${sha256(JSON.stringify([directory, toolBuild(), nodeVersion()]))}`
}
