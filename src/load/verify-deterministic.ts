import { mkdtemp, realpath, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import {
  appendPointer,
  type Diagnostic,
  isJsonObject,
  type JsonValue,
  type LoadedWorkspace,
} from '../model/index.ts'
import { bundleOf, evaluateWorkspace, type LoadOptions, settle } from './load-workspace.ts'
import { copyWorkspace } from './resolve/index.ts'

/** As different as surroundings can be. */
const surroundings = {
  environment: { TZ: 'Pacific/Chatham', LANG: 'tr_TR.UTF-8', LC_ALL: 'tr_TR.UTF-8', APPIA_VERIFY: '1' },
  directory: '/',
}

/**
 * Evaluates a workspace twice, the second time as a copy in another folder, its files written in another order, under
 * another time zone and locale. Both must give the same values and provenance; the first difference is named.
 */
export async function verifyDeterministic(options: LoadOptions): Promise<Diagnostic[]> {
  const first = await loadIn(options, {})
  if (!('documents' in first)) return [...first.diagnostics]
  const copy = await realpath(await mkdtemp(join(tmpdir(), 'appia-verify-')))
  try {
    const directory = await copyModules(options.directory, copy)
    const second = await loadIn({ ...options, directory }, surroundings)
    if (!('documents' in second)) return [...second.diagnostics]
    const difference = findDifference(comparable(first), comparable(second), '')
    return difference === undefined ? [] : [notDeterministic(difference)]
  } finally {
    await rm(copy, { recursive: true, force: true })
  }
}

type Loaded = ReturnType<typeof settle>

async function loadIn(options: LoadOptions, around: Partial<typeof surroundings>): Promise<Loaded> {
  const { table, outcome, limits } = await evaluateWorkspace(options, around)
  if ('diagnostics' in outcome) return { diagnostics: outcome.diagnostics }
  return settle(outcome, { table, sources: [], limits })
}

async function copyModules(directory: string, copy: string): Promise<string> {
  const { modules, resolver } = await bundleOf(directory)
  const files = [...resolver.consulted, ...modules.toReversed()]
  return await copyWorkspace(resolver.ground, { files, links: resolver.links }, copy)
}

/** Everything that must not differ, as JSON: documents by environment and key, with their origins by pointer. */
function comparable({ name, documents, environments, invariants, waivers }: LoadedWorkspace): JsonValue {
  const byKey = documents.map(({ environment, key, value, provenance }) => [
    `${environment}:${key}`,
    { value, provenance: Object.fromEntries(provenance) },
  ])
  return JSON.parse(
    JSON.stringify({ name, documents: Object.fromEntries(byKey), environments, invariants, waivers }),
  ) as JsonValue
}

/** Pointer of the first value that differs, in the order of the first. */
function findDifference(
  a: JsonValue | undefined,
  b: JsonValue | undefined,
  pointer: string,
): string | undefined {
  if (Object.is(a, b)) return undefined
  if (!isContainer(a) || !isContainer(b)) return pointer
  const names = Object.keys(a)
  if (names.join('\n') !== Object.keys(b).join('\n')) return pointer
  for (const name of names) {
    const difference = findDifference(
      Reflect.get(a, name),
      Reflect.get(b, name),
      appendPointer(pointer, name),
    )
    if (difference !== undefined) return difference
  }
  return undefined
}

function isContainer(value: JsonValue | undefined): value is JsonValue & object {
  return isJsonObject(value) || Array.isArray(value)
}

function notDeterministic(pointer: string): Diagnostic {
  return {
    code: 'not-deterministic',
    severity: 'error',
    message: `evaluating twice gave different values, first at ${pointer}`,
    help: 'something depends on where, when or in which order the modules were evaluated',
  }
}
