import { leafLookup } from '../../compile/index.ts'
import {
  appendPointer,
  canonicalJson,
  type Desired,
  type DesiredEntry,
  type Effect,
  isSecretReference,
  type JsonObject,
  type JsonValue,
  type LeafFacts,
  type Origin,
  type Provenance,
  parentPointer,
  StoreError,
} from '../../model/index.ts'
import { keptIn, shownValue } from '../../plan/index.ts'
import type { Context } from '../context.ts'
import { withCompiledEnvironment } from '../environment/with-environment.ts'
import { commandSpeller } from '../spell-command.ts'
import { findEntry } from './explain-entry.ts'
import { findMember } from './explain-member.ts'
import type { Explained, Explanation, Inside, LiveAnswer } from './explained.ts'

/** Everything that is known of the value that `target` (KEY#/pointer) names, also where the store cannot be reached. */
export async function explainValue(
  target: string,
  context: Context,
): Promise<{ readonly explanation: Explanation; readonly directory: string }> {
  return await withCompiledEnvironment(context, async (open) => {
    const spell = commandSpeller(context, open.environment.name)
    const explained = (await findMember(target, open, spell)) ?? findEntry(target, open, spell)
    const { entry, pointer, value } = explained
    const lookup = leafLookup(open.workspace.schemas, open.desired)
    const facts = lookup(entry.key, pointer)
    const explanation = masked({
      key: entry.key,
      pointer,
      value,
      component: entry.component,
      facts,
      ...secretAt(entry, pointer),
      ...insideOf(value, (below) => lookup(entry.key, pointer + below)),
      ...originOf(explained.provenance, pointer),
      live: shownLive(await answerOf(explained), (part) =>
        shownValue(part, pointer, { key: entry.key, lookup }),
      ),
      ...(isLeft(open.desired, entry, pointer) && { isLeft: true as const }),
    })
    return { explanation, directory: open.directory }
  })
}

function isLeft({ environment, entries }: Desired, { key }: DesiredEntry, pointer: string): boolean {
  return keptIn({ environment, entries })(key).some(
    (part) => pointer === part || pointer.startsWith(`${part}/`),
  )
}

/** How the values inside an object or list take effect; nothing of a single value. */
function insideOf(value: JsonValue, factsAt: (pointer: string) => LeafFacts): { readonly inside?: Inside } {
  const pointers = leafPointers(value, '')
  if (pointers.includes('')) return {}
  const count = (effect: Effect) => pointers.filter((pointer) => factsAt(pointer).effect === effect).length
  const members = Array.isArray(value) ? [] : Object.keys(value as JsonObject) // no single value, no list
  return { inside: { members, live: count('live'), restart: count('restart'), none: count('none') } }
}

function leafPointers(value: JsonValue, pointer: string): string[] {
  const isOpen = typeof value === 'object' && value !== null && !isSecretReference(value)
  const members = isOpen ? Object.entries(value) : []
  if (members.length === 0) return [pointer]
  return members.flatMap(([name, member]) => leafPointers(member as JsonValue, appendPointer(pointer, name)))
}

/** The pointer's own origin, or its nearest ancestor's, said to be that. */
function originOf(provenance: Provenance | undefined, pointer: string): { readonly origin?: Origin } {
  for (let part: string | undefined = pointer; part !== undefined; part = parentPointer(part)) {
    const origin = provenance?.get(part)
    if (origin !== undefined) return { origin: part === pointer ? origin : { ...origin, kind: 'nearest' } }
  }
  return {}
}

async function answerOf({ value, readStore }: Explained): Promise<LiveAnswer> {
  try {
    const { now, ...stored } = await readStore()
    return {
      kind: 'read',
      isSame: now !== undefined && canonicalJson(now) === canonicalJson(value),
      ...(now === undefined ? {} : { value: now }),
      ...stored,
    }
  } catch (error) {
    if (error instanceof StoreError) return { kind: 'not-checked', problem: error.message }
    throw error
  }
}

function secretAt({ secrets = [] }: DesiredEntry, pointer: string): Pick<Explanation, 'secret'> {
  const secret = secrets.find((each) => each.pointer === pointer)
  return secret === undefined ? {} : { secret }
}

/** What lies below a place may be a secret where the place is none. */
function shownLive(live: LiveAnswer, shown: (value: JsonValue) => JsonValue): LiveAnswer {
  if (live.kind === 'not-checked') return live
  const { value, applied, ...rest } = live
  return {
    ...rest,
    ...(value !== undefined && { value: shown(value) }),
    ...(applied !== undefined && { applied: shown(applied) }),
  }
}

/** What is live in a secret field may be a secret: it is told the same from different, and not shown. */
function masked(explanation: Explanation): Explanation {
  const { facts, live } = explanation
  if (!facts.isSecret || live.kind === 'not-checked') return explanation
  const { value, applied, ...rest } = live
  const shown = {
    ...(value !== undefined && { value: '(secret)' }),
    ...(applied !== undefined && { applied: '(secret)' }),
  }
  return { ...explanation, live: { ...rest, ...shown } }
}
