import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Workspace } from '../../src/define/index.ts'
import { decodePointer, isJsonObject, type JsonObject, type JsonValue } from '../../src/model/index.ts'
import { completeValue, parseSchemas, type Schema, validateValue } from '../../src/schema/index.ts'
import { sharedFolder } from '../support/groups.ts'

const project = join(import.meta.dirname, '../..')

// Not a literal: configs have a tsconfig of their own, in which "appia" is the source.
const entry: string = join(project, 'configs/index.ts')

/** What configs/index.ts exports, as an author wrote it. */
export const workspace = ((await import(entry)) as { default: Workspace }).default

/** The project's schemas by name. */
export const schemas = readSchemas()

/** The components of the system. */
export const components = ['sniffer', 'detector', 'firewall', 'rag'] as const
export type ComponentName = (typeof components)[number]

/** A component's document as its module states it, before defaults. */
export function authored(component: ComponentName): JsonObject {
  return structuredClone(workspace.components[component]?.value) as JsonObject
}

/** A component's document after defaults and with quantities in the unit of their field. */
export function completed(component: ComponentName): JsonObject {
  return completeValue(schemaOf(component), authored(component)).value as JsonObject
}

/** The rotation policy after defaults and with quantities in the unit of their field. */
export function rotationPolicy(): JsonObject {
  const { kind: _, ...policy } = structuredClone(workspace.rotation) as unknown as JsonObject
  return completeValue(schemaOf('rotation'), policy).value as JsonObject
}

/** The firewall's rules after defaults and with quantities in the unit of their field. */
function firewallRules(): JsonObject {
  const entry = workspace.entries?.find(({ schema }) => schema === 'firewall-rules')
  return completeValue(schemaOf('firewall-rules'), structuredClone(entry?.value) as JsonObject)
    .value as JsonObject
}

/** Every document that the invariants look at, under the names by which they do; a fresh copy at each call. */
export function completedDocuments(): { [name: string]: JsonObject } {
  return {
    ...Object.fromEntries(components.map((component) => [component, completed(component)])),
    entries: {
      '/config/rotation/json': rotationPolicy(),
      '/config/firewall/rules/json': firewallRules(),
    },
  }
}

/** A component's document as it was deployed, without the keys that begin with `_`. */
export function deployed(component: ComponentName): JsonObject {
  const file = join(sharedFolder, 'domain/configs', `${component}.json`)
  return withoutProse(JSON.parse(readFileSync(file, 'utf8'))) as JsonObject
}

/** The schema of that name. Throws where there is none. */
export function schemaOf(name: string): Schema {
  const schema = schemas.get(name)
  if (schema === undefined) throw new Error(`no schema ${name}`)
  return schema
}

/** `code pointer` of what is wrong with a component's document once each pointer of `set` has its value. */
export async function findingsOf(
  component: ComponentName,
  set: { readonly [pointer: string]: JsonValue | undefined },
): Promise<string[]> {
  const document = completed(component)
  for (const [pointer, value] of Object.entries(set)) setAt(document, pointer, value)
  const findings = await validateValue(schemaOf(component), document)
  return findings.map(({ code, pointer }) => `${code} ${pointer}`)
}

/** Leaves by dotted path: everything but objects with members. */
export function leavesOf(value: JsonValue, path: readonly string[] = []): [path: string, leaf: JsonValue][] {
  if (!isJsonObject(value) || Object.keys(value).length === 0) return [[path.join('.'), value]]
  return Object.entries(value).flatMap(([name, member]) => leavesOf(member, [...path, name]))
}

/** Sets what `pointer` names, or removes it where `value` is undefined. Changes `document`. */
export function setAt(document: JsonObject, pointer: string, value: JsonValue | undefined): void {
  const segments = decodePointer(pointer)
  const name = segments.pop() as string
  let holder = document as { [name: string]: JsonValue }
  for (const segment of segments) holder = holder[segment] as { [name: string]: JsonValue }
  if (value === undefined) delete holder[name]
  else holder[name] = value
}

function readSchemas(): ReadonlyMap<string, Schema> {
  const folder = join(project, 'schemas')
  const files = readdirSync(folder).map((file) => ({
    file: `schemas/${file}`,
    text: readFileSync(join(folder, file), 'utf8'),
  }))
  return parseSchemas(files).schemas
}

function withoutProse(value: JsonValue): JsonValue {
  if (!isJsonObject(value)) return value
  const kept = Object.entries(value).filter(([name]) => !name.startsWith('_'))
  return Object.fromEntries(kept.map(([name, member]) => [name, withoutProse(member)]))
}
