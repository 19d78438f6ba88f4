import { configKey, memberStatusKey } from '../../model/index.ts'
import type { Schema } from '../../schema/index.ts'
import type { GeneratedFile } from '../generated-file.ts'
import { describeChannel, type NamedKey, type NativeInput } from '../native-names.ts'
import { type FileTypes, type NamedShape, type OtherType, typesOfFile } from '../shape/file-types.ts'
import type { EnumerationShape, MemberShape, Shape, StructShape } from '../shape/shape.ts'
import { schemaFiles } from '../shared-definitions.ts'
import { distinctPythonNames, isPythonName, pythonText } from './names.ts'

export interface PythonInput {
  readonly schemas: ReadonlyMap<string, Schema>
  /** What they share, in folders of `schemas/`. */
  readonly parts?: ReadonlyMap<string, Schema>
  readonly workspace: NativeInput
}

/**
 * `generated/python/`: a module of types for each schema and each part that several share, the channels and the keys. For
 * Python 3.11 and newer.
 */
export function generatePython({
  schemas,
  parts = new Map(),
  workspace,
}: PythonInput): readonly GeneratedFile[] {
  const files = schemaFiles(schemas, parts)
  const names = moduleNames([...schemas.values(), ...parts.values()])
  const modules = [...files.values()].flatMap((schema): GeneratedFile[] => {
    const types = typesOfFile(schema, files)
    // A part without a type that has a name is none.
    if (types.own.length === 0 && types.root === undefined) return []
    return [{ path: `generated/python/${names.get(schema)}.py`, text: moduleOf(schema, types, names) }]
  })
  const others = [
    { path: 'generated/python/channels.py', text: channelsModule(workspace) },
    { path: 'generated/python/keys.py', text: keysModule(workspace.keys) },
  ]
  return [...modules, ...others].sort((a, b) => (a.path < b.path ? -1 : 1))
}

/** What a type is called in a module: one of another module with that before it. */
type Names = ReadonlyMap<NamedShape, string>

/** Modules lie beside each other and import each other by name: `parts/tls` is `parts_tls_config`. */
function moduleNames(schemas: readonly Schema[]): ReadonlyMap<Schema, string> {
  const used = new Set<string>()
  const names = new Map<Schema, string>()
  for (const schema of schemas) {
    const plain = schema.name.replace(/\W/g, '_')
    let name = plain
    for (let count = 2; used.has(name); count++) name = `${plain}_${count}`
    used.add(name)
    names.set(schema, `${name}_config`)
  }
  return names
}

function moduleOf(schema: Schema, types: FileTypes, modules: ReadonlyMap<Schema, string>): string {
  const { own: shapes, others, root } = types
  const moduleOfType = ({ holder }: OtherType): string => modules.get(holder) ?? ''
  const elsewhere = [...others].map(([shape, type]) => [shape, `${moduleOfType(type)}.${type.name}`] as const)
  const names: Names = new Map([...types.names, ...elsewhere])
  const imports = [...new Set([...others.values()].map(moduleOfType))].sort()
  const description = root?.description ?? String(schema.document.description ?? '')
  const lines = [
    `# Generated from ${schema.file} by appia generate; do not edit.`,
    ...(description === '' ? [] : [pythonText(description)]),
    '',
    'from __future__ import annotations',
    '',
    'from enum import StrEnum',
    'from typing import Any, Literal, NotRequired, TypeAlias, TypedDict',
    '',
    ...imports.map((module) => `import ${module}`),
    ...(imports.length > 0 ? [''] : []),
    ...shapes.flatMap((shape) =>
      shape.kind === 'enumeration' ? enumeration(shape, names) : struct(shape, names),
    ),
  ]
  return `${lines.join('\n').trimEnd()}\n`
}

function enumeration(shape: EnumerationShape, names: Names): string[] {
  const name = names.get(shape) ?? ''
  const members = distinctPythonNames(shape.values, true)
  return [
    '',
    `class ${name}(StrEnum):`,
    ...docstring(shape.description ?? ''),
    ...[...members].map(([text, member]) => `    ${member} = ${pythonText(text)}`),
    '',
    '',
    // What json.loads gives is the text itself.
    `${name}Text: TypeAlias = ${name} | Literal[${shape.values.map(pythonText).join(', ')}]`,
    '',
  ]
}

