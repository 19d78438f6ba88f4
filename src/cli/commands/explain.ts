import {
  type CompiledOpenEnvironment,
  commandSpeller,
  type Explained,
  findMember,
  lastChange,
  readSchemas,
  type SpellCommand,
  type StoredValue,
  usageFailure,
  withCompiledEnvironment,
} from '../../app/index.ts'
import { readLive } from '../../apply/index.ts'
import { leafLookup } from '../../compile/index.ts'
import {
  appendPointer,
  canonicalJson,
  type DesiredEntry,
  type DiagnosticCode,
  diagnosticCodes,
  type Effect,
  exitCodes,
  isSecretReference,
  type JsonObject,
  type JsonValue,
  type LeafFacts,
  nearest,
  type Origin,
  type Provenance,
  parentPointer,
  StoreError,
  valueAt,
} from '../../model/index.ts'
import { describeOtherBytes, readDocument, unreadBytes } from '../../plan/index.ts'
import type { Command, Report } from '../command.ts'
import { type Explanation, type Inside, type LiveAnswer, renderExplanation } from '../render/explanation.ts'

export const explain: Command = {
  name: 'explain',
  summary: 'where a value comes from, what it means, who applied it and what is live',
  usage: 'KEY[#/json/pointer] | CODE',
  details: `For example: appia explain /config/sniffer/json#/capture/filter/excluded_ports
Answers from the sources also when the store cannot be reached, and says so. Of the CODE of an error, its meaning:
appia explain port-out-of-range`,
  options: {},
  positionals: [1, 1],
  async run(invocation) {
    const target = invocation.positionals[0] as string // of the positionals, the one that must be there
    if (Object.hasOwn(diagnosticCodes, target)) return explainCode(target as DiagnosticCode)
    return await withCompiledEnvironment(invocation, async (open) => {
      const spell = commandSpeller(invocation, open.environment.name)
      const found = (await findMember(target, open, spell)) ?? find(target, open, spell)
      const { entry, pointer, value } = found
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
        ...originOf(found.provenance, pointer),
        live: await answerOf(found),
      })
      const text = await renderExplanation(explanation, {
        directory: open.directory,
        paint: invocation.terminal.paint,
      })
      return { exitCode: exitCodes.done, text, json: explanation }
    })
  },
}

function explainCode(code: DiagnosticCode): Report {
  const meaning = diagnosticCodes[code]
  return { exitCode: exitCodes.done, text: `${code}: ${meaning}\n`, json: { code, meaning } }
}

function find(target: string, open: CompiledOpenEnvironment, spell: SpellCommand): Explained {
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
    throw usageFailure(
      `#${pointer} is not a JSON pointer: it begins with "/"`,
      `for example: ${spell(`explain ${key}#/${pointer}`)}`,
    )
  const value = valueAt(entry.value, pointer)
  if (value === undefined)
    throw usageFailure(
      `${key} has no ${pointer}`,
      `what is there: ${spell(`explain ${key}#${knownPart(entry, pointer)}`)}`,
    )
  const provenance = open.provenance.get(key)
  return {
    entry,
    pointer,
    value,
    readStore: () => readEntry(open, key, pointer),
    ...(provenance && { provenance }),
  }
}

function knownPart({ value }: DesiredEntry, pointer: string): string {
  for (let part = parentPointer(pointer); part !== undefined; part = parentPointer(part)) {
    if (valueAt(value, part) !== undefined) return part
  }
  return ''
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

async function readEntry(
  { store, environment, desired }: CompiledOpenEnvironment,
  key: string,
  pointer: string,
): Promise<StoredValue> {
  const { prefix } = environment
  const live = await readLive(store, { prefix, managedPrefixes: desired.managedPrefixes, keys: [key] })
  const changedBy = await lastChange(store, prefix, { key, pointer })
  return {
    revision: live.revision,
    ...contentsAt(live.entries.get(key)?.value, pointer),
    ...appliedAt(live.lastApplied?.get(key), pointer),
    ...(changedBy && { changedBy }),
  }
}

function contentsAt(
  bytes: Uint8Array | undefined,
  pointer: string,
): Pick<StoredValue, 'now' | 'unread' | 'otherBytes'> {
  if (bytes === undefined) return {}
  const document = readDocument(bytes)
  if (document === undefined) {
    const unread = unreadBytes(bytes)
    return unread === undefined ? {} : { unread }
  }
  const now = valueAt(document, pointer)
  const isCanonical = Buffer.from(bytes).toString() === canonicalJson(document)
  return { ...(now !== undefined && { now }), ...(!isCanonical && { otherBytes: describeOtherBytes(bytes) }) }
}

/** What was applied last, of a document that is not so any more. */
function appliedAt(text: string | undefined, pointer: string): Pick<StoredValue, 'applied'> {
  const applied = text === undefined ? undefined : valueAt(JSON.parse(text) as JsonValue, pointer) // canonical JSON
  return applied === undefined ? {} : { applied }
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
