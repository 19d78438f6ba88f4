import {
  type Diagnostic,
  type Environment,
  exitCodes,
  type LiveRead,
  type LoadedWorkspace,
} from '../../model/index.ts'
import { isSecretAt, type Schema } from '../../schema/index.ts'
import { Failure } from '../failure.ts'
import type { CompiledWorkspace } from './compiled-workspace.ts'

/** Calls of `live()` that ask for a document, or a part of one, in which its schema knows a secret. */
export function secretReads(
  {
    live = [],
    documents = [],
    environments,
  }: Pick<LoadedWorkspace, 'live' | 'environments'> & Partial<Pick<LoadedWorkspace, 'documents'>>,
  schemas: ReadonlyMap<string, Schema>,
): Diagnostic[] {
  const prefixes = new Map(environments.map(({ name, prefix }) => [name, prefix]))
  const schemaNames = new Map(
    documents.map(({ environment, key, schema }) => [`${prefixes.get(environment) ?? ''}${key}`, schema]),
  )
  return live.flatMap(({ key, pointer, at }): Diagnostic[] => {
    const schema = schemas.get(schemaNames.get(key) ?? componentOf(key))
    if (schema === undefined || !isSecretAt(schema, pointer)) return []
    return [
      {
        code: 'live-refused',
        severity: 'error',
        message: `${key}${pointer && `#${pointer}`} holds a secret and must not be read into a config`,
        ...(at && { at }),
        help: `read a part that holds none: live('${key}#/pointer')`,
      },
    ]
  })
}

/** Calls of `live()` for what this environment does not let them read: asked before anything is read. */
export function unreadableReads(
  live: readonly LiveRead[],
  { name, readable }: Pick<Environment, 'name' | 'readable'>,
): Diagnostic[] {
  return live
    .filter(({ key }) => !readable.some((each) => isBelow(key, each)))
    .map(({ key, at }) => ({
      code: 'live-refused',
      severity: 'error',
      message: `${key} is not readable in environment ${name}: it lies below none of ${readable.join(', ') || 'nothing'}`,
      ...(at && { at }),
      help: `if the sources may see it, let them: environments: { ${name}: { readable: ['${key}'] } }`,
    }))
}

/** Calls for what no environment lets them read: `appia check` knows of it without a store. */
export function unreadableAnywhere(
  live: readonly LiveRead[] = [],
  environments: readonly Environment[],
): Diagnostic[] {
  const [first] = environments
  const readable = environments.flatMap((each) => each.readable)
  return first === undefined ? [] : unreadableReads(live, { name: first.name, readable })
}

function isBelow(key: string, readable: string): boolean {
  return key === readable || key.startsWith(readable.endsWith('/') ? readable : `${readable}/`)
}

/** `/config/sniffer/json` → `sniffer`: documents of other workspaces are named alike. */
function componentOf(key: string): string {
  return /\/config\/([^/]+)\/(?:nodes\/[^/]+\/)?json$/.exec(key)?.[1] ?? ''
}

/** A warning for each call of `live()` whose value nobody gave. */
export function notChecked({ live, compiled }: CompiledWorkspace): Diagnostic[] {
  return live
    .filter(({ isRead }) => !isRead)
    .map(({ key, at, hasFallback }) => ({
      code: 'live-not-checked',
      severity: 'warning',
      message:
        hasFallback && compiled.size > 0
          ? `${key} was not read: its fallback was checked`
          : `not checked: ${key} is read from the store`,
      ...(at && { at }),
      help: 'give the values: appia check --live FILE; or read them: appia plan',
    }))
}

/** Ends a command that needs the whole workspace and reads no store, while live values are not known. */
export function refuseBlank({ live, compiled }: CompiledWorkspace): void {
  const unread = live.filter(({ isRead }) => !isRead).map(({ key }) => key)
  if (compiled.size > 0 || unread.length === 0) return
  throw new Failure(exitCodes.invalid, `not known before the store is read: ${unread.join(', ')}`, {
    help: 'give live() a fallback: live(key, { otherwise: … })',
  })
}
