import { configKey, memberStatusKey } from '../../model/index.ts'
import type { Schema } from '../../schema/index.ts'
import type { GeneratedFile } from '../generated-file.ts'
import { describeChannel, type NamedKey, type NativeInput } from '../native-names.ts'
import {
  type EnumerationShape,
  type MemberShape,
  namedShapes,
  type Shape,
  type StructShape,
} from '../shape/shape.ts'
import { shapeOfSchema } from '../shape/shape-of.ts'
import { typeNames } from '../shape/type-names.ts'
import { distinctPythonNames, isPythonName, pythonText } from './names.ts'

/** `generated/python/`: a module of types for each schema, the channels and the keys. For Python 3.11 and newer. */
export function generatePython(
  schemas: ReadonlyMap<string, Schema>,
  input: NativeInput,
): readonly GeneratedFile[] {
  const modules = [...schemas.values()].map((schema) => ({
    path: `generated/python/${schema.name.replace(/\W/g, '_')}_config.py`,
    text: moduleOf(schema),
  }))
  const others = [
    { path: 'generated/python/channels.py', text: channelsModule(input) },
    { path: 'generated/python/keys.py', text: keysModule(input.keys) },
  ]
  return [...modules, ...others].sort((a, b) => (a.path < b.path ? -1 : 1))
}

type Names = ReadonlyMap<StructShape | EnumerationShape, string>

function moduleOf(schema: Schema): string {
  const { root } = shapeOfSchema(schema)
  const shapes = namedShapes(root)
  const names = typeNames(shapes)
  const lines = [
    `# Generated from ${schema.file} by appia generate; do not edit.`,
    ...(root.description === '' ? [] : [pythonText(root.description)]),
    '',
    'from __future__ import annotations',
    '',
    'from enum import StrEnum',
    'from typing import Any, Literal, NotRequired, TypeAlias, TypedDict',
    '',
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
  if (shape.whole !== undefined) return ['', `${name}: TypeAlias = ${typeText(shape.whole, names)}`, '']
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
