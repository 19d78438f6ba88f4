import type { DocumentPart } from '../../importing/index.ts'
import {
  appendPointer,
  type CompiledEnvironment,
  canonicalJson,
  type Diagnostic,
  type Environment,
  hasErrors,
  type JsonValue,
} from '../../model/index.ts'
import { diffLeaves } from '../../plan/index.ts'
import type { CompiledWorkspace } from '../workspace/compiled-workspace.ts'
import type { Refusal } from './adoption.ts'
import type { Drifted } from './find-drift.ts'

/** Two compilations of one workspace, the second with edited sources. */
export interface Recompiled {
  readonly before: CompiledWorkspace
  readonly after: CompiledWorkspace
  readonly environment: Environment
  readonly drifted: readonly Drifted[]
}

/** What edited sources give: whether that is what is live, and what else became otherwise. */
export function checkEdited({ before, after, environment, drifted }: Recompiled): {
  readonly errors: readonly Diagnostic[]
  readonly refusals: readonly Refusal[]
  readonly others: readonly DocumentPart[]
} {
  const errors = [
    after.diagnostics,
    ...[...after.compiled.values()].map(({ diagnostics }) => diagnostics),
  ].flat()
  if (hasErrors(errors))
    return { errors: errors.filter(({ severity }) => severity === 'error'), refusals: [], others: [] }
  const wanted = new Map(drifted.map(({ entry, to }) => [entry.key, to]))
  const own = documentsOf(after.compiled.get(environment.name))
  const refusals = [...wanted].flatMap(([key, to]): Refusal[] => {
    const pointer = firstDifference(own.get(key)?.value, to, '')
    if (pointer === undefined) return []
    const message = `${key}#${pointer} cannot be said in the sources as it is live: compiled again, they give something else`
    return [
      {
        code: 'not-adoptable',
        key,
        pointer,
        message,
        help: 'change it by hand; appia plan shows what still differs',
      },
    ]
  })
  const others = [...after.compiled].flatMap(([name, compiled]) => {
    const [old, now] = [documentsOf(before.compiled.get(name)), documentsOf(compiled)]
    const prefix = compiled.desired?.environment.prefix.length ?? 0
    return [...new Set([...old.keys(), ...now.keys()])].flatMap((key): DocumentPart[] => {
      if (name === environment.name && wanted.has(key)) return []
      const [was, is] = [old.get(key), now.get(key)]
      const part = { environment: name, key: key.slice(prefix), component: (is ?? was)?.component ?? '' }
      if (was === undefined || is === undefined) return [{ ...part, pointer: '' }]
      return diffLeaves(was.value, is.value).map(({ pointer }) => ({ ...part, pointer }))
    })
  })
  return { errors: [], refusals, others }
}

function documentsOf(compiled: CompiledEnvironment | undefined) {
  return new Map((compiled?.desired?.entries ?? []).map((entry) => [entry.key, entry]))
}

/** The pointer of the first part that differs. */
function firstDifference(
  a: JsonValue | undefined,
  b: JsonValue | undefined,
  pointer: string,
): string | undefined {
  if (a === undefined || b === undefined) return a === b ? undefined : pointer
  if (canonicalJson(a) === canonicalJson(b)) return undefined
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return pointer
  if (Array.isArray(a) !== Array.isArray(b)) return pointer
  for (const name of new Set([...Object.keys(a), ...Object.keys(b)])) {
    const [old, now] = [a, b].map((each): JsonValue | undefined => Reflect.get(each, name))
    const found = firstDifference(old, now, appendPointer(pointer, name))
    if (found !== undefined) return found
  }
  return pointer
}
