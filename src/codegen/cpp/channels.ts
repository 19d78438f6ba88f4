import { configKey, memberStatusKey } from '../../model/index.ts'
import { describeChannel, type NamedKey, type NativeInput } from '../native-names.ts'
import { stringLiteral } from './literals.ts'
import { distinctIdentifiers } from './names.ts'
import { comment } from './structs.ts'

/** `channels.hpp`: both ends of each channel, and the names that bind its messages. */
export function channelsHeader({ channels }: NativeInput): string {
  const names = distinctIdentifiers(
    channels.map(({ name }) => name),
    ['End', 'Channel', 'Pattern'],
  )
  const lines = [
    '// Generated from the channels of configs/index.ts by appia generate; do not edit.',
    '#pragma once',
    '',
    '#include <cstdint>',
    '#include <string_view>',
    '',
    'namespace appia::channels {',
    '',
    'enum class Pattern : std::uint8_t { push_pull, pub_sub };',
    '',
    ...comment('One end, as a socket of ZeroMQ: of two ends exactly one binds, the other connects.', ''),
    'struct End {',
    '  std::string_view component;',
    '  std::string_view endpoint;',
    '  bool binds;',
    '};',
    '',
    ...comment(
      'Messages go from `from` to `to`. Both names, in this order, are the encryption context: `sealer.seal({flows.from.component, flows.to.component}, …)` and `opener.open` with the same.',
      '',
    ),
    'struct Channel {',
    '  std::string_view name;',
    '  End from;',
    '  End to;',
    '  Pattern pattern;',
    '  std::uint16_t port;',
    '};',
    '',
    ...channels.flatMap((channel) => {
      const { name, from, to, pattern, port } = channel
      const end = (each: typeof from): string =>
        `{${stringLiteral(each.component)}, ${stringLiteral(each.endpoint)}, ${each.isBinding}}`
      return [
        ...comment(describeChannel(channel), ''),
        `inline constexpr Channel ${names.get(name)}{`,
        `    ${stringLiteral(name)}, ${end(from)}, ${end(to)},`,
        `    Pattern::${pattern === 'push/pull' ? 'push_pull' : 'pub_sub'}, ${port}};`,
        '',
      ]
    }),
    '}  // namespace appia::channels',
  ]
  return `${lines.join('\n')}\n`
}

/** `keys.hpp`: where things lie in etcd. */
export function keysHeader(keys: readonly NamedKey[]): string {
  const names = distinctIdentifiers(
    keys.map(({ name }) => name),
    ['of_node', 'status_of', 'with_prefix'],
  )
  const lines = [
    '// Generated from configs/index.ts by appia generate; do not edit.',
    '// Keys in etcd, without the prefix of an environment.',
    '#pragma once',
    '',
    '#include <string>',
    '#include <string_view>',
    '',
    'namespace appia::keys {',
    '',
    ...keys.flatMap(({ name, key, about }) => [
      ...comment(about, ''),
      `inline constexpr std::string_view ${names.get(name)} = ${stringLiteral(key)};`,
      '',
    ]),
    ...functions,
    '}  // namespace appia::keys',
  ]
  return `${lines.join('\n')}\n`
}

const functions = [
  ...comment("A component's document for one node, which wins there.", ''),
  'inline std::string of_node(std::string_view component, std::string_view node) {',
  `  return ${concatenation(configKey('{component}', '{node}'))};`,
  '}',
  '',
  ...comment('What a member reports of itself; node `default` where there is one.', ''),
  'inline std::string status_of(std::string_view component, std::string_view node = "default") {',
  `  return ${concatenation(memberStatusKey('', '{component}', '{node}'))};`,
  '}',
  '',
  ...comment(
    "A key in an environment; its prefix is empty or begins with '/' and does not end with one.",
    '',
  ),
  'inline std::string with_prefix(std::string_view prefix, std::string_view key) {',
  '  return std::string(prefix) + std::string(key);',
  '}',
  '',
]

/** `/config/{component}/json` → `"/config/" + std::string(component) + "/json"`. */
function concatenation(template: string): string {
  return template
    .split(/\{(\w+)\}/)
    .map((piece, place) => (place % 2 === 1 ? `std::string(${piece})` : literal(piece)))
    .filter((piece) => piece !== '')
    .join(' + ')
}

function literal(piece: string): string {
  if (piece === '') return ''
  return piece.length === 1 ? `'${piece}'` : stringLiteral(piece)
}
