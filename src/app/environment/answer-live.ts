import { exitCodes, hasErrors, type KeyValue, type LiveValues, type Store } from '../../model/index.ts'
import type { ReadPart } from '../../plan/index.ts'
import { Failure, InvalidInput } from '../failure.ts'
import { unreadableReads } from '../workspace/check-live.ts'
import { compileWorkspace } from '../workspace/compile-workspace.ts'
import type { CompiledWorkspace } from '../workspace/compiled-workspace.ts'
import type { OpenEnvironment } from './open-store.ts'

/** A workspace compiled with what the store holds. */
export interface AnsweredWorkspace {
  readonly workspace: CompiledWorkspace
  /** The parts that `live()` asked for, each once. */
  readonly reads: readonly LivePart[]
}

/** A part of a key that the sources read. */
export interface LivePart extends ReadPart {
  /** mod_revision of the key, 0 where there is none. */
  readonly modRevision: number
}

/** Reads what `live()` asks for, all at one revision, and compiles again until nothing more is asked for. */
export async function answerLive({
  directory,
  workspace: first,
  environment,
  store,
}: OpenEnvironment): Promise<AnsweredWorkspace> {
  let workspace = first
  let values: ReadonlyMap<string, KeyValue | undefined> = new Map()
  while (!hasErrors(workspace.diagnostics) && workspace.live.some(({ isRead }) => !isRead)) {
    const refused = unreadableReads(workspace.live, environment)
    if (refused.length > 0) throw new InvalidInput(refused, directory)
    const keys = new Set([...values.keys(), ...workspace.live.map(({ key }) => key)])
    values = await readKeys(store, [...keys].sort())
    workspace = await compileWorkspace(directory, { environment: environment.name, values: textsOf(values) })
  }
  const now = workspace.environments.find(({ name }) => name === environment.name)
  if (now !== undefined && JSON.stringify(now) !== JSON.stringify(environment)) {
    throw new Failure(
      exitCodes.invalid,
      `environment ${environment.name} is not where it was before its store was read`,
      {
        help: 'say where an environment is without live()',
      },
    )
  }
  const parts = workspace.live.map(({ key, pointer }): [string, LivePart] => [
    `${key}#${pointer}`,
    { key, pointer, modRevision: values.get(key)?.modRevision ?? 0 },
  ])
  return { workspace, reads: [...new Map(parts).values()] }
}

async function readKeys(
  store: Store,
  keys: readonly string[],
): Promise<ReadonlyMap<string, KeyValue | undefined>> {
  const [first, ...others] = keys
  if (first === undefined) return new Map()
  const { kvs, revision } = await store.range({ key: first })
  const values = new Map([[first, kvs[0]]])
  for (const key of others) values.set(key, (await store.range({ key, revision })).kvs[0])
  return values
}

/** Bytes that are not UTF-8 are not JSON either. */
function textsOf(values: ReadonlyMap<string, KeyValue | undefined>): LiveValues {
  return new Map([...values].map(([key, kv]) => [key, kv && (decodeText(kv.value) ?? '')]))
}

function decodeText(bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    return undefined
  }
}
