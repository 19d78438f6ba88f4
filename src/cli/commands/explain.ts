import { readAppliedState, readHistory, readLive } from '../../apply/index.ts'
import { leafLookup } from '../../compile/index.ts'
import {
  canonicalJson,
  type DesiredEntry,
  type Effect,
  exitCodes,
  isApply,
  type JsonObject,
  type JsonValue,
  type LeafFacts,
  type LedgerEntry,
  nearest,
  type Origin,
  type Provenance,
  parentPointer,
  type Store,
  StoreError,
  valueAt,
} from '../../model/index.ts'
import { addedLeaves } from '../../plan/index.ts'
import type { Command } from '../command.ts'
import { usageFailure } from '../failure.ts'
import { readSchemas } from '../read-schemas.ts'
import { type Explanation, type Inside, type LiveAnswer, renderExplanation } from '../render/explanation.ts'
import { type CompiledOpenEnvironment, withCompiledEnvironment } from '../with-environment.ts'

/** Applies looked through for the one that last changed a value. */
const mostApplies = 200

export const explain: Command = {
  name: 'explain',
  summary: 'where a value comes from, what it means, who applied it and what is live',
  usage: 'KEY[#/json/pointer]',
  details: `For example: appia explain /config/sniffer/json#/capture/filter/excluded_ports
Answers from the sources also when the store cannot be reached, and says so.`,
  options: {},
  positionals: [1, 1],
  async run(invocation) {
    return await withCompiledEnvironment(invocation, async (open) => {
      const { entry, pointer, value } = find(invocation.positionals[0] as string, open)
      const { schemas } = await readSchemas(open.directory)
      const lookup = leafLookup(schemas, open.desired)
      const facts = lookup(entry.key, pointer)
      const explanation = masked({
        key: entry.key,
        pointer,
        value,
        component: entry.component,
        facts,
        ...insideOf(value, (below) => lookup(entry.key, pointer + below)),
        ...originOf(open.provenance.get(entry.key), pointer),
        live: await askStore(open, entry, { pointer, value }),
      })
      const text = await renderExplanation(explanation, {
        directory: open.directory,
        paint: invocation.terminal.paint,
      })
      return { exitCode: exitCodes.done, text, json: explanation }
    })
  },
}

interface Found {
  readonly entry: DesiredEntry
  readonly pointer: string
  readonly value: JsonValue
}

function find(target: string, open: CompiledOpenEnvironment): Found {
  const [key = '', pointer = ''] = target.split('#', 2)
  const { entries } = open.desired
  const entry = entries.find((candidate) => candidate.key === key)
  if (entry === undefined) {
    const suggestion = nearest(
      key,
      entries.map((candidate) => candidate.key),
    )
    throw usageFailure(
      `no key ${key} in ${open.environment.name}${suggestion === undefined ? '' : `; did you mean ${suggestion}?`}`,
      `keys:\n  ${entries.map((candidate) => candidate.key).join('\n  ')}`,
    )
  }
  if (pointer !== '' && !pointer.startsWith('/'))
    throw usageFailure(`#${pointer} is no JSON pointer: it begins with "/"`)
  const value = valueAt(entry.value, pointer)
  if (value === undefined)
    throw usageFailure(
      `${key} has no ${pointer}`,
      `what is there: appia explain ${key}#${knownPart(entry, pointer)}`,
    )
  return { entry, pointer, value }
}

function knownPart({ value }: DesiredEntry, pointer: string): string {
  for (let part = parentPointer(pointer); part !== undefined; part = parentPointer(part)) {
    if (valueAt(value, part) !== undefined) return part
  }
  return ''
}

/** How the values inside an object or list take effect; nothing of a single value. */
function insideOf(value: JsonValue, factsAt: (pointer: string) => LeafFacts): { readonly inside?: Inside } {
  const pointers = addedLeaves(value).map(({ pointer }) => pointer)
  if (pointers.includes('')) return {}
  const count = (effect: Effect) => pointers.filter((pointer) => factsAt(pointer).effect === effect).length
  const members = Array.isArray(value) ? [] : Object.keys(value as JsonObject) // no single value, no list
  return { inside: { members, live: count('live'), restart: count('restart'), none: count('none') } }
}

/** The pointer's own origin, or its nearest ancestor's, said to be that. */
function originOf(provenance: Provenance | undefined, pointer: string): { readonly origin?: Origin } {
  for (let part: string | undefined = pointer; part !== undefined; part = parentPointer(part)) {
    const origin = provenance?.get(part)
    if (origin !== undefined) return { origin: part === pointer ? origin : { ...origin, kind: 'nearest' } }
  }
  return {}
}

async function askStore(
  { store, environment, desired }: CompiledOpenEnvironment,
  { key }: DesiredEntry,
  { pointer, value }: { readonly pointer: string; readonly value: JsonValue },
): Promise<LiveAnswer> {
  try {
    const { prefix } = environment
    const live = await readLive(store, { prefix, managedPrefixes: desired.managedPrefixes, keys: [key] })
    const bytes = live.entries.get(key)?.value
    const now = bytes === undefined ? undefined : parse(bytes, pointer)
    const changedBy = await lastChange(store, prefix, { key, pointer })
    return {
      kind: 'read',
      revision: live.revision,
      isSame: now !== undefined && canonicalJson(now) === canonicalJson(value),
      ...(now === undefined ? {} : { value: now }),
      ...(changedBy === undefined ? {} : { changedBy }),
    }
  } catch (error) {
    if (error instanceof StoreError) return { kind: 'not-checked', problem: error.message }
    throw error
  }
}

/** What is live in a secret field may be a secret: it is told the same from different, and not shown. */
function masked(explanation: Explanation): Explanation {
  const { facts, live } = explanation
  if (!facts.isSecret || live.kind === 'not-checked' || live.value === undefined) return explanation
  return { ...explanation, live: { ...live, value: '(secret)' } }
}

/** Live bytes that are not JSON have no value at any pointer. */
function parse(bytes: Uint8Array, pointer: string): JsonValue | undefined {
  try {
    return valueAt(JSON.parse(Buffer.from(bytes).toString('utf8')) as JsonValue, pointer)
  } catch {
    return undefined
  }
}

/** The newest apply after which the value is not what it was before. */
async function lastChange(
  store: Store,
  prefix: string,
  { key, pointer }: { readonly key: string; readonly pointer: string },
): Promise<LedgerEntry | undefined> {
  const history = (await readHistory(store, prefix, mostApplies)).filter(isApply)
  const textAfter = async (seq: number) => {
    const bytes = (await readAppliedState(store, prefix, seq))?.get(key)
    const value = bytes === undefined ? undefined : parse(bytes, pointer)
    return value === undefined ? undefined : canonicalJson(value)
  }
  let [newest] = history
  if (newest === undefined) return undefined
  const current = await textAfter(newest.seq)
  for (const entry of history.slice(1)) {
    if ((await textAfter(entry.seq)) !== current) return newest
    newest = entry
  }
  return newest
}