/** A TypedDict, by a call where a name is none that a class can have; no type but `dict` where others may be there. */
function struct(shape: StructShape, names: Names): string[] {
  const name = names.get(shape) ?? ''
  if (shape.whole !== undefined) {
    // In quotes: two modules may import each other.
    return ['', `${name}: TypeAlias = ${pythonText(typeText(shape.whole, names))}`, '']
  }
  if (shape.others !== undefined) {
    return [
      ...remarks(shape.description),
      '# Further members are allowed, so that no TypedDict says it.',
      `${name}: TypeAlias = "dict[str, Any]"`,
      '',
    ]
  }
  const isClass = shape.members.every((member) => isPythonName(member.name))
  const members = shape.members.flatMap((member) => [
    ...remarks(member.comment.replaceAll('*\\/', '*/')),
    isClass
      ? `${member.name}: ${memberType(member, names)}`
      : `${pythonText(member.name)}: ${pythonText(memberType(member, names))},`,
  ])
  const indented = members.map((line) => `    ${isClass ? '' : '    '}${line}`)
  const body = indented.length === 0 ? ['    pass'] : indented
  return [
    '',
    ...remarks(shape.description),
    ...(isClass
      ? [`class ${name}(TypedDict):`, ...body]
      : [`${name} = TypedDict(`, `    ${pythonText(name)},`, '    {', ...indented, '    },', ')']),
    '',
  ]
}

function memberType({ shape, isPresent }: MemberShape, names: Names): string {
  const type = typeText(shape, names)
  return isPresent ? type : `NotRequired[${type}]`
}

function typeText(shape: Shape, names: Names): string {
  switch (shape.kind) {
    case 'null':
      return 'None'
    case 'boolean':
      return 'bool'
    case 'integer':
      return 'int'
    case 'number':
      return 'float'
    case 'string':
    case 'duration':
      return 'str'
    case 'any':
      return 'Any'
    case 'list':
      return `list[${typeText(shape.element, names)}]`
    case 'tuple':
      // A list of JSON, whose places have types of their own.
      return `list[${[...new Set(shape.elements.map((each) => typeText(each, names)))].join(' | ')}]`
    case 'map':
      return `dict[str, ${typeText(shape.value, names)}]`
    case 'union':
      return shape.shapes.map((each) => typeText(each, names)).join(' | ')
    case 'nullable':
      return `${typeText(shape.shape, names)} | None`
    case 'enumeration':
      return `${names.get(shape)}Text`
    case 'struct':
      return names.get(shape) ?? ''
  }
}

function docstring(text: string): string[] {
  return text === '' ? [] : [`    ${pythonText(text)}`, '']
}

function remarks(text: string): string[] {
  return text
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => `# ${line}`)
}

function channelsModule({ channels }: NativeInput): string {
  const names = distinctPythonNames(channels.map(({ name }) => name))
  const end = ({ component, endpoint, isBinding }: NativeInput['channels'][number]['from']): string =>
    `End(${pythonText(component)}, ${pythonText(endpoint)}, ${isBinding ? 'True' : 'False'})`
  const lines = [
    '# Generated from the channels of configs/index.ts by appia generate; do not edit.',
    'from typing import Final, Literal, NamedTuple',
    '',
    '',
    'class End(NamedTuple):',
    '    """One end, as a socket of ZeroMQ: of two ends exactly one binds, the other connects."""',
    '',
    '    component: str',
    '    endpoint: str',
    '    binds: bool',
    '',
    '',
    'class Channel(NamedTuple):',
    '    """Messages go from `source` to `target`; both names, in this order, are the encryption context."""',
    '',
    '    name: str',
    '    source: End',
    '    target: End',
    '    pattern: Literal["push/pull", "pub/sub"]',
    '    port: int',
    '',
    ...channels.flatMap((channel) => [
      '',
      `# ${describeChannel(channel)}`,
      `${names.get(channel.name)}: Final = Channel(`,
      `    ${pythonText(channel.name)},`,
      `    ${end(channel.from)},`,
      `    ${end(channel.to)},`,
      `    ${pythonText(channel.pattern)},`,
      `    ${channel.port},`,
      ')',
    ]),
  ]
  return `${lines.join('\n').trimEnd()}\n`
}

function keysModule(keys: readonly NamedKey[]): string {
  const names = distinctPythonNames(keys.map(({ name }) => name))
  const lines = [
    '# Generated from configs/index.ts by appia generate; do not edit.',
    '"""Keys in etcd, without the prefix of an environment."""',
    'from typing import Final',
    '',
    ...keys.flatMap(({ name, key, about }) => [
      `# ${about}`,
      `${names.get(name)?.toUpperCase()}: Final = ${pythonText(key)}`,
      '',
    ]),
    '',
    'def of_node(component: str, node: str) -> str:',
    '    """A component\'s document for one node, which wins there."""',
    `    return f"${configKey('{component}', '{node}')}"`,
    '',
    '',
    'def status_of(component: str, node: str = "default") -> str:',
    '    """What a member reports of itself."""',
    `    return f"${memberStatusKey('', '{component}', '{node}')}"`,
  ]
  return `${lines.join('\n')}\n`
}
